"""When and by whom nominators are told how their nominations fared, and who may review it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.nominations.models import Entry
from cadair.outcomes.feedback import without_award
from cadair.outcomes.models import OutcomeLetters
from cadair.outcomes.states import LETTERS_MOVES, LettersState
from cadair.seasons.models import Season
from cadair.seasons.states import Preset, SeasonState


def require_published(season: Season, *, may_be_told: bool = False) -> None:
    """Nobody hears anything before the results are public, and nothing changes once all are told.

    Raises:
        NotNow: before publication, or after the letters were sent off.
    """
    if season.state != SeasonState.RELEASED:
        raise NotNow(
            "not-published", _("This begins once the results are published, for everybody at once.")
        )
    if not may_be_told and season.outcome_letters.filter(state=LettersState.SENT).exists():
        raise NotNow(
            "letters-sent", _("The letters have been sent off. Hold them back to change anything.")
        )


def require_without_award(season: Season, entry: Entry) -> None:
    """Feedback is for what was judged and given nothing.

    Raises:
        Refusal: it has an award, or was not judged.
    """
    if not without_award(season).filter(pk=entry.pk).exists():
        raise Refusal(
            "feedback-not-for-this",
            _("This entry has an award, or was not judged. It needs no feedback."),
        )


def check_letters_move(letters: OutcomeLetters, target: LettersState) -> None:
    """Refuse to send off, hold back or look at letters twice.

    Raises:
        NotNow: they are not in a state for it.
    """
    if target not in LETTERS_MOVES[LettersState(letters.state)]:
        raise NotNow(
            "letters-state",
            _("These letters were sent off, held back or replaced. Load the page again."),
        )


def require_may_send(actor: Actor, letters: OutcomeLetters) -> None:
    """Every letter drawn was looked at; in a strict season somebody else sends them off.

    Raises:
        NotComplete: some were not.
        NotAllowed: whoever prepared them sends them off themselves.
    """
    missing = set(letters.samples) - set(letters.opened)
    if missing:
        raise NotComplete(
            "samples-unopened",
            _("Look at every letter that was drawn first. Still to look at:"),
            (str(len(missing)),),
        )
    if letters.season.preset == Preset.STRICT and actor.ref == letters.prepared_by_ref:
        raise NotAllowed(
            "second-person-letters",
            _("You prepared these letters. In this season another organiser sends them off."),
        )


def require_as_prepared(letters: OutcomeLetters, sha256: str) -> None:
    """What leaves is what was prepared and looked at.

    Raises:
        NotNow: an award, a text or a recipient has changed since.
    """
    if letters.sha256 != sha256:
        raise NotNow(
            "letters-outdated",
            _("An award, a text or an address has changed since. Prepare the letters again."),
        )


def check_reviewer(season: Season, reviewer: str) -> None:
    """Whoever looks at how the panel worked does not sit on it.

    Raises:
        Refusal: nobody is named, or a judge of the season.
    """
    if not reviewer:
        raise Refusal("no-reviewer", _("Write who looks at it: somebody who is not on the panel."))
    names = {name.casefold() for name in season.judges.values_list("name", flat=True)}
    if reviewer.casefold() in names:
        raise Refusal(
            "reviewer-on-panel",
            _("This person sits on the panel. Somebody who does not must look at it."),
        )
