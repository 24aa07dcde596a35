"""What is with translators: orders, and the texts in them as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cadair.foundation.bilingual import other_language
from cadair.nominations.models import Nomination, TranslationBatch
from cadair.nominations.states import BatchState
from cadair.nominations.translations import Piece, Work, to_translate, works_in
from cadair.seasons.models import Season


def given_out(season: Season) -> set[tuple[int, str]]:
    """The texts that a translator has: nomination and name."""
    open_ones = TranslationBatch.objects.filter(season=season, state=BatchState.OUT)
    return set(open_ones.values_list("texts__nomination", "texts__field"))


def live_pieces(batch: TranslationBatch) -> dict[int, tuple[Nomination, Piece]]:
    """What of a batch is still to be judged, by its number, with the words as they are now."""
    rows = list(batch.texts.all())
    source = other_language("cy" if batch.language == "cy" else "en")
    wanted = to_translate(batch.season).filter(pk__in={row.nomination_id for row in rows})
    works = works_in(batch.season, source, wanted)
    found = {
        (work.nomination.pk, piece.source.field): (work.nomination, piece)
        for work in works
        for piece in work.pieces
    }
    named = ((row.position, (row.nomination_id, row.field)) for row in rows)
    return {position: found[name] for position, name in named if name in found}


def count_words(pieces: Iterable[Piece]) -> int:
    """How many words there are to translate."""
    return sum(piece.source.words for piece in pieces)


def to_order(season: Season, works: Sequence[Work]) -> list[tuple[Nomination, Piece]]:
    """What of these nominations has no translation and is with nobody."""
    taken = given_out(season)
    return [
        (work.nomination, piece)
        for work in works
        for piece in work.missing
        if (work.nomination.pk, piece.source.field) not in taken
    ]
