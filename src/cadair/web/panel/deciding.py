"""The form with which a category is decided: what was typed, and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, active_language
from cadair.foundation.refusals import Refusal
from cadair.judging.models import Judge
from cadair.nominations.models import Entry, EntryPerson
from cadair.outcomes.actions import AwardChoice
from cadair.outcomes.models import Decision
from cadair.outcomes.queries import deciders_of
from cadair.outcomes.states import Outcome
from cadair.seasons.models import AwardKind, Category
from cadair.web.panel.guards import Room

JOINT: Final = "+"
"""Behind the key of a kind: the award is shared."""

LONGEST_NUMBER: Final = 6


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as it came or as it was decided."""

    given: Mapping[str, str]
    people: Mapping[str, str]
    without: str
    wording_cy: str
    wording_en: str
    reason: str
    language: str
    decided_by: str
    seen: str

    @classmethod
    def sent(cls, sent: QueryDict, entries: Sequence[Entry]) -> Typed:
        """Read a sent form: only what it asks for."""
        ids = [each.public_id for each in entries]
        language = sent.get("language", "")
        return cls(
            given={each: value for each in ids if (value := sent.get(f"award-{each}", ""))},
            people={each: value for each in ids if (value := sent.get(f"person-{each}", ""))},
            without=sent.get("without", ""),
            wording_cy=sent.get("wording_cy", ""),
            wording_en=sent.get("wording_en", ""),
            reason=sent.get("reason", ""),
            language=language if language in LANGUAGES else active_language(),
            decided_by=sent.get("decided_by", ""),
            seen=sent.get("seen", ""),
        )

    @classmethod
    def kept(cls, decision: Decision | None) -> Typed:
        """What the decision says that stands; nothing where none does."""
        if decision is None:
            return cls({}, {}, "", "", "", "", active_language(), "", "0")
        awards = list(decision.awards.select_related("kind", "entry", "person"))
        return cls(
            given={
                each.entry.public_id: f"{each.kind.key}{JOINT if each.is_joint else ''}"
                for each in awards
                if each.kind
            },
            people={
                each.entry.public_id: str(each.person.position) for each in awards if each.person
            },
            without="" if decision.outcome == Outcome.AWARDED else decision.outcome,
            wording_cy=decision.wording_cy,
            wording_en=decision.wording_en,
            reason=decision.reason or decision.reason_cy,
            language=decision.reason_language or ("en" if decision.reason_en else "cy"),
            decided_by=decision.decided_by.public_id if decision.decided_by else "",
            seen=str(decision.version),
        )

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Every field with its value, for the page between typing and saving."""
        return [
            *((f"award-{key}", value) for key, value in self.given.items()),
            *((f"person-{key}", value) for key, value in self.people.items()),
            ("without", self.without),
            ("wording_cy", self.wording_cy),
            ("wording_en", self.wording_en),
            ("reason", self.reason),
            ("language", self.language),
            ("decided_by", self.decided_by),
            ("seen", self.seen),
        ]

    @property
    def seen_version(self) -> int:
        """The version that whoever typed has seen; what is no number was seen by nobody."""
        text = self.seen
        return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0

    @property
    def wording(self) -> BilingualText:
        """What the public is told where no award is made."""
        return BilingualText(cy=self.wording_cy, en=self.wording_en)

    @property
    def outcome(self) -> Outcome:
        """What the form comes to.

        Raises:
            Refusal: neither an award nor the lack of one was chosen, or both.
        """
        if self.given and self.without:
            raise Refusal(
                "awards-and-none",
                _("You chose an award and also that none is made. Choose one of the two."),
            )
        if self.given:
            return Outcome.AWARDED
        if self.without not in (Outcome.NO_AWARD, Outcome.WITHHELD):
            raise Refusal(
                "nothing-chosen", _("Choose at least one award, or say that none is made.")
            )
        return Outcome(self.without)


def require_wording(typed: Typed, outcome: Outcome) -> None:
    """What the public is told stands in both languages; where an award is withheld it must stand.

    Raises:
        Refusal: a language is missing.
    """
    is_half = bool(typed.wording) and not typed.wording.is_complete
    if is_half or (outcome == Outcome.WITHHELD and not typed.wording):
        raise Refusal("wording-not-complete", _("Write what the public is told in both languages."))


def chosen(typed: Typed, entries: Sequence[Entry], kinds: Sequence[AwardKind]) -> list[AwardChoice]:
    """The awards of the form, by kind, then in the order of the list.

    Raises:
        Refusal: a kind or a person that is not there.
    """
    by_key = {kind.key: kind for kind in kinds}
    found = []
    for entry in entries:
        value = typed.given.get(entry.public_id)
        if value:
            kind = by_key.get(value.removesuffix(JOINT))
            person = _person(entry, typed.people.get(entry.public_id, ""))
            if kind is None:
                raise Refusal("kind-not-there", _("This kind of award is not given here."))
            found.append(AwardChoice(kind, entry, value.endswith(JOINT), person))
    order = list(by_key)
    return sorted(found, key=lambda each: order.index(each.kind.key) if each.kind else 0)


def _person(entry: Entry, position: str) -> EntryPerson | None:
    if not position:
        return None
    for person in entry.people.all():
        if str(person.position) == position:
            return person
    raise Refusal("person-not-in-entry", _("This person does not belong to the entry."))


def who_decides(room: Room, category: Category) -> list[Judge]:
    """Whose decision the visitor may write here: their own, or for an organiser either’s."""
    free = deciders_of(category)
    if room.is_organiser:
        return free
    return [each for each in free if room.judge and each.pk == room.judge.pk]


def decider(typed: Typed, deciders: Sequence[Judge]) -> Judge:
    """Who decided, as the form says; the first where it does not say.

    Raises:
        Refusal: nobody who may is left, or somebody else was named.
    """
    if not typed.decided_by and deciders:
        return deciders[0]
    for judge in deciders:
        if judge.public_id == typed.decided_by:
            return judge
    raise Refusal(
        "nobody-decides", _("Say who decided: the chair, or the stand-in where the chair may not.")
    )


def arguments(
    typed: Typed,
    category: Category,
    entries: Sequence[Entry],
    kinds: Sequence[AwardKind],
    deciders: Sequence[Judge],
) -> dict[str, Any]:
    """What `decide_category` is given.

    Raises:
        Refusal: something in the form contradicts itself or is missing.
    """
    outcome = typed.outcome
    require_wording(typed, outcome)
    return {
        "category": category,
        "outcome": outcome,
        "reason": BilingualText(**{typed.language: typed.reason}),
        "reason_language": typed.language,
        "decided_by": decider(typed, deciders),
        "awards": chosen(typed, entries, kinds),
        "wording": typed.wording if outcome != Outcome.AWARDED else None,
        "seen_version": typed.seen_version,
    }
