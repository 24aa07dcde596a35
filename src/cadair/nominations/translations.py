"""What of a nomination is to be translated, what is translated, and for whom (WEL-12, WEL-14).

Only what the panel reads is ever translated: with what was redacted taken out. A translation
counts when somebody approved it and the words from which it was made are still the same; whether
they are is asked each time, so no change to a text can leave an old translation standing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, other_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.exchange import keeps_marks, with_own_marks
from cadair.nominations.models import (
    Clarification,
    Entry,
    Evidence,
    Nomination,
    Translation,
    TranslationRules,
)
from cadair.nominations.panel_words import (
    evidence_text,
    panel_description,
)
from cadair.nominations.queries import (
    counted_nominations,
    nominations_behind,
)
from cadair.nominations.redacting import hash_of
from cadair.nominations.states import (
    ClarificationState,
    Eligibility,
    NominationState,
    TranslationState,
)
from cadair.nominations.translatable import Around, SourceText, around_of, sources_of
from cadair.seasons.models import Season
from cadair.seasons.questions import Asked, questions_of

TRANSLATOR: Final = "translation-batch"
"""What the link in a letter to a translator opens."""

REFUSED: Final = (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text beside the translation there is of it, current or not."""

    source: SourceText
    translation: Translation | None

    @property
    def is_current(self) -> bool:
        """There is a translation of these words, approved or not."""
        made = self.translation
        return made is not None and made.source_sha256 == self.source.sha256

    @property
    def is_stale(self) -> bool:
        """There is a translation, of words that have changed since."""
        return self.translation is not None and not self.is_current

    @property
    def is_approved(self) -> bool:
        """There is a translation that judges may read."""
        made = self.translation
        return made is not None and self.is_current and made.state == TranslationState.APPROVED

    @property
    def approved(self) -> Translation | None:
        """The translation that judges may read."""
        return self.translation if self.is_approved else None


@dataclass(frozen=True, slots=True)
class Work:
    """A nomination with everything of it that is in one language."""

    nomination: Nomination
    pieces: Sequence[Piece]

    @property
    def missing(self) -> list[Piece]:
        """What has no translation of the words as they are now."""
        return [each for each in self.pieces if not each.is_current]

    @property
    def waiting(self) -> list[Piece]:
        """What is translated and waits for approval."""
        return [each for each in self.pieces if each.is_current and not each.is_approved]

    @property
    def is_done(self) -> bool:
        """All of it may be read."""
        return all(each.is_approved for each in self.pieces)

    @property
    def words_missing(self) -> int:
        """How many words are still to be translated."""
        return sum(each.source.words for each in self.missing)


def is_translation_required(season: Season) -> bool:
    """Whether texts wait for their translation before judges who cannot read them see them.

    They do in every season, unless an organiser has said that they do not, and why (WEL-12).
    """
    chosen = _RULES.rows(season=season.pk)
    return bool(chosen[0][0]) if chosen else True


_RULES: Final = Prepared(
    lambda season: TranslationRules.objects.filter(season=season).values_list("is_required")
)


def approved_description(evidence: Evidence) -> Translation | None:
    """The translation of what a file or link shows that judges may read, if there is one."""
    if evidence.nomination is None:
        return None
    made = evidence.nomination.translations.filter(
        field=evidence_text(evidence.public_id),
        source_sha256=hash_of(panel_description(evidence)),
        state=TranslationState.APPROVED,
    )
    return made.first()


def pieces_of(
    nomination: Nomination,
    questions: Sequence[Asked] | None = None,
    language: Language | None = None,
) -> list[Piece]:
    """The texts of a nomination beside their translations; of one language only, if given."""
    asked = questions_of(nomination.season) if questions is None else questions
    return _pieces(nomination, asked, language, around_of(nomination))


def _pieces(
    nomination: Nomination, questions: Sequence[Asked], language: Language | None, around: Around
) -> list[Piece]:
    made = {(each.field, each.language): each for each in around.translations}
    return [
        Piece(source, made.get((source.field, source.target)))
        for source in sources_of(nomination, questions, around)
        if language is None or source.language == language
    ]


def to_translate(season: Season) -> QuerySet[Nomination]:
    """What the panel reads, or will when it is found eligible; of its entry’s title too."""
    sent = counted_nominations(season).filter(state=NominationState.SUBMITTED, is_read=True)
    judged = Q(entry__grouped_into=None) & ~Q(entry__eligibility__in=REFUSED)
    with_it = Q(entry__grouped_into__isnull=False) & ~Q(
        entry__grouped_into__eligibility__in=REFUSED
    )
    return sent.filter(judged | with_it).order_by("reference")


def written_in(nominations: QuerySet[Nomination], language: Language) -> QuerySet[Nomination]:
    """Those of which something is in this language."""
    answered = Q(
        clarifications__answer_language=language,
        clarifications__state=ClarificationState.ANSWERED,
        clarifications__is_read=True,
    )
    shows = Q(evidence__language=language, evidence__is_withheld=False)
    is_in = Q(language=language) | Q(entry__title_language=language) | answered | shows
    return nominations.filter(is_in).distinct()


