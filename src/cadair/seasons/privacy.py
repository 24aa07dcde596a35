"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal, both

PERSONAL: Final = (
    Personal(
        model="Role",
        fields=("account",),
        why="to know who may do what in a season",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="CeremonyFacts",
        fields=(*both("host"), "presenters"),
        why="to say in public who led the ceremony",
        kept="with the published archive; a name goes when its bearer asks",
    ),
    Personal(
        model="SeasonPaper",
        fields=("name",),
        why="to show who signed a document off",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="ControllerRecord",
        fields=(*both("contact", "officer"), "written_by_ref"),
        why="to whom people turn about their data; may name a person",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="PlanStep",
        fields=("owner",),
        why="to know who does what by when",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="SeasonChange",
        fields=("changed_by_ref",),
        why="to show who changed what was frozen; an opaque reference",
        kept="6 years, as the record of actions",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("Programme", both("name", "tagline"), "names of awards"),
    NotPersonal("Season", both("name"), "names of awards"),
    NotPersonal(
        "ControllerRecord",
        both("controller", "basis", "condition", "recipients", "retention"),
        "what a notice says of the awards",
    ),
    NotPersonal("SeasonText", both("text"), "rules and explanations for the public"),
    NotPersonal("SeasonMoment", both("text"), "a date in words"),
    NotPersonal("Category", both("name", "definition", "note", "caution"), "what is competed in"),
    NotPersonal("Criterion", (*both("name"), "asks"), "what is judged"),
    NotPersonal("ScaleAnchor", both("label"), "what a mark means"),
    NotPersonal(
        "AwardKind",
        (*both("name", "joint_name"), "groups", "category_keys", "rule"),
        "rules, as codes and numbers",
    ),
    NotPersonal("CeremonyFacts", both("venue", "attendance"), "where it was, how many came"),
    NotPersonal("RulesVersion", ("document", "reason"), "the published rules"),
    NotPersonal("SeasonPaper", ("link",), "where a document is"),
    NotPersonal("PlanStep", both("title"), "what is to be done"),
    NotPersonal("FormSection", both("name"), "what a part of the form is called"),
    NotPersonal(
        "Question", (*both("label", "help"), "options", "asked_if_answers"), "what is asked"
    ),
    NotPersonal(
        "EligibilityQuestion",
        both("label", "fits_label", "fails_label", "why_not", "instead"),
        "who may nominate what",
    ),
    NotPersonal("SeasonChange", ("reason", *both("note"), "facts"), "what changed, and why"),
)
