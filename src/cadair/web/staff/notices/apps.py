"""Registration of the web area."""

from django.apps import AppConfig


class StaffNoticesConfig(AppConfig):
    """`cadair.web.staff.notices`."""

    name = "cadair.web.staff.notices"
    label = "web_staff_notices"
