"""The file of a batch: made when somebody takes it, checked when it comes back, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, other_language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import LONGEST_PASSAGE
from cadair.nominations import worddoc, xliff
from cadair.nominations.exchange import MOST_BYTES, Returned, Sheet, Unit, checked
from cadair.nominations.models import TranslationBatch
from cadair.nominations.orders import live_pieces


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is written, what it is, how its name ends."""

    write: Callable[[Sheet], bytes]
    content_type: str
    ending: str


KINDS: Final = {
    "word": Kind(worddoc.written, worddoc.CONTENT_TYPE, worddoc.ENDING),
    "xliff": Kind(xliff.written, xliff.CONTENT_TYPE, xliff.ENDING),
}


def number_in(batch: TranslationBatch, position: int) -> str:
    """The number of a text in a batch, as it stands in the file."""
    return f"{batch.code}-{position}"


def sheet_of(batch: TranslationBatch) -> Sheet:
    """What the translator is given: the texts as the panel reads them now."""
    target: Language = "cy" if batch.language == "cy" else "en"
    units = [
        Unit(
            number=number_in(batch, position),
            group=nomination.reference,
            label=piece.source.label,
            source=piece.source.text,
            target=piece.translation.text if piece.is_current and piece.translation else "",
        )
        for position, (nomination, piece) in live_pieces(batch).items()
    ]
    return Sheet(
        code=batch.code,
        title=str(batch.season.name),
        note=_(
            "Write the translation into the empty column. Leave the numbers and the originals as "
            "they are, and keep every mark in square brackets. Do not put the texts into a "
            "translation service online."
        ),
        source_language=other_language(target),
        target_language=target,
        labels=(_("Number"), _("Original"), _("Translation")),
        units=units,
    )


def file_of(batch: TranslationBatch, kind: Kind) -> tuple[str, bytes]:
    """The name of the file and its bytes."""
    return f"{batch.season.key}-{batch.code}{kind.ending}", kind.write(sheet_of(batch))


def read_back(batch: TranslationBatch, file: IO[bytes] | None) -> Returned:
    """What a file that came back brings, compared with what there is now.

    Raises:
        Refusal: there is no file, or it is too big, no such file, or of another batch.
    """
    data = file.read(MOST_BYTES + 1) if file is not None else b""
    if not data:
        raise Refusal("file-none", _("Choose a file first."))
    if len(data) > MOST_BYTES:
        raise Refusal(
            "file-too-big",
            _("This file is too big. Megabytes: %(size)s. At most: %(most)s.")
            % {"size": -(-len(data) // 1_000_000), "most": MOST_BYTES // 1_000_000},
        )
    rows = (worddoc if data.startswith(worddoc.SIGNATURE) else xliff).read(data)
    found = checked(sheet_of(batch), rows)
    too_long = [each for each, text in found.texts.items() if len(text) > LONGEST_PASSAGE]
    if too_long:
        raise Refusal(
            "text-too-long",
            _("A translation is too long. Its number: %(number)s") % {"number": too_long[0]},
        )
    return found


def texts_by_position(found: Returned) -> dict[int, str]:
    """What fits, by the place of each text in its batch."""
    return {int(number.rpartition("-")[2]): text for number, text in found.texts.items()}


def problems_of(found: Returned) -> tuple[str, ...]:
    """What the translator has to put right, a sentence each."""
    said = (
        (found.missing, _("This text is missing in the file: %(number)s")),
        (found.twice, _("This text stands in the file twice: %(number)s")),
        (found.marks, _("A mark in square brackets is missing or too many: %(number)s")),
    )
    return tuple(
        sentence % {"number": number} for numbers, sentence in said for number in numbers[:MOST]
    )


MOST: Final = 20
"""More problems of one kind are not listed one by one."""
