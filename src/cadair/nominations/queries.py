"""Reading entries and nominations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from cadair.foundation import clock
from cadair.foundation.bilingual import (
    LANGUAGES,
    BilingualText,
    Language,
    active_language,
    other_language,
)
from cadair.foundation.canonical import sha256_of
from cadair.mail.queries import languages_for
from cadair.nominations.answers import in_words
from cadair.nominations.models import (
    Clarification,
    Coauthor,
    Draft,
    Entry,
    EntryOrganisation,
    EntryPerson,
    Nomination,
    Redaction,
)
from cadair.nominations.panel_words import evidence_text, panel_question, taken_out
from cadair.nominations.redacting import Span, for_panel, mark, texts_for_panel
from cadair.nominations.states import (
    ClarificationState,
    CoauthorState,
    Eligibility,
    NominationSource,
    NominationState,
    RedactionReason,
)
from cadair.people.models import Account, Organisation
from cadair.seasons.models import Season
from cadair.seasons.questions import SUMMARY, Asked, questions_of
from cadair.seasons.states import ChangeKind

CLARIFICATION: Final = "clarification"
"""The purpose of a link in a letter that asks a nominator something."""


def standing_entries(season: Season) -> QuerySet[Entry]:
    """The entries that count: neither part of a rehearsal nor grouped into another entry.

    What the panel named itself was never put forward, so it is not among them.
    """
    there = season.entries.filter(is_test=False, grouped_into=None)
    return there.exclude(eligibility=Eligibility.PANEL)


def named_by_panel(season: Season) -> QuerySet[Entry]:
    """What the panel named for awards at its discretion; nobody nominated it."""
    return season.entries.filter(is_test=False, eligibility=Eligibility.PANEL)


def counted_nominations(season: Season) -> QuerySet[Nomination]:
    """The nominations that count: those of a rehearsal are left out."""
    return season.nominations.filter(entry__is_test=False)


def judgeable_entries(season: Season) -> QuerySet[Entry]:
    """The entries that were found eligible."""
    return standing_entries(season).filter(eligibility=Eligibility.ELIGIBLE)


def unchecked_entries(season: Season) -> QuerySet[Entry]:
    """The entries nobody has checked yet."""
    return standing_entries(season).filter(eligibility=Eligibility.UNCHECKED)


def entries_without_nomination(season: Season) -> QuerySet[Entry]:
    """The entries behind which no nomination stands any more, be it their own or a grouped one."""
    own = standing_entries(season).exclude(nominations__state=NominationState.SUBMITTED)
    return own.exclude(grouped__nominations__state=NominationState.SUBMITTED)


def nominations_behind(entry: Entry) -> QuerySet[Nomination]:
    """What was sent in for an entry and for those grouped into it, and not withdrawn."""
    sent = Nomination.objects.filter(Q(entry=entry) | Q(entry__grouped_into=entry))
    return sent.filter(state=NominationState.SUBMITTED).order_by("submitted_at", "pk")


def languages_written_in(nominations: Iterable[Nomination]) -> list[Language]:
    """In which languages these nominators are written to, Welsh first."""
    wanted = {each for one in nominations for each in languages_for(one.nominator_email)}
    return [language for language in LANGUAGES if language in wanted]


def unchecked_organisations(season: Season) -> QuerySet[Organisation]:
    """The bodies of the season whose names, as somebody typed them, nobody has checked.

    They stand behind an entry, hold a seat on the panel or run the awards.
    """
    in_an_entry = Q(entry_parts__entry__season=season, entry_parts__entry__is_test=False)
    of_the_season = in_an_entry | Q(seats__season=season) | Q(programmes=season.programme_id)
    named = Organisation.objects.filter(of_the_season, is_checked=False)
    return named.distinct().order_by("name_en", "pk")


def bodies_of(season: Season) -> QuerySet[Organisation]:
    """The bodies behind the entries of a season, whether their names were checked or not."""
    behind = EntryOrganisation.objects.filter(entry__season=season, entry__is_test=False)
    return Organisation.objects.filter(pk__in=behind.values("organisation")).order_by("pk")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How much of a rehearsal is, or was, there."""

    entries: int
    nominations: int
    drafts: int

    @property
    def is_empty(self) -> bool:
        """There is no rehearsal."""
        return not (self.entries or self.nominations or self.drafts)


def rehearsal_of(season: Season) -> Rehearsal:
    """What of the season is a rehearsal: what wiping takes away."""
    return Rehearsal(
        entries=season.entries.filter(is_test=True).count(),
        nominations=season.nominations.filter(entry__is_test=True).count(),
        drafts=season.drafts.filter(is_test=True).count(),
    )


