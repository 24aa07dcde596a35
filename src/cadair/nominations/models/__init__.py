"""Entries, which are judged, and the nominations behind them."""

from cadair.nominations.models.standing import (
    LANGUAGE_CHOICES,
    Draft,
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
)
from cadair.nominations.models.versions import NominationVersion

__all__ = [
    "LANGUAGE_CHOICES",
    "Draft",
    "Entry",
    "EntryCategory",
    "EntryOrganisation",
    "EntryPerson",
    "Nomination",
    "NominationVersion",
]
