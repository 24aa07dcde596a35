"""The life of a season, as an enumeration and one table of moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import NotNow


class SeasonState(models.TextChoices):
    """Where a season stands; each name says what is going on."""

    DRAFT = "draft", _("being set up")
    OPEN = "open", _("open for nominations")
    CHECKING = "checking", _("nominations being checked")
    JUDGING = "judging", _("being judged")
    DECIDING = "deciding", _("being decided")
    SEALED = "sealed", _("results confirmed")
    RELEASED = "released", _("results published")


class Completeness(models.TextChoices):
    """Whether Cadair holds the whole season or what an archive happens to know."""

    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("partial")


class Preset(models.TextChoices):
    """How many people must confirm what."""

    SMALL_TEAM = "small-team", _("small team")
    STRICT = "strict", _("strict")


class CategoryGroup(models.TextChoices):
    """What kind of section a category is on the results page."""

    THEME = "theme", _("theme")
    CROSS_CUTTING = "cross-cutting", _("cross-cutting")
    OVERALL = "overall", _("overall")


class SeasonRole(models.TextChoices):
    """What somebody may be in a season."""

    ORGANISER = "organiser", _("organiser")
    JUDGE = "judge", _("judge")
    CHAIR = "chair", _("chair")
    STAND_IN = "stand-in", _("stand-in chair")
    TRANSLATOR = "translator", _("translator")
    SCRUTINEER = "scrutineer", _("scrutineer")


class PaperKind(models.TextChoices):
    """The documents without which a season does not open (PRI-05, PRI-16)."""

    DPIA = "dpia", _("data protection impact assessment")
    POLICY = "policy", _("appropriate policy document")


class ChangeKind(models.TextChoices):
    """What may still change after the rules were frozen, with a reason and a public note."""

    DEADLINE = "deadline", _("closing time extended")
    CATEGORIES = "categories", _("categories merged")
    CEREMONY_MOVED = "ceremony-moved", _("ceremony moved")
    CEREMONY_CANCELLED = "ceremony-cancelled", _("ceremony cancelled")
    TEXT = "text", _("text corrected")
    FORM = "form", _("form changed")
    ROUNDS = "rounds", _("rounds of judging changed")


class QuestionKind(models.TextChoices):
    """What a question of the form takes for an answer."""

    SHORT_TEXT = "short-text", _("short text")
    LONG_TEXT = "long-text", _("long text")
    NUMBER = "number", _("number")
    DATE = "date", _("date")
    CHOICE = "choice", _("one of several")
    SEVERAL = "several", _("any of several")
    YES_NO = "yes-no", _("one of two answers")
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    LINK = "link", _("link")
    FILE = "file", _("file")


class RefereeRule(models.TextChoices):
    """Whether somebody must vouch for a nomination."""

    NOT_ASKED = "no", _("not asked for")
    WELCOME = "welcome", _("welcome, not required")
    REQUIRED = "required", _("required")


MOVES: dict[SeasonState, SeasonState] = {
    SeasonState.DRAFT: SeasonState.OPEN,
    SeasonState.OPEN: SeasonState.CHECKING,
    SeasonState.CHECKING: SeasonState.JUDGING,
    SeasonState.JUDGING: SeasonState.DECIDING,
    SeasonState.DECIDING: SeasonState.SEALED,
    SeasonState.SEALED: SeasonState.RELEASED,
}
"""The one next state of each state; there is no way back."""


def check_move(current: str, target: SeasonState) -> None:
    """Refuse a move that skips a step or goes back.

    Raises:
        NotNow: `target` is not the state that follows `current`.
    """
    if MOVES.get(SeasonState(current)) != target:
        raise NotNow(
            "season-state",
            _("This cannot be done now. State of the season: %(state)s.")
            % {"state": SeasonState(current).label},
        )
