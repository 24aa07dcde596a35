"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal, both

PERSONAL: Final = (
    Personal(
        model="Nomination",
        fields=("nominator_name", "nominator_email", "nominator_organisation"),
        why="to answer the nominator and to see who speaks for themselves",
        kept="6 months after the results; 24 months for what won",
    ),
    Personal(
        model="Nomination",
        fields=("summary", "answers"),
        why="what is judged; may speak of the nominee and of others",
        kept="6 months after the results; 24 months for what won; 3 months where not eligible",
    ),
    Personal(
        model="NominationVersion",
        fields=("content",),
        why="what a nomination said before it was changed, for when that is disputed",
        kept="as the nomination",
    ),
    Personal(
        model="Entry",
        fields=both("title", "place"),
        why="what is put forward; may name a person",
        kept="as the nominations behind it; in the published archive where it won",
    ),
    Personal(
        model="Entry",
        fields=both("ineligible_note"),
        why="why an entry is not judged, as its nominators were told; may speak of a person",
        kept="3 months after the results",
    ),
    Personal(
        model="EntryPerson",
        fields=("name", *both("description")),
        why="who is put forward; in public only with consent",
        kept="as the nominations behind it; in the published archive with consent",
    ),
    Personal(
        model="Draft",
        fields=("account", "answers"),
        why="a form that is being filled in, kept so that nothing typed is lost",
        kept="30 days after nominations close; without an account, 7 days after it was saved",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("Entry", ("reference",), "a number"),
    NotPersonal("Nomination", ("reference",), "a number"),
    NotPersonal("Draft", ("finished_pages",), "keys of pages"),
)
