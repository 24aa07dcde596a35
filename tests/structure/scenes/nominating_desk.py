"""Scenes: flags, contacts, saved lists, exclusions by two people, repeats."""

from __future__ import annotations

from cadair.nominations.actions import (
    ask_for_repeats,
    clear_flag,
    confirm_exclusion,
    dismiss_repeat,
    drop_exclusion,
    log_contact,
    propose_exclusion,
    raise_flag,
    remove_view,
    save_view,
)
from cadair.nominations.models import Flag, Nomination, ProposedExclusion, Repeat, SavedView
from cadair.nominations.states import ContactKind, ContactWay, FlagKind, IneligibleReason
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast
from tests.structure.scenes.scene import Scene


def sent_for(cast: Cast, title: str = LANTERN) -> Nomination:
    """The nomination behind an entry of the cast."""
    return cast.entries[title].nominations.get()


def propose(cast: Cast, title: str = LANTERN) -> ProposedExclusion:
    """Olwen finds that an entry may not be judged; nobody has confirmed it."""
    return propose_exclusion(
        entry=cast.entries[title], reason=IneligibleReason.OUT_OF_AREA, by=cast.organiser
    )


def _flag(cast: Cast) -> Flag:
    return raise_flag(
        nomination=sent_for(cast), kind=FlagKind.LATE, note="By telephone", by=cast.organiser
    )


def _view(cast: Cast) -> SavedView:
    return save_view(
        season=cast.season,
        account=cast.accounts["olwen"],
        name="Youth",
        query="?category=youth",
        is_shared=True,
        by=cast.organiser,
    )


def a_repeat(cast: Cast) -> Repeat:
    """Operation Lantern and Quiet Streets, as if they looked alike."""
    one, other = sorted((cast.entries[LANTERN].pk, cast.entries[QUIET].pk))
    return Repeat.objects.create(
        season=cast.season,
        one_id=one,
        other_id=other,
        reasons=["same-title"],
        likeness=60,
        found_at=CHECKING_AT,
    )


C, CHECK = SeasonState.CHECKING, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.raise_flag": Scene(C, CHECK, _flag),
    "cadair.nominations.actions.clear_flag": Scene(
        C, CHECK, lambda c: clear_flag(flag=Flag.objects.get(), by=c.organiser), _flag
    ),
    "cadair.nominations.actions.log_contact": Scene(
        C,
        CHECK,
        lambda c: log_contact(
            nomination=sent_for(c),
            kind=ContactKind.CALL,
            way=ContactWay.OUT,
            on=CHECKING_AT.date(),
            text="Asked for the dates.",
            by=c.organiser,
        ),
    ),
    "cadair.nominations.actions.save_view": Scene(C, CHECK, _view),
    "cadair.nominations.actions.remove_view": Scene(
        C, CHECK, lambda c: remove_view(view=SavedView.objects.get(), by=c.organiser), _view
    ),
    "cadair.nominations.actions.propose_exclusion": Scene(C, CHECK, propose),
    "cadair.nominations.actions.confirm_exclusion": Scene(
        C,
        CHECK,
        lambda c: confirm_exclusion(proposed=ProposedExclusion.objects.get(), by=c.chair),
        propose,
    ),
    "cadair.nominations.actions.drop_exclusion": Scene(
        C,
        CHECK,
        lambda c: drop_exclusion(proposed=ProposedExclusion.objects.get(), by=c.organiser),
        propose,
    ),
    "cadair.nominations.actions.ask_for_repeats": Scene(
        C, CHECK, lambda c: ask_for_repeats(season=c.season, by=c.organiser)
    ),
    "cadair.nominations.actions.dismiss_repeat": Scene(
        C, CHECK, lambda c: dismiss_repeat(repeat=Repeat.objects.get(), by=c.organiser), a_repeat
    ),
}
