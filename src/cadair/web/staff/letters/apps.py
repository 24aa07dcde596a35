"""Registration of the web area."""

from django.apps import AppConfig


class StaffLettersConfig(AppConfig):
    """`cadair.web.staff.letters`."""

    name = "cadair.web.staff.letters"
    label = "web_staff_letters"
