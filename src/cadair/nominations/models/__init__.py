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

__all__ = [
    "LANGUAGE_CHOICES",
    "Draft",
    "Entry",
    "EntryCategory",
    "EntryOrganisation",
    "EntryPerson",
    "Nomination",
]
