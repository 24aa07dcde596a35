"""A whole season file as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from seasonfile.document.entrants import EntryPart, NominationPart
from seasonfile.document.form import FormPart
from seasonfile.document.frame import (
    AnchorPart,
    AwardKindPart,
    CategoryPart,
    CriterionPart,
    OrganisationPart,
    PaperPart,
    ProgrammePart,
    StatedPart,
    TextsPart,
    TimetablePart,
)
from seasonfile.document.moments import Moment
from seasonfile.document.news import CeremonyPart, NewsPart
from seasonfile.document.notices import ControllerPart, LetterPart, SenderPart, TranslatingPart
from seasonfile.document.rounds import RoundPart
from seasonfile.document.texts import Text
from seasonfile.document.verdicts import (
    AwardPart,
    DecisionPart,
    DeclaringPart,
    InterestPart,
    ScorecardPart,
    SeatPart,
)
from seasonfile.shapes import KEY, NAME, Both, Choice, Instant, ListOf, PartOf, Truth, Whole, says

FORMAT: Final = "cadair-season/1"

State = Literal["draft", "open", "checking", "judging", "deciding", "sealed", "released"]
Completeness = Literal["complete", "partial"]
Preset = Literal["small-team", "strict"]

STATES: Final[tuple[State, ...]] = (
    "draft",
    "open",
    "checking",
    "judging",
    "deciding",
    "sealed",
    "released",
)
"""The states of a season in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonDocument:
    """Everything a season file holds, in the order in which a file is written."""

    format: str = field(
        default=FORMAT,
        metadata=says(Choice((FORMAT,)), "The format of the file.", is_required=True),
    )
    key: str = field(metadata=says(KEY, "Permanent name of the season."))
    state: State = field(metadata=says(Choice(STATES), "How far the season has come."))
    completeness: Completeness = field(
        metadata=says(
            Choice(("complete", "partial")), "Whether the file knows everything, or is an archive."
        )
    )
    fictional: bool = field(
        default=False, metadata=says(Truth(), "Invented, and labelled so on every page.")
    )
    programme: ProgrammePart = field(
        metadata=says(PartOf(ProgrammePart), "The awards of which this is one year.")
    )
    year: int = field(metadata=says(Whole(1900, 2999), "The year in addresses and headings."))
    name: Text = field(metadata=says(Both(NAME), "What the season is called."))
    preset: Preset = field(
        default="small-team",
        metadata=says(Choice(("small-team", "strict")), "How many people must confirm what."),
    )
    stated: StatedPart | None = field(
        default=None,
        metadata=says(PartOf(StatedPart), "Figures that are stated and cannot be counted."),
    )
    texts: TextsPart = field(
        default=TextsPart(), metadata=says(PartOf(TextsPart), "The season’s texts.")
    )
    timetable: TimetablePart = field(
        default=TimetablePart(), metadata=says(PartOf(TimetablePart), "The season’s dates.")
    )
    papers: tuple[PaperPart, ...] = field(
        default=(),
        metadata=says(ListOf(PartOf(PaperPart)), "Documents that must stand behind the season."),
    )
    controller: ControllerPart | None = field(
        default=None,
        metadata=says(PartOf(ControllerPart), "Who answers for personal data."),
    )
    sender: SenderPart | None = field(
        default=None, metadata=says(PartOf(SenderPart), "In whose name letters are sent.")
    )
    letters: tuple[LetterPart, ...] = field(
        default=(),
        metadata=says(ListOf(PartOf(LetterPart)), "Letters in words of the season’s own."),
    )
    translating: TranslatingPart = field(
        default=TranslatingPart(),
        metadata=says(PartOf(TranslatingPart), "Whether texts wait for their translation."),
    )
    released: Moment | None = field(
        default=None,
        metadata=says(Instant(is_vague=False), "When the results became public."),
    )
    criteria: tuple[CriterionPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(CriterionPart)), "What is judged.")
    )
    scale: tuple[AnchorPart, ...] = field(
        default=(),
        metadata=says(ListOf(PartOf(AnchorPart)), "Marks with words for them, lowest first."),
    )
    minimum_scorecards: int | None = field(
        default=None,
        metadata=says(Whole(1, 100), "How many judges must have finished an entry."),
    )
    categories: tuple[CategoryPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(CategoryPart)), "What one competes in.")
    )
    award_kinds: tuple[AwardKindPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(AwardKindPart)), "What can be given.")
    )
    form: FormPart = field(
        default=FormPart(), metadata=says(PartOf(FormPart), "What nominators are asked.")
    )
    organisations: tuple[OrganisationPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(OrganisationPart)), "The register of bodies.")
    )
    panel: tuple[SeatPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(SeatPart)), "Who judges.")
    )
    declaring: DeclaringPart = field(
        default=DeclaringPart(),
        metadata=says(PartOf(DeclaringPart), "What is asked of judges who declare interests."),
    )
    entries: tuple[EntryPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(EntryPart)), "What is judged.")
    )
    nominations: tuple[NominationPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(NominationPart)), "The forms sent in.")
    )
    interests: tuple[InterestPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(InterestPart)), "What the judges declared.")
    )
    scorecards: tuple[ScorecardPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(ScorecardPart)), "The judges’ marks.")
    )
    rounds: tuple[RoundPart, ...] = field(
        default=(),
        metadata=says(
            ListOf(PartOf(RoundPart)), "How categories are judged in rounds, and the answers."
        ),
    )
    decisions: tuple[DecisionPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(DecisionPart)), "What the panel decided.")
    )
    awards: tuple[AwardPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(AwardPart)), "What was given, in display order.")
    )
    ceremony: CeremonyPart | None = field(
        default=None, metadata=says(PartOf(CeremonyPart), "The evening.")
    )
    news: tuple[NewsPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(NewsPart)), "News items, newest first.")
    )
