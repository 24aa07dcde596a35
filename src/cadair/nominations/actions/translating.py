"""Writing the other language of what the panel reads, and approving it (WEL-12, WEL-14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.models import (
    Nomination,
    Translation,
    TranslationBatch,
    TranslationRules,
)
from cadair.nominations.rules import require_reading
from cadair.nominations.states import NominationState, TranslationOrigin, TranslationState
from cadair.nominations.translations import Piece, fitting, pieces_of, shown_sha256
from cadair.people.models import Account
from cadair.people.queries import actor_of, is_same_person
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser, roles_of
from cadair.seasons.states import Preset, SeasonRole


@dataclass(frozen=True, slots=True)
class Written:
    """By whom translations were made, and how."""

    name: str
    ref: str
    origin: TranslationOrigin
    batch: TranslationBatch | None = None


class TranslationChanged(Refusal):
    """The texts or their translations are no longer what the page showed."""


@transaction.atomic
def write_translations(
    *,
    nomination: Nomination,
    language: Language,
    texts: Mapping[str, str],
    by: Actor,
    is_machine: bool = False,
    shown: str | None = None,
) -> Nomination:
    """Keep translations of the texts of a nomination that are in `language`, by their names.

    Each is a draft until somebody approves it. A text left empty keeps what it had. `shown` is
    `shown_sha256` of what the page held.

    Raises:
        NotAllowed: `by` is neither an organiser nor a translator of the season.
        NotNow: the results are confirmed.
        TranslationChanged: a text or a translation is no longer what was shown.
        Refusal: there is no such text, nothing new is written, a translation is too long, or it
            lost the mark of something that was taken out.
    """
    nomination = _locked(nomination, by)
    pieces = {each.source.field: each for each in pieces_of(nomination, language=language)}
    _require_shown(pieces.values(), shown)
    new = _new(pieces, texts)
    origins = {name: _origin(pieces[name], by, is_machine=is_machine) for name in new}
    new = {name: text for name, text in new.items() if _differs(pieces[name], text, origins[name])}
    if not new:
        raise Refusal("nothing-new", _("There is nothing new here. Write a translation first."))
    for origin in {origins[name] for name in new}:
        kept = [(nomination, pieces[n], text) for n, text in new.items() if origins[n] == origin]
        keep_drafts(kept, Written(_name(by), by.ref, origin))
    record(
        actor=by,
        action="write_translations",
        subject=nomination.ref,
        season=nomination.season.public_id,
        facts={
            "texts": len(new),
            "by_machine": sum(origins[name] == TranslationOrigin.MACHINE for name in new),
            "texts_sha256": sha256_of(sorted(new.values())),
        },
    )
    return nomination


def _require_shown(pieces: Iterable[Piece], shown: str | None) -> None:
    """Nobody writes over, or approves, what they have not seen."""
    if shown is not None and shown != shown_sha256(pieces):
        raise TranslationChanged(
            "translation-changed",
            _(
                "A text or its translation has changed since you opened the page. What you wrote "
                "is kept below; compare and save again."
            ),
        )


def _new(pieces: Mapping[str, Piece], texts: Mapping[str, str]) -> dict[str, str]:
    """What was written, as it is stored."""
    if set(texts) - set(pieces):
        raise Refusal("no-such-text", _("This text is not there any more. Open the page again."))
    written = {name: fitting(pieces[name], typed) for name, typed in texts.items()}
    return {name: text for name, text in written.items() if text}


def _origin(piece: Piece, by: Actor, *, is_machine: bool) -> TranslationOrigin:
    """A machine’s text stays one in the hands of who asked for it, however it is changed.

    Otherwise they could take it on as theirs and then approve it; somebody else may take it on.
    """
    made = piece.translation
    is_of_machine = made is not None and made.origin == TranslationOrigin.MACHINE
    is_own = made is not None and made.author_ref == by.ref
    if is_machine or (is_of_machine and is_own):
        return TranslationOrigin.MACHINE
    return TranslationOrigin.PERSON


def _differs(piece: Piece, text: str, origin: TranslationOrigin) -> bool:
    """Whether it is other than what there is; somebody’s good text is not made a machine’s."""
    made = piece.translation
    if made is None or not piece.is_current or made.text != text:
        return True
    return made.origin == TranslationOrigin.MACHINE and origin == TranslationOrigin.PERSON


def keep_drafts(texts: Iterable[tuple[Nomination, Piece, str]], written: Written) -> None:
    """Put translations in the place of those there were; part of writing and of returning."""
    Translation.objects.bulk_create(
        (
            Translation(
                nomination=nomination,
                field=piece.source.field,
                language=piece.source.target,
                text=text,
                source_sha256=piece.source.sha256,
                origin=written.origin,
                author=written.name,
                author_ref=written.ref,
                written_at=clock.now(),
                batch=written.batch,
            )
            for nomination, piece, text in texts
        ),
        update_conflicts=True,
        unique_fields=["nomination", "field", "language"],
        update_fields=_KEPT,
    )


_KEPT: Final = (
    "text",
    "source_sha256",
    "origin",
    "author",
    "author_ref",
    "written_at",
    "batch",
    "state",
    "approved_by",
    "approved_at",
)


@transaction.atomic
def approve_translations(
    *, nomination: Nomination, language: Language, by: Actor, shown: str | None = None
) -> Nomination:
    """Say that the translations of the texts in `language` are right: judges read them now.

    All that wait are approved together. Whoever asked a machine for a text cannot approve it; in
    the strict preset nobody approves what they wrote.

    Raises:
        NotAllowed: `by` is neither an organiser nor a translator, or may not approve one of them.
        NotNow: the results are confirmed.
        TranslationChanged: a text or a translation is no longer what was shown.
        Refusal: nothing waits.
    """
    nomination = _locked(nomination, by)
    pieces = pieces_of(nomination, language=language)
    _require_shown(pieces, shown)
    waiting = [
        each.translation
        for each in pieces
        if each.translation is not None and each.is_current and not each.is_approved
    ]
    if not waiting:
        raise Refusal("nothing-to-approve", _("Nothing here waits for approval."))
    for each in waiting:
        _require_approving(each, nomination.season, by)
    ids = [each.pk for each in waiting]
    nomination.translations.filter(pk__in=ids).update(
        state=TranslationState.APPROVED, approved_by=by.ref, approved_at=clock.now()
    )
    record(
        actor=by,
        action="approve_translations",
        subject=nomination.ref,
        season=nomination.season.public_id,
        facts={
            "texts": len(waiting),
            "by_machine": sum(each.origin == TranslationOrigin.MACHINE for each in waiting),
            "texts_sha256": sha256_of(sorted(each.text for each in waiting)),
        },
    )
    return nomination


def _require_approving(translation: Translation, season: Season, by: Actor) -> None:
    """A machine’s text needs somebody else’s eyes; in the strict preset every text does.

    Raises:
        NotAllowed: `by` wrote it or asked for it.
    """
    is_machine = translation.origin == TranslationOrigin.MACHINE
    if not (is_machine or season.preset == Preset.STRICT):
        return
    author_id = translation.author_ref.removeprefix("account:")
    author = Account.objects.filter(public_id=author_id).first()
    is_own = translation.author_ref == by.ref
    if is_own or (author is not None and is_same_person(by, actor_of(author))):
        raise NotAllowed(
            "own-translation",
            _("Somebody else has to approve this: you wrote it, or asked a machine for it."),
        )


@transaction.atomic
def require_translations(
    *, season: Season, is_required: bool, by: Actor, reason: str = ""
) -> Season:
    """Say whether a text waits for its translation before a judge who cannot read it sees it.

    Where it does not, the judge is warned and decides; why that is right is kept.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        UnfitText: texts shall not wait, and nobody says why.
    """
    season = locked(season)
    require_organiser(by, season)
    require_reading(season, is_test=True)
    words = "" if is_required else written_passage(_("Reason"), reason, is_required=True)
    TranslationRules.objects.update_or_create(
        season=season,
        defaults={
            "is_required": is_required,
            "reason": words,
            "said_at": clock.now(),
            "said_by_ref": by.ref,
        },
    )
    record(
        actor=by,
        action="require_translations",
        subject=season.ref,
        season=season.public_id,
        facts={"is_required": is_required, "reason_sha256": sha256_of(words) if words else None},
    )
    return season


def _require_translator(by: Actor, season: Season) -> None:
    """Let organisers and translators of the season pass, and the operator.

    Raises:
        NotAllowed: anybody else.
    """
    if not by.is_operator and SeasonRole.TRANSLATOR not in roles_of(by, season):
        require_organiser(by, season)


def _locked(nomination: Nomination, by: Actor) -> Nomination:
    season = locked(nomination.season)
    _require_translator(by, season)
    found = season.nominations.select_for_update(of=("self",)).select_related("entry")
    nomination = found.filter(state=NominationState.SUBMITTED).get(pk=nomination.pk)
    nomination.season = season
    require_reading(season, is_test=nomination.entry.is_test)
    return nomination


def _name(by: Actor) -> str:
    account = Account.objects.filter(pk=by.account_id or 0).first()
    return account.name if account else ""
