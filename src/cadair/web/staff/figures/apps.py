"""Registration of the web area."""

from django.apps import AppConfig


class StaffFiguresConfig(AppConfig):
    """`cadair.web.staff.figures`."""

    name = "cadair.web.staff.figures"
    label = "web_staff_figures"
