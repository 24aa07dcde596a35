"""Entries, which are judged, and the nominations behind them."""

from cadair.nominations.models.coauthors import Coauthor
from cadair.nominations.models.desk import (
    ContactNote,
    EntryWords,
    Flag,
    ProposedExclusion,
    Repeat,
    RepeatSearch,
    SavedView,
)
from cadair.nominations.models.endorsements import Endorsement
from cadair.nominations.models.evidence import Evidence
from cadair.nominations.models.importing import Extension, NominationImport
from cadair.nominations.models.monitoring import MonitoringRules, MonitoringTally
from cadair.nominations.models.nominees import Nominee, Saying
from cadair.nominations.models.publicity import NomineePhoto, PublicityStatement
from cadair.nominations.models.reading import (
    Clarification,
    FormerTitle,
    OriginalReading,
    Redaction,
)
from cadair.nominations.models.standing import (
    LANGUAGE_CHOICES,
    Draft,
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
)
from cadair.nominations.models.translations import (
    BatchText,
    Translation,
    TranslationBatch,
    TranslationRules,
)
from cadair.nominations.models.versions import NominationVersion

__all__ = [
    "LANGUAGE_CHOICES",
    "BatchText",
    "Clarification",
    "Coauthor",
    "ContactNote",
    "Draft",
    "Endorsement",
    "Entry",
    "EntryCategory",
    "EntryOrganisation",
    "EntryPerson",
    "EntryWords",
    "Evidence",
    "Extension",
    "Flag",
    "FormerTitle",
    "MonitoringRules",
    "MonitoringTally",
    "Nomination",
    "NominationImport",
    "NominationVersion",
    "Nominee",
    "NomineePhoto",
    "OriginalReading",
    "ProposedExclusion",
    "PublicityStatement",
    "Redaction",
    "Repeat",
    "RepeatSearch",
    "SavedView",
    "Saying",
    "Translation",
    "TranslationBatch",
    "TranslationRules",
]
