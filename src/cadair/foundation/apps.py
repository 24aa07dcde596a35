"""Registration of the app."""

from django.apps import AppConfig
from django.conf import settings


class FoundationConfig(AppConfig):
    """`cadair.foundation`."""

    name = "cadair.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """In tests (`STRICT_WELSH`), let Welsh without a translation raise."""
        if getattr(settings, "STRICT_WELSH", False):
            from cadair.foundation.strict_welsh import refuse_fallback

            refuse_fallback()
