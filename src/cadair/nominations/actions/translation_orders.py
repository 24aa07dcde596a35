"""Giving texts to a translator outside, and taking the file in that comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language, other_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_line
from cadair.mail.actions import queue_letter
from cadair.mail.validators import checked_address
from cadair.nominations.actions.translating import Written, keep_drafts
from cadair.nominations.exchange import MOST_TEXTS
from cadair.nominations.models import BatchText, Nomination, TranslationBatch
from cadair.nominations.notice_letters import page_of_link
from cadair.nominations.orders import count_words, live_pieces, to_order
from cadair.nominations.rules import require_reading
from cadair.nominations.states import BATCH_MOVES, BatchState, TranslationOrigin
from cadair.nominations.translation_letters import TranslationOrdered
from cadair.nominations.translations import TRANSLATOR, Piece, fitting, to_translate, works_in
from cadair.people.actions import end_links, issue_link
from cadair.people.queries import is_holder_of_link
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

LONGEST: Final = timedelta(days=180)
LATE: Final = timedelta(days=30)
"""For how long after its day a batch can still come back by its link."""


@dataclass(frozen=True, slots=True)
class Order:
    """To whom texts are given, and by when they are wanted back."""

    translator_name: str
    translator_email: str
    due_on: date


@transaction.atomic
def order_translations(
    *,
    season: Season,
    nominations: Sequence[Nomination],
    language: Language,
    order: Order,
    by: Actor,
) -> TranslationBatch:
    """Give the texts of these nominations that are in `language` to a translator.

    With an address they get a letter with a page of their own; without one the organiser takes
    them the file. Texts that are translated, or with somebody, stay out.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        Refusal: nothing is left to translate, or it is too much; no name, a wrong address, or a
            day that has passed or is too far away.
    """
    season = locked(season)
    require_organiser(by, season)
    require_reading(season)
    chosen = to_translate(season).filter(pk__in={each.pk for each in nominations})
    texts = to_order(season, works_in(season, language, chosen))
    _check(texts, order.due_on)
    batch = _batch(season, other_language(language), order, texts, by)
    if batch.translator_email:
        _write_to(batch, len(texts))
    record(
        actor=by,
        action="order_translations",
        subject=batch.ref,
        season=season.public_id,
        facts={
            "language": batch.language,
            "texts": len(texts),
            "words": batch.words,
            "due_on": batch.due_on.isoformat(),
            "by_letter": bool(batch.translator_email),
        },
    )
    return batch


def _batch(
    season: Season,
    language: Language,
    order: Order,
    texts: Sequence[tuple[Nomination, Piece]],
    by: Actor,
) -> TranslationBatch:
    email = order.translator_email.strip()
    batch = TranslationBatch.objects.create(
        season=season,
        language=language,
        translator_name=written_line(_("Translator"), order.translator_name, is_required=True),
        translator_email=checked_address(email) if email else "",
        due_on=order.due_on,
        words=count_words(piece for _nomination, piece in texts),
        ordered_by=by.ref,
        ordered_at=clock.now(),
    )
    BatchText.objects.bulk_create(
        BatchText(batch=batch, nomination=nomination, field=piece.source.field, position=position)
        for position, (nomination, piece) in enumerate(texts, start=1)
    )
    return batch


def _check(texts: Sequence[tuple[Nomination, Piece]], due_on: date) -> None:
    if not texts:
        raise Refusal(
            "nothing-to-translate",
            _("Nothing of this is left to translate: it is translated, or with a translator."),
        )
    if len(texts) > MOST_TEXTS:
        raise Refusal("too-many-texts", _("These are too many texts for one order. Choose fewer."))
    today = clock.to_london(clock.now()).date()
    if not today <= due_on <= today + LONGEST:
        raise Refusal("due-day", _("Choose a day from today to six months from now."))


def _write_to(batch: TranslationBatch, texts: int) -> None:
    token = issue_link(
        purpose=TRANSLATOR, subject_ref=batch.ref, until=_end_of(batch.due_on + LATE)
    )
    letter = TranslationOrdered.about(
        batch, texts=texts, page=page_of_link("respond_translation", token)
    )
    queue_letter(
        letter=letter,
        to=batch.translator_email,
        once=f"translation:{batch.public_id}",
        season=batch.season.public_id,
    )


def _end_of(day: date) -> datetime:
    return clock.from_london(datetime.combine(day + timedelta(days=1), time()))


@transaction.atomic
def return_translations(
    *, batch: TranslationBatch, texts: Mapping[int, str], by: Actor
) -> TranslationBatch:
    """Keep what a translator returned, by the number of each text: drafts that wait for approval.

    What is approved already stays. Once nothing is missing the batch is back. What came back
    earlier can come again, improved, as long as something is missing.

    Raises:
        NotAllowed: `by` is no organiser and does not hold the link of this batch.
        NotNow: the batch is back or was taken back, or the results are confirmed.
        Refusal: nothing new is in it, a text is not in the batch or does not fit.
    """
    batch = _locked(batch)
    if not is_holder_of_link(by, TRANSLATOR, batch.ref):
        require_organiser(by, batch.season)
    _require_move(batch, BatchState.RETURNED)
    live = live_pieces(batch)
    if set(texts) - set(live):
        raise Refusal("no-such-text", _("This text is not there any more. Open the page again."))
    new = [(number, fitting(live[number][1], text)) for number, text in texts.items()]
    new = [(number, text) for number, text in new if text and _differs(live[number][1], text)]
    if not new:
        raise Refusal("nothing-new", _("There is nothing new in this file."))
    written = Written(batch.translator_name, by.ref, TranslationOrigin.RETURNED, batch)
    keep_drafts([(*live[number], text) for number, text in new], written)
    done = {number for number, _text in new}
    left = [n for n, (_nom, piece) in live.items() if n not in done and not piece.is_current]
    if not left:
        _close(batch, BatchState.RETURNED)
    record(
        actor=by,
        action="return_translations",
        subject=batch.ref,
        season=batch.season.public_id,
        facts={
            "texts": len(new),
            "left": len(left),
            "texts_sha256": sha256_of([text for _number, text in new]),
        },
    )
    return batch


def _differs(piece: Piece, text: str) -> bool:
    """Whether it is new, and nobody has approved another one meanwhile."""
    made = piece.translation
    return made is None or not piece.is_current or not (piece.is_approved or made.text == text)


@transaction.atomic
def end_translation_order(*, batch: TranslationBatch, by: Actor) -> TranslationBatch:
    """Take texts back from a translator; the link opens nothing any more. What came back stays.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the batch is back or was taken back.
    """
    batch = _locked(batch)
    require_organiser(by, batch.season)
    _require_move(batch, BatchState.ENDED)
    _close(batch, BatchState.ENDED)
    record(
        actor=by,
        action="end_translation_order",
        subject=batch.ref,
        season=batch.season.public_id,
        facts={"texts": batch.texts.count()},
    )
    return batch


def _locked(batch: TranslationBatch) -> TranslationBatch:
    season = locked(batch.season)
    batch = season.translation_batches.select_for_update().get(pk=batch.pk)
    batch.season = season
    require_reading(season)
    return batch


def _require_move(batch: TranslationBatch, target: BatchState) -> None:
    if target not in BATCH_MOVES[BatchState(batch.state)]:
        raise NotNow("order-over", _("This order is finished. Nothing more can be returned."))


def _close(batch: TranslationBatch, state: BatchState) -> None:
    batch.state = state
    if state == BatchState.RETURNED:
        batch.returned_at = clock.now()
    batch.save(update_fields=["state", "returned_at"])
    end_links(purpose=TRANSLATOR, subject_ref=batch.ref)
