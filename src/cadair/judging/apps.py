"""Registration of the app."""

from django.apps import AppConfig


class JudgingConfig(AppConfig):
    """`cadair.judging`."""

    name = "cadair.judging"
    label = "judging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take part in reading and writing season files."""
        from cadair.judging.round_plans import chosen_rounds, missing_in_rounds
        from cadair.judging.rules import marks_that_were_given, missing_in_panel
        from cadair.judging.season_file import JudgingPart
        from cadair.judging.seats import chosen_interest_rules
        from cadair.seasons.concerns import register_obstacles
        from cadair.seasons.rulebook import register_look, register_rules
        from cadair.seasons.season_file import register

        register(JudgingPart())
        register_look(missing_in_panel)
        register_rules(chosen_interest_rules)
        register_look(missing_in_rounds)
        register_rules(chosen_rounds)
        register_obstacles(marks_that_were_given)
