"""Registration of the web area."""

from django.apps import AppConfig


class StaffLifeConfig(AppConfig):
    """`cadair.web.staff.life`."""

    name = "cadair.web.staff.life"
    label = "web_staff_life"
