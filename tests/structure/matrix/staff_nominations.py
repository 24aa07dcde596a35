"""Who gets in: nominations and their checking, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.foundation.bilingual import BilingualText, columns
from cadair.nominations.models import (
    Entry,
    EntryOrganisation,
    Flag,
    Nomination,
    Repeat,
    SavedView,
)
from cadair.nominations.states import FlagKind
from cadair.people.actions import named_organisation
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, an_organisation
from tests.structure.matrix.row import CHAIR, ORGANISER, STAND_IN, Row, the_season

VIEWS: Final = "cadair.web.staff.nominations.views"
DESK: Final = frozenset({ORGANISER})
LEADS: Final = frozenset({CHAIR, STAND_IN})
CHECKING: Final = SeasonState.CHECKING


def _elsewhere(cast: Cast) -> Nomination:
    """A nomination of another season, whose people must not be shown here."""
    other = Season.objects.exclude(pk=cast.season.pk).get(key="valley-2027")
    entry, _is_new = Entry.objects.get_or_create(
        season=other,
        reference="2027-001",
        defaults={**columns("title", BilingualText(en="Elsewhere")), "title_language": "en"},
    )
    sent, _is_new = Nomination.objects.get_or_create(
        season=other,
        reference="N-0001",
        defaults={
            "entry": entry,
            "language": "en",
            "relation": "third-party",
            "nominator_name": "Nobody Here",
            "nominator_email": "nobody@example.org",
            "submitted_at": CHECKING_AT,
            "summary": "A secret of another season.",
        },
    )
    return sent


def a_nomination(cast: Cast) -> dict[str, str]:
    """One behind Operation Lantern."""
    sent = cast.entries[LANTERN].nominations.get()
    return {**the_season(cast), "nomination": sent.public_id}


def an_entry(cast: Cast) -> dict[str, str]:
    """Operation Lantern."""
    return {**the_season(cast), "entry": cast.entries[LANTERN].public_id}


def _foreign_nomination(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "nomination": _elsewhere(cast).public_id}


def _foreign_entry(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "entry": _elsewhere(cast).entry.public_id}


def _a_typed_body(cast: Cast) -> dict[str, str]:
    body = named_organisation(name="A Typed Body")
    EntryOrganisation.objects.get_or_create(entry=cast.entries[LANTERN], organisation=body)
    return {**the_season(cast), "organisation": body.public_id}


def _a_body_of_the_register(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "organisation": an_organisation("known").public_id}


def _flag_on(nomination: Nomination) -> str:
    flag, _is_new = Flag.objects.get_or_create(
        nomination=nomination,
        kind=FlagKind.LATE,
        defaults={"raised_at": CHECKING_AT, "raised_by_ref": "account:x"},
    )
    return flag.public_id


def _a_flag(cast: Cast) -> dict[str, str]:
    sent = cast.entries[LANTERN].nominations.get()
    return {**a_nomination(cast), "flag": _flag_on(sent)}


def _a_flag_of_another(cast: Cast) -> dict[str, str]:
    return {**a_nomination(cast), "flag": _flag_on(_elsewhere(cast))}


def _pair(season: Season, one: Entry, other: Entry) -> str:
    first, second = sorted((one.pk, other.pk))
    repeat, _is_new = Repeat.objects.get_or_create(
        season=season,
        one_id=first,
        other_id=second,
        defaults={"likeness": 60, "found_at": CHECKING_AT},
    )
    return repeat.public_id


def _a_pair(cast: Cast) -> dict[str, str]:
    pair = _pair(cast.season, cast.entries[LANTERN], cast.entries[QUIET])
    return {**the_season(cast), "repeat": pair}


def _a_pair_elsewhere(cast: Cast) -> dict[str, str]:
    one = _elsewhere(cast).entry
    other, _is_new = Entry.objects.get_or_create(
        season=one.season, reference="2027-002", defaults={"title_en": "Elsewhere again"}
    )
    return {**the_season(cast), "repeat": _pair(one.season, one, other)}


def _view_of(cast: Cast, name: str) -> dict[str, str]:
    view, _is_new = SavedView.objects.get_or_create(
        season=cast.season, account=cast.accounts[name], name="Mine", query="?language=cy"
    )
    return {**the_season(cast), "view": view.public_id}


def _own_view(cast: Cast) -> dict[str, str]:
    return _view_of(cast, "olwen")


def _view_of_another(cast: Cast) -> dict[str, str]:
    return _view_of(cast, "sian")


_OF_ENTRY: Final = Row(DESK, CHECKING, arguments=an_entry, foreign=_foreign_entry)
_OF_NOMINATION: Final = Row(DESK, CHECKING, arguments=a_nomination, foreign=_foreign_nomination)
_OF_SEASON: Final = Row(DESK, CHECKING, arguments=the_season)
_FORM: Final = Row(DESK, CHECKING, arguments=an_entry, foreign=_foreign_entry, is_form_only=True)

NOMINATIONS: dict[str, Row] = {
    f"{VIEWS}.grouping.group": _OF_ENTRY,
    f"{VIEWS}.grouping.ungroup": _FORM,
    f"{VIEWS}.bulk.act": _OF_SEASON,
    f"{VIEWS}.exclusions.drop": Row(
        DESK | LEADS, CHECKING, arguments=an_entry, foreign=_foreign_entry, is_form_only=True
    ),
    f"{VIEWS}.exclusions.exclusions": Row(DESK | LEADS, CHECKING, arguments=the_season),
    f"{VIEWS}.listing.download": Row(DESK, CHECKING, arguments=the_season, is_form_only=True),
    f"{VIEWS}.listing.nominations": _OF_SEASON,
    f"{VIEWS}.nomination.check": _OF_SEASON,
    f"{VIEWS}.nomination.nomination": _OF_NOMINATION,
    f"{VIEWS}.notes.contact": _OF_NOMINATION,
    f"{VIEWS}.notes.flag": _OF_NOMINATION,
    f"{VIEWS}.notes.unflag": Row(
        DESK, CHECKING, arguments=_a_flag, foreign=_a_flag_of_another, is_form_only=True
    ),
    f"{VIEWS}.organisations.organisation": Row(
        DESK, CHECKING, arguments=_a_typed_body, foreign=_a_body_of_the_register
    ),
    f"{VIEWS}.organisations.organisations": _OF_SEASON,
    f"{VIEWS}.organisations.sectors": _OF_SEASON,
    f"{VIEWS}.rehearsal.rehearsal": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.rehearsal.wipe": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.repeats.dismiss": Row(
        DESK, CHECKING, arguments=_a_pair, foreign=_a_pair_elsewhere, is_form_only=True
    ),
    f"{VIEWS}.repeats.repeats": _OF_SEASON,
    f"{VIEWS}.saved.remove": Row(
        DESK, CHECKING, arguments=_own_view, foreign=_view_of_another, is_form_only=True
    ),
    f"{VIEWS}.saved.save": _OF_SEASON,
    f"{VIEWS}.verdicts.eligible": _FORM,
    f"{VIEWS}.verdicts.move": _OF_ENTRY,
    f"{VIEWS}.verdicts.not_eligible": _OF_ENTRY,
    f"{VIEWS}.verdicts.withdraw": _OF_NOMINATION,
}
