"""The rounds of a category in words, for whoever reads the rules: a sentence a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.canonical import Canonical
from cadair.judging.round_plans import (
    METHOD_NAMES,
    NEEDS_VALUE,
    WITH_POINTS,
    RoundPlan,
    plain_number,
    planned,
)
from cadair.judging.round_states import AdvanceRule, RoundMethod
from cadair.seasons.models import Category


def rounds_in_words(category: Category) -> list[BilingualText]:
    """How a category is judged, round by round, in both languages; nothing without rounds."""
    plans = planned(category)
    said: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = [
                "; ".join(_parts(plan, plans, is_last=number == len(plans))) + "."
                for number, plan in enumerate(plans, start=1)
            ]
    return [BilingualText(cy, en) for cy, en in zip(said["cy"], said["en"], strict=True)]


def rounds_to_publish(category: Category) -> dict[str, Canonical]:
    """The same for the public; nothing stands there for the usual way."""
    said: list[Canonical] = [text.as_dict() for text in rounds_in_words(category)]
    return {"rounds": said} if said else {}


def _parts(plan: RoundPlan, plans: Sequence[RoundPlan], *, is_last: bool) -> Iterator[str]:
    yield str(plan.name or METHOD_NAMES[RoundMethod(plan.method)])
    if plan.name:
        yield str(RoundMethod(plan.method).label)
    if plan.by_staff:
        yield _("read by the organisers")
    if plan.readers is not None:
        yield _("readers of each entry: %(number)s") % {"number": plan.readers}
    if plan.hides_names:
        yield _("names hidden from the judges")
    weights = {each.weight for each in plans if each.method in WITH_POINTS}
    if plan.method in WITH_POINTS and len(weights) > 1:
        yield _("weight: %(weight)s") % {"weight": plan.weight}
    if not is_last:
        rule = str(AdvanceRule(plan.advance).label)
        if plan.advance in NEEDS_VALUE and plan.advance_value is not None:
            rule = f"{rule}: {plain_number(plan.advance_value)}"
        yield _("going on to the next round: %(rule)s") % {"rule": rule}
