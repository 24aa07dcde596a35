"""What the pages of the set-up say of texts, documents and groups, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.seasons.states import CategoryGroup, PaperKind

TEXT_HINTS: Final[Mapping[str, Promise]] = {
    "introduction": _("What the awards are and why somebody should nominate. Not a rule."),
    "eligibility": _("Who may nominate and who may be nominated: area, sector, paid or unpaid."),
    "ties": _("What happens when entries have equal scores: shared, decided by the panel, other."),
    "category_moves": _("Whether an entry may be moved, by whom, and who is told."),
    "repeat_nominations": _("Whether several nominations of the same work count more than one."),
    "late_nominations": _("What happens to a nomination that comes after the closing time."),
    "feedback": _("What feedback nominators can ask for, and how they can complain."),
    "decision": _("Who decides, and that the decision is final."),
}

PAPER_LEADS: Final[Mapping[PaperKind, Promise]] = {
    PaperKind.DPIA: _(
        "Awards hold what people write about others. Before nominations open, somebody who is "
        "responsible must have assessed what that means for those people."
    ),
    PaperKind.POLICY: _(
        "Nominations may tell of health, beliefs or offences. The law asks for a document that "
        "says how you handle such data."
    ),
}

GROUP_WORDS: Final[Mapping[CategoryGroup, Promise]] = {
    CategoryGroup.THEME: _("Theme: nominators choose it"),
    CategoryGroup.CROSS_CUTTING: _(
        "Cross-cutting: nominators choose it; a kind of award of its own"
    ),
    CategoryGroup.OVERALL: _("Overall: nobody enters it; given to holders of other awards"),
}
