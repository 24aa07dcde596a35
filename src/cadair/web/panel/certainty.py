"""How sure the order of a category is, in one sentence: clear, ahead, or close, discuss.

Chances are worked out by the worker; a page only reads them. What was worked out from other marks
than those on the page is never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.lists import joined
from cadair.judging.analyses import Worked, can_calibrate, figures_of
from cadair.outcomes.queries import reaches_beyond
from cadair.seasons.models import Category
from cadair.web.panel.guards import Room
from cadair.web.panel.ranking import Ranking

SENTENCES: Final[Mapping[str, Promise]] = {
    "clear": gettext_lazy("The marks are clear: %(names)s"),
    "ahead": gettext_lazy("Ahead by the marks, but not clear: %(names)s"),
    "close": gettext_lazy("The marks are close, discuss: %(names)s"),
    "level": gettext_lazy("As good as level: joint winners, or discuss: %(names)s"),
    "equal": gettext_lazy("The marks do not separate these entries: nobody is ahead."),
    "untold": gettext_lazy("These marks do not show how sure the order is."),
    "waiting": gettext_lazy("How sure the order is: this is being worked out, within a minute."),
    "missing": gettext_lazy("How sure the order is cannot be worked out on this service."),
}
"""By what the marks say; names stand after a colon, so that nothing has to mutate."""

TO_DISCUSS: Final = frozenset({"close", "level", "equal"})
MOST_NAMED: Final = 5
SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Certainty:
    """What the page of a category says of its order; `document` where there are figures."""

    state: str
    sentence: str
    href: str
    document: dict[str, Any] | None = None

    @property
    def is_to_discuss(self) -> bool:
        """Whether nobody is clearly ahead."""
        return self.state in TO_DISCUSS


def certainty_of(room: Room, category: Category, listed: Ranking) -> Certainty | None:
    """How sure the order on the page is, as the visitor may know it; None: nothing to compare."""
    if reaches_beyond(category) or listed.scored < SEVERAL:
        return None
    reader = room.judge if room.left else None
    worked = figures_of(category, reader, listed.fingerprint)
    if (worked is None and not room.is_deciding) or (worked is not None and worked.is_silent):
        return None
    state = _state(worked)
    if worked is None or not worked.is_fresh:
        return Certainty(state, str(SENTENCES[state]), "")
    names = joined(_names(state, worked.document, listed.titles), active_language())
    href = reverse("panel_figures", kwargs={"season": room.season.key, "category": category.key})
    sentence = str(SENTENCES[state]) % {"names": names}
    return Certainty(state, sentence, href, worked.document)


def _state(worked: Worked | None) -> str:
    if worked is None or not worked.is_fresh:
        return "waiting" if can_calibrate() else "missing"
    band = worked.document["band"]
    if band is None:
        is_equal = {"entries-not-separated", "constant-scores"} & set(worked.document["notes"])
        return "equal" if is_equal else "untold"
    return "level" if worked.document["is_open"] else str(band)


def _names(state: str, document: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    """Whom the sentence is about: the first two, whoever could be the best, or the first."""
    among: Sequence[str] = document["contenders"]
    chosen = {"close": among, "level": by_chance(document["entries"])[:SEVERAL]}.get(
        state, among[:1]
    )
    names = [titles.get(each, each) for each in chosen[:MOST_NAMED]]
    if len(chosen) > MOST_NAMED:
        names.append(_("others"))
    return names


def by_chance(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The references of entries, the likeliest to be the best first."""
    ordered = sorted(entries, key=lambda each: (-(each["p_best"] or 0), each["entry"]))
    return [each["entry"] for each in ordered]
