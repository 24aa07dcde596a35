"""Registration of the web area."""

from django.apps import AppConfig


class StaffTranslationsConfig(AppConfig):
    """`cadair.web.staff.translations`."""

    name = "cadair.web.staff.translations"
    label = "web_staff_translations"
