"""What the texts of a season are called where one is chosen for correction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import active_language
from cadair.seasons.models import EligibilityQuestion, SeasonText
from cadair.seasons.passages import Passage
from cadair.seasons.rulebook import TEXT_NAMES

KIND_NAMES: Final[dict[str, Promise]] = {
    "text": gettext_lazy("Texts of the season"),
    "definition": gettext_lazy("Definitions of categories"),
    "note": gettext_lazy("Notes on categories"),
    "caution": gettext_lazy("Words of caution"),
    "criterion": gettext_lazy("Names of criteria"),
    "ask": gettext_lazy("Questions of the criteria"),
    "section": gettext_lazy("Sections of the form"),
    "before": gettext_lazy("Questions before the form"),
}


def label_of(passage: Passage) -> str:
    """What the text is called, in the reader’s language."""
    kind, *rest = passage.name.split(":")
    if isinstance(passage.owner, SeasonText):
        return str(TEXT_NAMES[passage.owner.key])
    if isinstance(passage.owner, EligibilityQuestion):
        words: str = passage.text.in_language(active_language())
        return words
    name = passage.owner.name.in_language(active_language())
    if kind == "ask":
        return _("%(criterion)s – question %(number)s") % {
            "criterion": name,
            "number": int(rest[1]) + 1,
        }
    return name


def groups_of(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """The texts by what they are, each with its name and its words."""
    groups: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KIND_NAMES}
    for passage in passages:
        kind = passage.name.split(":")[0]
        words = passage.text.in_language(active_language()) if passage.text.is_complete else ""
        groups[kind].append({"name": passage.name, "label": label_of(passage), "words": words})
    return [{"name": KIND_NAMES[kind], "texts": texts} for kind, texts in groups.items() if texts]
