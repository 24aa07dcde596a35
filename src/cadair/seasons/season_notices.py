"""The part of a season file that says what people are told: by whom, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import Refusal
from cadair.mail.letters import LetterWords, require_sendable, rewordable_letters
from cadair.mail.models import SeasonSender, SeasonWording
from cadair.mail.queries import sender_of, worded_letters
from cadair.seasons.actions import examples_of
from cadair.seasons.controllers import RECORD
from cadair.seasons.models import ControllerRecord, Season
from cadair.seasons.season_frame import bilingual, file_text, given_text
from seasonfile import ControllerPart, LetterPart, SeasonDocument, SenderPart

BY_FILE = "file"
"""Who wrote what came with a file: nobody of this season."""


def write_controller(season: Season, part: ControllerPart | None) -> None:
    """The record as the file says it, as its first version."""
    if part is not None:
        ControllerRecord.objects.create(
            season=season,
            version=1,
            written_at=clock.now(),
            written_by_ref=BY_FILE,
            is_checked=part.checked,
            **{
                key: side
                for name in RECORD
                for key, side in columns(name, bilingual(getattr(part, name))).items()
            },
        )


def write_letters(season: Season, document: SeasonDocument) -> None:
    """The season's own words in place of any there were, under the season's public id.

    Raises:
        NotComplete: a letter could not be sent in these words; all that is wrong is listed.
        Refusal: there is no such letter.
    """
    SeasonWording.objects.filter(season=season.public_id).delete()
    SeasonSender.objects.filter(season=season.public_id).delete()
    sender = document.sender
    if sender is not None:
        SeasonSender.objects.create(
            season=season.public_id,
            reply_to=sender.reply_to or "",
            **columns("name", bilingual(sender.name)),
        )
    for part in document.letters:
        _write_letter(season, part)


def _write_letter(season: Season, part: LetterPart) -> None:
    letter = rewordable_letters().get(part.letter)
    if letter is None:
        raise Refusal(
            "no-such-letter",
            _("There is no letter of this name that a season can word anew: %(letter)s")
            % {"letter": part.letter},
        )
    words = LetterWords(bilingual(part.subject), bilingual(part.body)).cleaned()
    require_sendable(words, letter, examples_of(letter, season))
    SeasonWording.objects.create(
        season=season.public_id,
        letter=part.letter,
        **columns("subject", words.subject),
        **columns("body", words.body),
        written_at=clock.now(),
        written_by_ref=BY_FILE,
    )


def export_notices(season: Season) -> dict[str, Any]:
    """The fields of `SeasonDocument` about what people are told, by name."""
    return {
        "controller": _export_controller(season),
        "sender": _export_sender(season),
        "letters": tuple(_export_letters(season)),
    }


def _export_controller(season: Season) -> ControllerPart | None:
    newest = season.controller_records.order_by("-version").first()
    if newest is None:
        return None
    words: dict[str, Any] = {name: file_text(getattr(newest, name)) for name in RECORD}
    return ControllerPart(**words, checked=newest.is_checked)


def _export_sender(season: Season) -> SenderPart | None:
    sender = sender_of(season.public_id)
    if sender is None or not (sender.reply_to or sender.name):
        return None
    return SenderPart(name=file_text(sender.name), reply_to=sender.reply_to or None)


def _export_letters(season: Season) -> Iterable[LetterPart]:
    for key, stored in sorted(worded_letters(season.public_id).items()):
        subject: BilingualText = stored.subject
        yield LetterPart(letter=key, subject=given_text(subject), body=given_text(stored.body))
