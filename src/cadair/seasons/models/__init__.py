"""A season and everything that describes it; its form."""

from cadair.seasons.models.controller import ControllerRecord
from cadair.seasons.models.form import (
    EligibilityQuestion,
    FormRules,
    FormSection,
    Question,
)
from cadair.seasons.models.frame import (
    AwardKind,
    Category,
    CeremonyFacts,
    Criterion,
    PlanStep,
    Programme,
    Role,
    RulesVersion,
    ScaleAnchor,
    Season,
    SeasonChange,
    SeasonMoment,
    SeasonPaper,
    SeasonText,
)

__all__ = [
    "AwardKind",
    "Category",
    "CeremonyFacts",
    "ControllerRecord",
    "Criterion",
    "EligibilityQuestion",
    "FormRules",
    "FormSection",
    "PlanStep",
    "Programme",
    "Question",
    "Role",
    "RulesVersion",
    "ScaleAnchor",
    "Season",
    "SeasonChange",
    "SeasonMoment",
    "SeasonPaper",
    "SeasonText",
]
