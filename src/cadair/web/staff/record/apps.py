"""Registration of the web area."""

from django.apps import AppConfig


class StaffRecordConfig(AppConfig):
    """`cadair.web.staff.record`."""

    name = "cadair.web.staff.record"
    label = "web_staff_record"
