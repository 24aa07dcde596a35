"""The typed tree that a season file becomes; attributes are called as the keys of the file."""

from seasonfile.document.entrants import (
    EligibilityPart,
    EntryOrganisationPart,
    EntryPart,
    EntryPersonPart,
    Given,
    NominationPart,
    NominatorPart,
)
from seasonfile.document.form import (
    ConditionPart,
    EligibilityQuestionPart,
    FormPart,
    OptionPart,
    QuestionPart,
    SectionPart,
)
from seasonfile.document.frame import (
    AnchorPart,
    AwardKindPart,
    CategoryPart,
    CriterionPart,
    OrganisationPart,
    PaperPart,
    ProgrammePart,
    RulePart,
    StatedPart,
    TextsPart,
    TimetablePart,
)
from seasonfile.document.moments import Moment, instant, wall_time
from seasonfile.document.news import CeremonyPart, NewsPart, TagPart
from seasonfile.document.notices import ControllerPart, LetterPart, SenderPart
from seasonfile.document.season import FORMAT, STATES, SeasonDocument
from seasonfile.document.texts import OwnText, Text
from seasonfile.document.verdicts import (
    AwardPart,
    DecisionPart,
    InterestPart,
    JudgePart,
    ScorecardPart,
    SeatPart,
)

__all__ = [
    "FORMAT",
    "STATES",
    "AnchorPart",
    "AwardKindPart",
    "AwardPart",
    "CategoryPart",
    "CeremonyPart",
    "ConditionPart",
    "ControllerPart",
    "CriterionPart",
    "DecisionPart",
    "EligibilityPart",
    "EligibilityQuestionPart",
    "EntryOrganisationPart",
    "EntryPart",
    "EntryPersonPart",
    "FormPart",
    "Given",
    "InterestPart",
    "JudgePart",
    "LetterPart",
    "Moment",
    "NewsPart",
    "NominationPart",
    "NominatorPart",
    "OptionPart",
    "OrganisationPart",
    "OwnText",
    "PaperPart",
    "ProgrammePart",
    "QuestionPart",
    "RulePart",
    "ScorecardPart",
    "SeasonDocument",
    "SeatPart",
    "SectionPart",
    "SenderPart",
    "StatedPart",
    "TagPart",
    "Text",
    "TextsPart",
    "TimetablePart",
    "instant",
    "wall_time",
]
