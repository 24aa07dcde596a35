"""Registration of the app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """`cadair.publishing`."""

    name = "cadair.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in reading and writing season files."""
        from cadair.publishing.rules import news_about_a_category
        from cadair.publishing.season_file import PublishingPart
        from cadair.seasons.concerns import register_obstacles
        from cadair.seasons.season_file import register

        register(PublishingPart())
        register_obstacles(news_about_a_category)
