"""Registration of the web area."""

from django.apps import AppConfig


class StaffInterestsConfig(AppConfig):
    """`cadair.web.staff.interests`."""

    name = "cadair.web.staff.interests"
    label = "web_staff_interests"
