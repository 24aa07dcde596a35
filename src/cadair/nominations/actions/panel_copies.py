"""What the panel reads of a nomination, written whenever what was sent or redacted changes.

Part of the actions that take in, change or redact a nomination; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cadair.nominations.hints import hints_in
from cadair.nominations.models import Clarification, Nomination, Redaction
from cadair.nominations.panel_words import (
    evidence_text,
)
from cadair.nominations.queries import (
    clarification_text,
    is_beside_the_form,
    spans_by_text,
)
from cadair.nominations.redacting import (
    hash_of,
    panel_columns,
    places_of,
    redacted,
    texts_for_panel,
)
from cadair.nominations.translatable import hashes_of_sources
from cadair.seasons.questions import Asked, questions_of


def renew_panel_copy(
    nomination: Nomination, questions: Sequence[Asked] | None = None, *, is_edited: bool = True
) -> Nomination:
    """Write anew what the panel reads of a nomination, with what was redacted taken out.

    A redaction stays with its passage where the text around it has changed, and goes where the
    passage has gone. What its nominator has changed (`is_edited`) somebody has to read again.
    """
    asked = questions_of(nomination.season) if questions is None else questions
    sent = (nomination.summary, nomination.answers)
    _follow(nomination, texts_for_panel(asked, *sent))
    spans = spans_by_text(nomination)
    columns = panel_columns(asked, *sent, spans, nomination.language)
    for name, value in columns.items():
        setattr(nomination, name, value)
    if is_edited:
        nomination.is_read = False
        nomination.read_by, nomination.read_at = "", None
    nomination.save(update_fields=[*columns, "is_read", "read_by", "read_at"])
    return nomination


def _follow(nomination: Nomination, texts: Mapping[str, str]) -> None:
    """Let redactions of the form follow their passages into the texts as they are now."""
    there = (each for each in nomination.redactions.all() if not is_beside_the_form(each))
    _follow_into(nomination, there, texts)


def follow_descriptions(nomination: Nomination) -> None:
    """The same for what was taken out of descriptions, once the files and links are other ones."""
    texts = {evidence_text(each.public_id): each.description for each in nomination.evidence.all()}
    own = evidence_text("")
    there = (each for each in nomination.redactions.all() if each.field.startswith(own))
    _follow_into(nomination, there, texts)


def _follow_into(
    nomination: Nomination, redactions: Iterable[Redaction], texts: Mapping[str, str]
) -> None:
    stale = [each for each in redactions if each.text_sha256 != hash_of(texts.get(each.field, ""))]
    found = {
        (each.field, *place): each
        for each in stale
        for place in places_of(each.passage, texts.get(each.field, ""))
    }
    Redaction.objects.bulk_create(
        Redaction(
            nomination=nomination,
            field=field,
            start=start,
            end=end,
            text_sha256=hash_of(texts[field]),
            passage=texts[field][start:end],
            reason=each.reason,
            made_by=each.made_by,
            made_at=each.made_at,
        )
        for (field, start, end), each in found.items()
    )
    nomination.redactions.filter(pk__in=[each.pk for each in stale]).delete()


def renew_after_erasure(nomination: Nomination, before: Mapping[str, str]) -> Nomination:
    """Let redactions and translations follow texts out of which a name was taken.

    `before` are the hashes of the texts as they were (`translatable.hashes_of_sources`). Where a
    redaction lost its passage by that, somebody has to read the nomination again.
    """
    there = nomination.redactions.count()
    renew_panel_copy(nomination, is_edited=False)
    follow_descriptions(nomination)
    for each in nomination.clarifications.all():
        _follow_answer(nomination, each)
        renew_panel_answer(each)
    for field, sha256 in hashes_of_sources(nomination).items():
        stale = nomination.translations.filter(field=field, source_sha256=before.get(field, ""))
        stale.update(source_sha256=sha256)
    if nomination.redactions.count() < there and nomination.is_read:
        renew_panel_copy(nomination)
    return nomination


def _follow_answer(nomination: Nomination, clarification: Clarification) -> None:
    name = clarification_text(clarification.public_id)
    there = nomination.redactions.filter(field=name)
    _follow_into(nomination, there, {name: clarification.answer})


def renew_panel_answer(clarification: Clarification) -> Clarification:
    """Write anew what the panel reads of an answer that came later."""
    name = clarification_text(clarification.public_id)
    spans = spans_by_text(clarification.nomination).get(name, ())
    language = clarification.answer_language
    clarification.panel_answer = redacted(clarification.answer, spans, language)
    clarification.hints = len(hints_in(clarification.panel_answer))
    clarification.save(update_fields=["panel_answer", "hints"])
    return clarification
