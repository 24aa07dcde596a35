"""Registration of the app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _keep_the_index(using: str, **_kwargs: object) -> None:
    from cadair.nominations import trigrams

    trigrams.put_back(using)


class NominationsConfig(AppConfig):
    """`cadair.nominations`."""

    name = "cadair.nominations"
    label = "nominations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in reading and writing season files; keep the index after every `migrate`."""
        from cadair.nominations.queries import written_to_about
        from cadair.nominations.season_file import NominationsPart
        from cadair.seasons.concerns import register_readers
        from cadair.seasons.season_file import register

        register(NominationsPart())
        register_readers(written_to_about)
        post_migrate.connect(_keep_the_index, sender=self)
