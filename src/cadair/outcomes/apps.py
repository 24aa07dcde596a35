"""Registration of the app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """`cadair.outcomes`."""

    name = "cadair.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in reading and writing season files."""
        from cadair.outcomes.rules import order_that_waits
        from cadair.outcomes.season_file import OutcomesPart
        from cadair.seasons.concerns import register_obstacles
        from cadair.seasons.season_file import register

        register(OutcomesPart())
        register_obstacles(order_that_waits)