def written_to_about(season: Season, kind: ChangeKind) -> Iterator[str]:
    """Whom a change to the season concerns here: nominators, and owners of unfinished forms."""
    if kind == ChangeKind.TEXT:
        return
    standing = counted_nominations(season).filter(state=NominationState.SUBMITTED)
    yield from standing.values_list("nominator_email", flat=True)
    if kind in (ChangeKind.DEADLINE, ChangeKind.CATEGORIES, ChangeKind.FORM):
        drafts = season.drafts.filter(is_test=False, nomination=None, account__is_active=True)
        yield from drafts.values_list("account__email", flat=True)


def nominations_sent_by(account: Account) -> QuerySet[Nomination]:
    """What somebody sent, newest first: with their address, or with a form of their account.

    What an organiser keyed in is the nominator's, and no longer the organiser's without their role.
    """
    wrote_it = Q(draft__account=account, draft__source=NominationSource.WEB)
    is_theirs = Q(nominator_email__iexact=account.email) | wrote_it
    found = Nomination.objects.filter(is_theirs).select_related("season__programme", "entry")
    return found.order_by("-submitted_at", "-id")


def drafts_of(account: Account) -> QuerySet[Draft]:
    """The forms somebody has begun or writes with others, and not sent; the last one first."""
    joined = Coauthor.objects.filter(
        account=account, state=CoauthorState.JOINED, takes_over=False
    ).values("draft")
    is_theirs = Q(account=account) | Q(pk__in=joined)
    found = Draft.objects.filter(is_theirs, nomination=None)
    return found.select_related("season__programme", "account")


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """One answer as the panel reads it, and what was asked; `criterion` is a key or empty."""

    key: str
    label: BilingualText
    text: str
    criterion: str = ""

    @property
    def name(self) -> str:
        """What was asked, in the reader’s language, or as far as it is written."""
        return _side(self.label)[0]


@dataclass(frozen=True, slots=True)
class PanelAddition:
    """What a nominator added when they were asked, with its date; `name` names the text."""

    question: str
    question_language: Language
    answer: str
    language: Language
    answered_at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class PanelText:
    """A nomination as the panel reads it: redacted, and never who sent it (SEC-02, PRI-06).

    Where nobody `is_read` it yet, there is nothing in it.
    """

    reference: str
    language: Language
    is_read: bool
    summary: str = ""
    answers: Sequence[PanelAnswer] = ()
    additions: Sequence[PanelAddition] = ()


def panel_texts(nomination: Nomination, questions: Sequence[Asked] | None = None) -> PanelText:
    """What judges, the panel, translators and files hold of a nomination: this and nothing else.

    `questions` are those of the season, where the caller has them already.
    """
    language: Language = "cy" if nomination.language == "cy" else "en"
    is_read = nomination.is_read or nomination.entry.is_test
    if not is_read:
        return PanelText(nomination.reference, language, is_read)
    asked = for_panel(questions_of(nomination.season) if questions is None else questions)
    return PanelText(
        reference=nomination.reference,
        language=language,
        is_read=is_read,
        summary=nomination.panel_summary,
        answers=panel_answers_of(nomination, asked),
        additions=_additions(nomination),
    )


def panel_answers_of(nomination: Nomination, asked: Sequence[Asked]) -> list[PanelAnswer]:
    """The answers to what is for the panel, in words and without what was taken out."""
    language: Language = "cy" if nomination.language == "cy" else "en"
    given = nomination.panel_answers
    return [
        PanelAnswer(each.key, each.label, in_words(each, given[each.key], language), each.criterion)
        for each in asked
        if each.key != SUMMARY and given.get(each.key)
    ]


def _additions(nomination: Nomination) -> list[PanelAddition]:
    """What was answered later and has been read since."""
    answered = nomination.clarifications.filter(state=ClarificationState.ANSWERED, is_read=True)
    taken = taken_out(nomination) if answered else []
    return [
        PanelAddition(
            *_side(panel_question(each, taken)),
            answer=each.panel_answer,
            language="cy" if each.answer_language == "cy" else "en",
            answered_at=each.answered_at,
            name=clarification_text(each.public_id),
        )
        for each in answered
        if each.answered_at is not None
    ]


