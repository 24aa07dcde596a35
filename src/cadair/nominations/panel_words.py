"""What stands beside a form, as the panel reads it: questions asked later, files, links."""

from __future__ import annotations

from collections.abc import Iterable

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.models import Clarification, Evidence, Nomination, Redaction
from cadair.nominations.redacting import Span, hash_of, places_of, redacted, without
from cadair.nominations.states import RedactionReason


def evidence_text(public_id: str) -> str:
    """The name of what a file or a link shows, among the texts of a nomination."""
    return f"evidence.{public_id}"


def taken_out(nomination: Nomination) -> list[tuple[str, str]]:
    """Every passage that was taken out of a nomination, with the reason."""
    return [(each.passage, each.reason) for each in nomination.redactions.all()]


def panel_question(asked: Clarification, taken: Iterable[tuple[str, str]]) -> BilingualText:
    """What was asked later, as the panel reads it."""
    sides = asked.question.as_dict().items()
    return BilingualText(**{side: without(text, taken, side) for side, text in sides})


def panel_description(evidence: Evidence, redactions: Iterable[Redaction] | None = None) -> str:
    """What a file or link shows, without what was taken out of it, or anywhere in its nomination.

    `redactions` are those of its nomination, where the caller has them already.
    """
    text, own = evidence.description, evidence_text(evidence.public_id)
    if redactions is None:
        redactions = evidence.nomination.redactions.all() if evidence.nomination else ()
    spans: list[Span] = []
    for each in redactions:
        is_here = each.field == own and each.text_sha256 == hash_of(text)
        places = [(each.start, each.end)] if is_here else places_of(each.passage, text)
        spans += (Span(*place, RedactionReason(each.reason)) for place in places)
    return redacted(text, spans, evidence.language)
