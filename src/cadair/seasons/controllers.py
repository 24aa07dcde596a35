"""What a notice says of those who answer for the data: the season's record, or the usual words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.seasons.models import ControllerRecord, Season

FIELDS: Final[Mapping[str, Promise]] = {
    "controller": _("Who is responsible"),
    "contact": _("How to reach them"),
    "officer": _("Data protection officer"),
    "basis": _("Lawful basis"),
    "recipients": _("Who sees the data"),
    "retention": _("How long it is kept"),
}
"""The headings of a notice that each season words for itself; others are the same everywhere."""

RECORD: Final[Mapping[str, Promise]] = {
    **FIELDS,
    "condition": _("Condition for data on offences"),
}
"""Everything that the record holds; no season opens without it (PRI-01, PRI-05)."""

_USUAL: Final[Mapping[str, Promise]] = {
    "officer": _("Write to the address above and ask for the data protection officer."),
    "basis": _(
        "Our legitimate interest in recognising good work for the community: UK GDPR, "
        "Article 6(1)(f). You can object."
    ),
    "recipients": _(
        "The organisers; the judges, who read no more than they need; a translator; and whoever "
        "runs our computers, under contract. A name is made public only with your agreement."
    ),
    "retention": _(
        "Six months after the results are published; two years for what wins an award; three "
        "months for what is not eligible."
    ),
}


@dataclass(frozen=True, slots=True)
class Controller:
    """The words of the record; without a `record` they are the usual ones, version 0."""

    words: Mapping[str, BilingualText]
    record: ControllerRecord | None = None

    @property
    def version(self) -> int:
        """Which version was shown."""
        return self.record.version if self.record else 0

    @property
    def notice(self) -> Mapping[str, BilingualText]:
        """The words of it that a notice says."""
        return {name: self.words[name] for name in FIELDS}


def controller_of(season: Season) -> Controller:
    """What notices of the season say now: its own record, or that of the awards’ last season."""
    records = ControllerRecord.objects.filter(season__programme_id=season.programme_id)
    own = records.filter(season=season).order_by("-version").first()
    before = records.filter(season__year__lt=season.year).order_by("-season__year", "-version")
    record = own or before.first()
    usual = _usual(season)
    if record is None:
        return Controller(usual)
    written = {name: getattr(record, name) for name in RECORD}
    return Controller(
        {name: words if words.is_complete else usual[name] for name, words in written.items()},
        record,
    )


def missing_of_controller(season: Season) -> Iterator[str | Promise]:
    """What must be written of who answers for the data before the season opens, a sentence each.

    What came with a copy or a file counts only once an organiser has read and saved it.
    """
    own = season.controller_records.order_by("-version").first()
    if own is None or not own.is_checked:
        yield _(
            "Nobody has checked yet who answers for the data of this season. Read what the notice "
            "says, correct it and save it."
        )
    for name, label in RECORD.items() if own is not None else ():
        if not getattr(own, name).is_complete:
            yield _("Not written in both languages: %(name)s.") % {"name": label}


def _usual(season: Season) -> dict[str, BilingualText]:
    """What is said where nobody has written anything; of the condition only a person can say it."""
    organiser = season.programme.organiser
    name = organiser.name if organiser else season.programme.name
    contact = BilingualText(settings.CADAIR_CONTACT, settings.CADAIR_CONTACT)
    usual = {each: _in_both(words) for each, words in _USUAL.items()}
    return {"controller": name, "contact": contact, **usual, "condition": BilingualText()}


def _in_both(words: Promise) -> BilingualText:
    sides: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            sides[language] = str(words)
    return BilingualText.from_dict(sides)