def _side(text: BilingualText) -> tuple[str, Language]:
    """A text in the reader's language where it is written, or in the other one."""
    here = active_language()
    there = other_language(here)
    sides = text.as_dict()
    return (sides[here], here) if sides[here] or not sides[there] else (sides[there], there)


def clarification_text(public_id: str) -> str:
    """The name of the text of an answer that came later, among the texts of a nomination."""
    return f"clarification.{public_id}"


def texts_to_read(
    nomination: Nomination, questions: Sequence[Asked] | None = None
) -> dict[str, str]:
    """Every text of a nomination by its name, as it was sent, that the panel is to read."""
    asked = questions_of(nomination.season) if questions is None else questions
    texts = texts_for_panel(asked, nomination.summary, nomination.answers)
    for each in nomination.clarifications.exclude(answer=""):
        texts[clarification_text(each.public_id)] = each.answer
    for shown in nomination.evidence.exclude(description=""):
        texts[evidence_text(shown.public_id)] = shown.description
    return texts


def redacted_answers(
    nomination: Nomination, questions: Sequence[Asked]
) -> Iterator[tuple[str, str]]:
    """What was asked and answered, also what is not for judges, without what was redacted."""
    given = {**nomination.answers, **nomination.panel_answers}
    language: Language = "cy" if nomination.language == "cy" else "en"
    for each in questions:
        if each.key != SUMMARY and given.get(each.key):
            yield _side(each.label)[0], in_words(each, given[each.key], language)


def is_beside_the_form(redaction: Redaction) -> bool:
    """Whether it takes something out of a later answer or a description, not of the form."""
    return redaction.field.startswith((clarification_text(""), evidence_text("")))


def spans_by_text(nomination: Nomination) -> dict[str, list[Span]]:
    """What was taken out of each text of a nomination, in order."""
    found: dict[str, list[Span]] = {}
    for each in nomination.redactions.all():
        span = Span(each.start, each.end, RedactionReason(each.reason))
        found.setdefault(each.field, []).append(span)
    return found


def panel_person(person: EntryPerson) -> str:
    """How the panel reads who is put forward: by name, described by role, or only by a mark."""
    described = person.description.in_language(active_language())
    if person.is_withheld:
        return described or mark(RedactionReason.NAME, active_language())
    return person.name or described


def panel_body(body: EntryOrganisation) -> str:
    """How the panel reads an organisation behind an entry: by name, or only by a mark."""
    if body.is_withheld:
        return mark(RedactionReason.NAME, active_language())
    return str(body.organisation.name)


def unread_nominations(season: Season) -> QuerySet[Nomination]:
    """What stands, would be judged, and nobody has read before the panel does."""
    standing = counted_nominations(season).filter(state=NominationState.SUBMITTED, is_read=False)
    refused = (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN)
    counts_with = Q(entry__grouped_into=None) & ~Q(entry__eligibility__in=refused)
    grouped = Q(entry__grouped_into__isnull=False) & ~Q(
        entry__grouped_into__eligibility__in=refused
    )
    return standing.filter(counts_with | grouped)


def harmless_nominations(season: Season) -> QuerySet[Nomination]:
    """Of those the ones that are only text, in which nothing looks as if it named anybody.

    A file or a link shows what no hint can find: whoever sent one is read one by one, and so is
    what was answered later.
    """
    return unread_nominations(season).filter(hints=0, evidence=None, clarifications=None)


def state_to_read(nomination: Nomination) -> str:
    """By which a page knows whether what it shows to its reader is still what there is."""
    entry = nomination.entry
    there = nomination.evidence.order_by("position", "pk").values_list(
        "public_id", "file__state", "link", "description"
    )
    return sha256_of(
        [
            [entry.title_cy, entry.title_en],
            texts_to_read(nomination),
            [nomination.panel_summary, nomination.panel_answers],
            [list(each) for each in there],
        ]
    )


def overdue_questions(season: Season) -> QuerySet[Clarification]:
    """Questions that were not answered in time; taken back, one is overdue no longer."""
    asked = Clarification.objects.filter(
        nomination__season=season, nomination__state=NominationState.SUBMITTED
    )
    late = Q(state=ClarificationState.ASKED, answer_by__lt=clock.to_london(clock.now()).date())
    return asked.filter(late | Q(state=ClarificationState.LAPSED))


def unread_answers(season: Season) -> QuerySet[Clarification]:
    """Answers to questions that nobody has read before the panel does."""
    return Clarification.objects.filter(
        nomination__season=season,
        nomination__state=NominationState.SUBMITTED,
        state=ClarificationState.ANSWERED,
        is_read=False,
    )