def works_in(
    season: Season, language: Language, nominations: QuerySet[Nomination] | None = None
) -> list[Work]:
    """Everything in this language with its translations, in the order of the references."""
    chosen = to_translate(season) if nominations is None else nominations
    found = list(written_in(chosen, language).select_related("entry").defer("summary", "answers"))
    made = _by_nomination(
        Translation.objects.filter(nomination__season=season, language=other_language(language))
    )
    later = _by_nomination(Clarification.objects.filter(nomination__season=season, is_read=True))
    beside = _by_nomination(
        Evidence.objects.filter(nomination__season=season).exclude(description="")
    )
    first = _first_ones(season)
    questions = questions_of(season)
    works = []
    for nomination in found:
        nomination.season = season
        key = nomination.pk
        around = Around(made.get(key, ()), later.get(key, ()), beside.get(key, ()), key in first)
        if pieces := _pieces(nomination, questions, language, around):
            works.append(Work(nomination, pieces))
    return works


R = TypeVar("R", Translation, Clarification, Evidence)


def _by_nomination(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for row in rows:
        if row.nomination_id is not None:
            found.setdefault(row.nomination_id, []).append(row)
    return found


def _first_ones(season: Season) -> set[int]:
    """Of each entry the nomination that came first and stands."""
    sent = season.nominations.filter(state=NominationState.SUBMITTED).order_by()
    return set(sent.values("entry").annotate(first=Min("pk")).values_list("first", flat=True))


def waiting_in(season: Season, language: Language) -> int:
    """How many nominations hold something in this language that is not translated and approved.

    Only those of which something is approved are read; the others are counted.
    """
    found = written_in(to_translate(season), language)
    approved = Translation.objects.filter(
        nomination__season=season,
        language=other_language(language),
        state=TranslationState.APPROVED,
    )
    begun = Q(pk__in=approved.values("nomination"))
    works = works_in(season, language, to_translate(season).filter(begun))
    return found.exclude(begun).count() + sum(not work.is_done for work in works)


def languages_among(season: Season) -> dict[Language, int]:
    """How many of the nominations that the panel reads are in each language."""
    rows = to_translate(season).order_by().values_list("language").annotate(Count("pk"))
    found = dict(rows)
    return {"cy": found.get("cy", 0), "en": found.get("en", 0)}


def drafts_to_approve(season: Season) -> int:
    """How many nominations have a translation that waits for approval."""
    waiting = Q(translations__state=TranslationState.DRAFT)
    return to_translate(season).filter(waiting).order_by().values("pk").distinct().count()


def unreadable_texts(entry: Entry, reads: Collection[Language]) -> list[SourceText]:
    """What of an entry somebody who reads these languages cannot read, and is not translated."""
    if len(reads) > 1 or not _is_in_another(entry, reads):
        return []
    return [
        piece.source
        for nomination in _behind(entry)
        for piece in pieces_of(nomination)
        if piece.source.language not in reads and not piece.is_approved
    ]


_LANGUAGES: Final = Prepared(
    lambda entry: (
        Nomination.objects.filter(
            Q(entry=entry) | Q(entry__grouped_into=entry), state=NominationState.SUBMITTED
        )
        .order_by()
        .values_list("language", "clarifications__answer_language", "evidence__language")
    )
)


def _is_in_another(entry: Entry, reads: Collection[Language]) -> bool:
    found = {each for row in _LANGUAGES.rows(entry=entry.pk) for each in row if each}
    return bool((found | {entry.title_language}) - {*reads, ""})


def _behind(entry: Entry) -> Iterator[Nomination]:
    yield from nominations_behind(entry).select_related("entry", "season")


def approved_in(
    nomination: Nomination, language: Language, questions: Sequence[Asked] | None = None
) -> Mapping[str, Translation]:
    """The translations of a nomination into this language that judges may read, by name."""
    made = nomination.translations.filter(language=language, state=TranslationState.APPROVED)
    if not made.exists():
        return {}
    pieces = pieces_of(nomination, questions, other_language(language))
    return {each.source.field: each.approved for each in pieces if each.approved is not None}


def shown_sha256(pieces: Iterable[Piece]) -> str:
    """What a page showed: the words of every text and of its translation."""
    return sha256_of(
        [
            [each.source.field, each.source.sha256, each.translation.text]
            if each.translation
            else [each.source.field, each.source.sha256, ""]
            for each in pieces
        ]
    )


def fitting(piece: Piece, typed: str) -> str:
    """A translation as it is stored, with the marks of its own language.

    Raises:
        Refusal: it is too long, or has not the marks of its original.
    """
    source = piece.source
    text = with_own_marks(written_passage(source.label, typed), source.target)
    if text and not keeps_marks(source.text, text, source.language, source.target):
        raise Refusal(
            "marks-lost",
            _("Keep every mark in square brackets, as often as in the original: %(text)s")
            % {"text": source.label},
        )
    return text
