"""Registration of the app."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """`cadair.nominations`."""

    name = "cadair.nominations"
    label = "nominations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in reading and writing season files."""
        from cadair.nominations.queries import written_to_about
        from cadair.nominations.season_file import NominationsPart
        from cadair.seasons.concerns import register_readers
        from cadair.seasons.season_file import register

        register(NominationsPart())
        register_readers(written_to_about)
