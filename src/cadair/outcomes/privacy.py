"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal, both

PERSONAL: Final = (
    Personal(
        model="Decision",
        fields=both("reason"),
        why="to defend the decision; may speak of nominees",
        kept="24 months after the results",
    ),
    Personal(
        model="Award",
        fields=both("title", "text", "presenter", "collected_by"),
        why="what is published of an award",
        kept="with the published archive; a name goes when its bearer asks",
    ),
    Personal(
        model="Seal",
        fields=("sealed_by_ref", "confirmed_by_ref"),
        why="to show that two people confirmed the results; opaque references",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="SealRequest",
        fields=("asked_by_ref",),
        why="to show who asked for confirmation; an opaque reference",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="Feedback",
        fields=both("strengths", "next_steps"),
        why="to tell nominators what was good and what to do next; may speak of nominees",
        kept="12 months after the results",
    ),
    Personal(
        model="Feedback",
        fields=("written_by_ref",),
        why="to show who wrote it; an opaque reference",
        kept="12 months after the results",
    ),
    Personal(
        model="ProcessReview",
        fields=("question", "answer", "reviewer"),
        why="to answer whoever asks whether the rules were kept, and to show that it was done",
        kept="24 months after the results",
    ),
    Personal(
        model="OutcomeLetters",
        fields=("prepared_by_ref", "sent_by_ref"),
        why="to show who prepared and who sent the letters; opaque references",
        kept="6 years, as the record of actions",
    ),
    Personal(
        model="ReleaseOrder",
        fields=("ordered_by_ref",),
        why="to show who ordered publication; an opaque reference",
        kept="6 years, as the record of actions",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("OutcomeLetters", ("samples", "opened"), "public ids of nominations"),
    NotPersonal("Proposal", ("document",), "keys of entries, numbers and codes of steps"),
    NotPersonal("Decision", both("wording"), "what the public is told when no award is made"),
)
