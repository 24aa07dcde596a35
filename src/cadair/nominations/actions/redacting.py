"""Before the panel reads: passages are taken out, names withheld, and somebody has read it all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.files.states import FileState
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import LONGEST_TITLE, UnfitText, in_both, written_line
from cadair.nominations.actions.indexing import index_entries
from cadair.nominations.actions.panel_copies import renew_panel_answer, renew_panel_copy
from cadair.nominations.models import (
    Entry,
    EntryOrganisation,
    EntryPerson,
    FormerTitle,
    Nomination,
    Redaction,
)
from cadair.nominations.queries import (
    clarification_text,
    harmless_nominations,
    state_to_read,
    texts_to_read,
)
from cadair.nominations.redacting import hash_of, places_of
from cadair.nominations.rules import require_reading
from cadair.nominations.states import NominationState, RedactionReason
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

Found = tuple[str, int, int]
"""The name of a text, and from where to where a passage stands in it."""


@transaction.atomic
def redact_passage(
    *,
    nomination: Nomination,
    passage: str,
    reason: RedactionReason,
    by: Actor,
    field: str = "",
    start: int | None = None,
) -> Nomination:
    """Take a passage out of what the panel reads; a mark that says what it told stands there.

    With `field` and `start` it is that one place; without, wherever the passage stands in the
    nomination as whole words, in the answers that came later too.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed, or the nomination was withdrawn.
        Refusal: the passage is empty, or does not stand there.
    """
    nomination = _locked_nomination(nomination, by)
    texts = texts_to_read(nomination)
    found = _places(texts, passage, field, start)
    known = set(nomination.redactions.values_list("field", "start", "end"))
    new = [each for each in found if each not in known]
    if not new:
        raise Refusal("redacted-already", _("This passage is taken out already."))
    Redaction.objects.bulk_create(
        Redaction(
            nomination=nomination,
            field=name,
            start=begin,
            end=end,
            text_sha256=hash_of(texts[name]),
            passage=texts[name][begin:end],
            reason=reason,
            made_by=by.ref,
            made_at=clock.now(),
        )
        for name, begin, end in new
    )
    _renew(nomination, (name for name, _begin, _end in new))
    record(
        actor=by,
        action="redact_passage",
        subject=nomination.ref,
        season=nomination.season.public_id,
        facts={"reason": reason.value, "places": len(new)},
    )
    return nomination


def _places(texts: dict[str, str], passage: str, field: str, start: int | None) -> Sequence[Found]:
    if not passage.strip():
        raise Refusal("nothing-to-redact", _("Write the passage that the panel should not read."))
    if start is not None:
        text = texts.get(field, "")
        end = start + len(passage)
        if start < 0 or text[start:end] != passage:
            raise Refusal(
                "passage-elsewhere",
                _("The text has changed since you opened the page. Choose the passage again."),
            )
        return [(field, start, end)]
    wanted = {field: texts[field]} if field in texts else texts
    found = [(name, *place) for name, text in wanted.items() for place in places_of(passage, text)]
    if not found:
        raise Refusal(
            "passage-not-found",
            _("These words do not stand in the nomination. Copy them from the text."),
        )
    return found


@transaction.atomic
def lift_redaction(*, redaction: Redaction, by: Actor) -> Nomination:
    """Let the panel read a passage after all.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed, or the nomination was withdrawn.
    """
    nomination = _locked_nomination(redaction.nomination, by)
    nomination.redactions.filter(pk=redaction.pk).delete()
    _renew(nomination, [redaction.field])
    record(
        actor=by,
        action="lift_redaction",
        subject=nomination.ref,
        season=nomination.season.public_id,
        facts={"reason": redaction.reason},
    )
    return nomination


def _renew(nomination: Nomination, fields: Iterable[str]) -> None:
    """Write anew what of a nomination is read; who has read the rest need not read it again."""
    changed = set(fields)
    renew_panel_copy(nomination, is_edited=False)
    for each in nomination.clarifications.all():
        if clarification_text(each.public_id) in changed:
            renew_panel_answer(each)


@transaction.atomic
def mark_read(*, nomination: Nomination, by: Actor, shown: str | None = None) -> Nomination:
    """Say that somebody has read a nomination: as it is now, the panel may read it.

    Answers that came later are read with it. `shown` is `state_to_read` of what the page held.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed, or the nomination was withdrawn.
        Refusal: it is no longer what was shown, or nobody could open one of its files yet.
    """
    nomination = _locked_nomination(nomination, by)
    if shown is not None and shown != state_to_read(nomination):
        raise Refusal(
            "nomination-changed",
            _("The nomination has changed since you opened the page. Read it again."),
        )
    unopened = Q(file__state__in=(FileState.RECEIVED, FileState.CHECKING), is_withheld=False)
    if nomination.evidence.filter(unopened).exists():
        raise Refusal(
            "file-being-checked",
            _("A file is still being checked. Wait until you can open it, or keep it from judges."),
        )
    nomination.is_read = True
    nomination.read_by, nomination.read_at = by.ref, clock.now()
    nomination.save(update_fields=["is_read", "read_by", "read_at"])
    answers = nomination.clarifications.filter(is_read=False).exclude(answer="")
    later = answers.update(is_read=True, read_by=by.ref, read_at=nomination.read_at)
    record(
        actor=by,
        action="mark_read",
        subject=nomination.ref,
        season=nomination.season.public_id,
        facts={"redactions": nomination.redactions.count(), "answers": later},
    )
    return nomination


@transaction.atomic
def mark_all_read(*, season: Season, nominations: Sequence[Nomination], by: Actor) -> Season:
    """Say that somebody has read all of these, in which nothing looks as if it named anybody.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        Refusal: one of them is read already, is of another season, has a hint, a file or a link,
            or something was answered later.
    """
    season = locked(season)
    require_organiser(by, season)
    require_reading(season)
    ids = {each.pk for each in nominations}
    plain = harmless_nominations(season).filter(pk__in=ids)
    if not ids or plain.count() != len(ids):
        raise Refusal(
            "reading-changed",
            _("The list has changed since you opened it. Look at it again."),
        )
    season.nominations.filter(pk__in=ids).update(is_read=True, read_by=by.ref, read_at=clock.now())
    record(
        actor=by,
        action="mark_all_read",
        subject=season.ref,
        season=season.public_id,
        facts={
            "nominations": len(ids),
            "nominations_sha256": sha256_of(sorted(each.public_id for each in nominations)),
        },
    )
    return season


@transaction.atomic
def reword_title(*, entry: Entry, title: BilingualText, by: Actor) -> Entry:
    """Call an entry otherwise, in the language or languages in which it has its title.

    The title as it was is kept where only a logged look at the original finds it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        Refusal: the title is missing, too long, or the same as before.
    """
    season = locked(entry.season)
    require_organiser(by, season)
    entry = season.entries.select_for_update().get(pk=entry.pk)
    entry.season = season
    require_reading(season, is_test=entry.is_test)
    title = in_both(_("Title"), title, partial(written_line, longest=LONGEST_TITLE))
    before = BilingualText(cy=entry.title_cy, en=entry.title_en)
    if any(bool(now) != bool(was) for now, was in _sides(title, before)):
        raise UnfitText("text-missing", _("Give the entry a title."))
    if title == before:
        raise Refusal("same-title", _("The entry has this title already."))
    FormerTitle.objects.create(
        entry=entry,
        title_cy=before.cy,
        title_en=before.en,
        title_language=entry.title_language,
        replaced_by=by.ref,
        replaced_at=clock.now(),
    )
    entry.title_cy, entry.title_en = title.cy, title.en
    entry.save(update_fields=["title_cy", "title_en"])
    index_entries(ids=[entry.pk])
    record(
        actor=by,
        action="reword_title",
        subject=entry.ref,
        season=season.public_id,
        facts={
            "was_sha256": sha256_of(before.as_dict()),
            "title_sha256": sha256_of(title.as_dict()),
        },
    )
    return entry


def _sides(one: BilingualText, other: BilingualText) -> tuple[tuple[str, str], ...]:
    return ((one.cy, other.cy), (one.en, other.en))


@transaction.atomic
def withhold_name(
    *, part: EntryPerson | EntryOrganisation, is_withheld: bool, by: Actor
) -> EntryPerson | EntryOrganisation:
    """Let the panel read a person or an organisation of an entry without the name, or with it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
    """
    season = locked(part.entry.season)
    require_organiser(by, season)
    require_reading(season, is_test=part.entry.is_test)
    part.is_withheld = is_withheld
    part.save(update_fields=["is_withheld"])
    record(
        actor=by,
        action="withhold_name",
        subject=part.entry.ref,
        season=season.public_id,
        facts={
            "what": "person" if isinstance(part, EntryPerson) else "organisation",
            "position": part.position,
            "is_withheld": is_withheld,
        },
    )
    return part


def _locked_nomination(nomination: Nomination, by: Actor) -> Nomination:
    """The nomination read afresh and held, when this organiser may prepare it for the panel."""
    season = locked(nomination.season)
    require_organiser(by, season)
    found = season.nominations.select_for_update(of=("self",)).select_related("entry")
    nomination = found.get(pk=nomination.pk)
    nomination.season = season
    require_reading(season, is_test=nomination.entry.is_test)
    if nomination.state == NominationState.WITHDRAWN:
        raise NotNow("already-withdrawn", _("This nomination was withdrawn before."))
    return nomination
