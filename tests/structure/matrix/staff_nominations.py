"""Who gets in: nominations and their checking, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.foundation.bilingual import BilingualText, columns
from cadair.nominations.models import Entry, EntryOrganisation, Nomination
from cadair.people.actions import named_organisation
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast, an_organisation
from tests.structure.matrix.row import ORGANISER, Row, the_season

VIEWS: Final = "cadair.web.staff.nominations.views"
DESK: Final = frozenset({ORGANISER})
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


_OF_ENTRY: Final = Row(DESK, CHECKING, arguments=an_entry, foreign=_foreign_entry)
_OF_NOMINATION: Final = Row(DESK, CHECKING, arguments=a_nomination, foreign=_foreign_nomination)
_OF_SEASON: Final = Row(DESK, CHECKING, arguments=the_season)
_FORM: Final = Row(DESK, CHECKING, arguments=an_entry, foreign=_foreign_entry, is_form_only=True)

NOMINATIONS: dict[str, Row] = {
    f"{VIEWS}.grouping.group": _OF_ENTRY,
    f"{VIEWS}.grouping.ungroup": _FORM,
    f"{VIEWS}.listing.bulk": _OF_SEASON,
    f"{VIEWS}.listing.download": Row(DESK, CHECKING, arguments=the_season, is_form_only=True),
    f"{VIEWS}.listing.nominations": _OF_SEASON,
    f"{VIEWS}.nomination.check": _OF_SEASON,
    f"{VIEWS}.nomination.nomination": _OF_NOMINATION,
    f"{VIEWS}.organisations.organisation": Row(
        DESK, CHECKING, arguments=_a_typed_body, foreign=_a_body_of_the_register
    ),
    f"{VIEWS}.organisations.organisations": _OF_SEASON,
    f"{VIEWS}.rehearsal.rehearsal": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.rehearsal.wipe": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.verdicts.eligible": _FORM,
    f"{VIEWS}.verdicts.move": _OF_ENTRY,
    f"{VIEWS}.verdicts.not_eligible": _OF_ENTRY,
    f"{VIEWS}.verdicts.withdraw": _OF_NOMINATION,
}
