"""Entries and the people in them."""

from __future__ import annotations

from seasonfile.checks.findings import Findings, found
from seasonfile.checks.known import Known
from seasonfile.document import EntryPart


def check_entrants(known: Known) -> Findings:
    """People without a name or description, reasons that do not fit, what an entry must have."""
    nominated = {nomination.entry for nomination in known.document.nominations}
    for at, entry in enumerate(known.document.entries):
        yield from _people(at, entry)
        yield from _eligibility(at, entry)
        for category_at, key in enumerate(entry.categories):
            category = known.categories.get(key)
            is_own = entry.eligibility.state == "panel"
            if category is not None and category.group == "overall" and not is_own:
                path = ("entries", at, "categories", category_at)
                yield found("overall-entered", *path, category=key)
        if known.must_be_whole("draft") and entry.eligibility.state != "panel":
            lacks = known.lacks_in("nominations", entry.reference, nominated)
            yield from _whole(at, entry, is_nominated=not lacks)


def _people(at: int, entry: EntryPart) -> Findings:
    for person_at, person in enumerate(entry.people):
        if person.name is None and person.description is None:
            yield found("person-without-name", "entries", at, "people", person_at)
        if person.public and person.name is None:
            yield found("public-without-name", "entries", at, "people", person_at, "public")


def _eligibility(at: int, entry: EntryPart) -> Findings:
    state, reason = entry.eligibility.state, entry.eligibility.reason
    if state == "ineligible" and reason is None:
        yield found("ineligible-without-reason", "entries", at, "eligibility")
    if state != "ineligible" and reason is not None:
        yield found("reason-without-ineligible", "entries", at, "eligibility", "reason")


def _whole(at: int, entry: EntryPart, *, is_nominated: bool) -> Findings:
    """What only an archive may leave out."""
    if entry.kind is None:
        yield found("entry-without", "entries", at, entry=entry.reference, key="kind")
    if not entry.categories:
        yield found("entry-without", "entries", at, entry=entry.reference, key="categories")
    if not is_nominated:
        yield found("entry-without-nomination", "entries", at, entry=entry.reference)
