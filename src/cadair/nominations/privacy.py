"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal, both

PERSONAL: Final = (
    Personal(
        model="TranslationRules",
        fields=("said_by_ref",),
        why="to show who let judges mark without translations; an opaque reference",
        kept="with the season",
    ),
    Personal(
        model="Nominee",
        fields=("name", "email", "guardian_email", "age_band", "own_name", "pronunciation"),
        why="to tell people that they were nominated, and to name them as they wish",
        kept="as the nomination that names them",
    ),
    Personal(
        model="Nominee",
        fields=("evidence", *both("public_note"), "settled_by_ref"),
        why="to show that somebody was told, or why not",
        kept="as the nomination that names them",
    ),
    Personal(
        model="PublicityStatement",
        fields=("name", "note", "made_by_ref"),
        why="to show who agreed to what being public, when and with which words (PRI-10)",
        kept="as the nomination that names them",
    ),
    Personal(
        model="NomineePhoto",
        fields=("description",),
        why="a photo that a nominee sent of themselves, and what it shows",
        kept="as the nomination that names them",
    ),
    Personal(
        model="Saying",
        fields=("text", "outcome", "settled_by_ref"),
        why="what a nominee says about their data, and the answer",
        kept="as the nomination that names them",
    ),
    Personal(
        model="Endorsement",
        fields=("name", "email", "relation", "text", "asked_by_ref"),
        why="who vouches for a nomination, and what they say",
        kept="as the nomination they vouch for",
    ),
    Personal(
        model="Nomination",
        fields=("read_by",),
        why="who has read it before the panel does; an opaque reference, never a name",
        kept="as the nomination",
    ),
    Personal(
        model="Redaction",
        fields=("passage", "made_by"),
        why="what the panel does not read, found again when the nominator changes the text",
        kept="as the nomination",
    ),
    Personal(
        model="FormerTitle",
        fields=(*both("title"), "replaced_by"),
        why="what an entry was called before it was worded otherwise for the panel",
        kept="as the nominations behind it",
    ),
    Personal(
        model="OriginalReading",
        fields=("why", "read_by"),
        why="who opened a nomination as it was sent in, and for what reason (PRI-06)",
        kept="as the nomination",
    ),
    Personal(
        model="Clarification",
        fields=(*both("question"), "answer", "panel_answer", "asked_by", "read_by"),
        why="what was asked about a nomination, and what the nominator added",
        kept="as the nomination",
    ),
    Personal(
        model="Nomination",
        fields=("nominator_name", "nominator_email", "nominator_organisation"),
        why="to answer the nominator and to see who speaks for themselves",
        kept="6 months after the results; 24 months for what won",
    ),
    Personal(
        model="Nomination",
        fields=("summary", "answers", "panel_summary", "panel_answers"),
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
        model="Evidence",
        fields=("link", "description"),
        why="what supports a nomination, and what it shows; may speak of the nominee and of others",
        kept="as the nomination; with the form while that was not sent",
    ),
    Personal(
        model="Draft",
        fields=("account", "saved_by", "answers"),
        why="a form that is being filled in, kept so that nothing typed is lost",
        kept="30 days after nominations close; without an account, 7 days after it was saved",
    ),
    Personal(
        model="Coauthor",
        fields=("email", "account", "asked_by_ref"),
        why="who was asked to write a form too, or to take it over",
        kept="as the form",
    ),
    Personal(
        model="Nomination",
        fields=("entered_by",),
        why="which organiser keyed it in or took it in; an opaque reference, never a name",
        kept="as the nomination",
    ),
    Personal(
        model="NominationImport",
        fields=("header", "rows", "usual", "read_by_ref", "done_by_ref", "undone_by_ref"),
        why="nominations in a file, looked at before they are taken in",
        kept="rows until they are taken in or thrown away; the rest as the season",
    ),
    Personal(
        model="Extension",
        fields=("email", "reason", "given_by_ref", "ended_by_ref"),
        why="to let one person send a nomination later, and to answer for it",
        kept="as the nominations of the season",
    ),
    Personal(
        model="EntryWords",
        fields=("text", "place"),
        why="to find an entry by the names in it; made from the entry and its nominations",
        kept="as the entry",
    ),
    Personal(
        model="Flag",
        fields=("note", "raised_by_ref", "cleared_by_ref"),
        why="what an organiser should know of a nomination; may speak of a person",
        kept="as the nomination",
    ),
    Personal(
        model="ContactNote",
        fields=("text", "written_by_ref"),
        why="what was said with a nominator or nominee, so that two organisers know the same",
        kept="as the nomination",
    ),
    Personal(
        model="SavedView",
        fields=("account", "name", "query"),
        why="lists that an organiser asks for again; a search may hold a name",
        kept="until it is removed, at the latest with the season’s nominations",
    ),
    Personal(
        model="ProposedExclusion",
        fields=("proposed_by_ref", *both("note")),
        why="why an entry may not be judged, until a second person has confirmed it",
        kept="until it is confirmed or dropped",
    ),
    Personal(
        model="Repeat",
        fields=("dismissed_by_ref",),
        why="to show who said that two entries are not the same; an opaque reference",
        kept="as the entries",
    ),
    Personal(
        model="Translation",
        fields=("text", "author", "author_ref", "approved_by"),
        why="what a nomination says, for judges of the other language; who translated it",
        kept="as the nomination",
    ),
    Personal(
        model="TranslationBatch",
        fields=("translator_name", "translator_email", "ordered_by"),
        why="who was given which texts, and where to write to them",
        kept="as the nominations in it",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("TranslationRules", ("reason",), "why judges may mark what is not translated"),
    NotPersonal("NominationImport", ("file_name", "read_as"), "the name of a file, an encoding"),
    NotPersonal("NominationImport", ("mapping", "left"), "names of columns, numbers of rows"),
    NotPersonal("Translation", ("field", "source_sha256"), "the name of a text and a hash"),
    NotPersonal("BatchText", ("field",), "the name of a text"),
    NotPersonal("Evidence", ("question",), "the key of a question"),
    NotPersonal("PublicityStatement", ("kinds",), "codes of what may be public"),
    NotPersonal("Redaction", ("field", "text_sha256"), "the name of a text and a hash"),
    NotPersonal("Repeat", ("reasons",), "codes"),
    NotPersonal("Entry", ("reference",), "a number"),
    NotPersonal("MonitoringTally", ("question", "answer"), "codes; how many, never who (PRI-08)"),
    NotPersonal("Nomination", ("reference",), "a number"),
    NotPersonal("Draft", ("finished_pages",), "keys of pages"),
)
