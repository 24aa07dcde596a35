"""Declaring where names are hidden (PRO-13): by a list of names, without the entries behind them.

A judge says which people and organisations tie them, and signs once; which entries that concerns
is worked out and never shown. What agrees with the judge in what the list does not hold (senders,
addresses, names kept from the panel) has one line of its own, which everybody gets, so that it
tells nothing. Here one can only say more than before: whoever wants to take something back asks
for the names first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.sorting import sort_key
from cadair.judging.conflicts import Suggestion
from cadair.judging.desks import entries_to_declare
from cadair.judging.masking import hidden_entries
from cadair.judging.models import Interest, Judge
from cadair.judging.queries import interest_rules
from cadair.judging.states import EmployerTie, InterestKind, InterestNature
from cadair.judging.suggesting import suggestions
from cadair.nominations.models import Entry, EntryOrganisation, EntryPerson

Choice = tuple[InterestKind, InterestNature | None]
UNNAMED: Final = "unnamed"
"""The line for what agrees and cannot be named."""
MOST_TIES: Final = 200
WEIGHT: Final = {InterestKind.NONE: 0, InterestKind.MAY_SCORE: 1, InterestKind.STEP_ASIDE: 2}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was answered on one name."""

    kind: str = ""
    nature: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One line: who or what, with the entries behind it, which no page shows."""

    key: str
    text: str
    is_body: bool
    entries: frozenset[int]
    signs: tuple[Suggestion, ...] = ()
    sent: Sent = field(default_factory=Sent)
    problem: str = ""

    @property
    def reasons(self) -> list[str]:
        """Why it may tie the judge."""
        return list(dict.fromkeys(str(each.sign.label) for each in self.signs))


@dataclass
class Names:
    """Everything on the list, and how far the judge has come."""

    judge: Judge

    @cached_property
    def entries(self) -> frozenset[int]:
        """The entries on which this judge declares by names."""
        hidden = hidden_entries(self.judge.season)
        return hidden & set(entries_to_declare(self.judge)) if hidden else hidden

    @cached_property
    def stored(self) -> Mapping[int, Interest]:
        """What stands on these, by entry."""
        return {each.entry_id: each for each in self.judge.interests.filter(entry__in=self.entries)}

    @cached_property
    def suggested(self) -> Mapping[int, tuple[Suggestion, ...]]:
        """What may tie the judge to these, by entry."""
        return suggestions(self.judge, self.entries)

    @cached_property
    def must_step_aside(self) -> bool:
        """Whether the season leaves nothing else where the own organisation is behind it."""
        return interest_rules(self.judge.season).employer == EmployerTie.STEP_ASIDE

    @cached_property
    def stamp(self) -> str:
        """Of the list as it is shown: what is signed is what was read."""
        return sha256_of([sorted(line.key for line in self.lines), sorted(self.entries)])[:32]

    @property
    def is_waiting(self) -> bool:
        """Whether something is not declared yet."""
        return bool(self.entries - self.stored.keys())

    @cached_property
    def lines(self) -> list[Name]:
        """Organisations and people by name, in the order of the reader’s language."""
        language = active_language()
        found = [*self._bodies(), *self._people()]
        return sorted(found, key=lambda name: (not name.is_body, sort_key(name.text, language)))

    @cached_property
    def unnamed(self) -> Name:
        """What agrees and is on no line: who sent it in, addresses, names kept from the panel."""
        on_lines = {id(sign) for line in self.lines for sign in line.signs}
        signs = {
            entry: tuple(sign for sign in those if id(sign) not in on_lines)
            for entry, those in self.suggested.items()
        }
        entries = frozenset(entry for entry, those in signs.items() if those)
        every = tuple(sign for entry in sorted(entries) for sign in signs[entry])
        text = _("Anything that you or your organisation sent in, or in which you are named")
        return Name(UNNAMED, text, is_body=False, entries=entries, signs=every)

    def _bodies(self) -> Iterator[Name]:
        rows = EntryOrganisation.objects.filter(entry__in=self.entries, is_withheld=False)
        behind: dict[int, set[int]] = {}
        bodies = {}
        for row in rows.select_related("organisation"):
            bodies[row.organisation_id] = row.organisation
            behind.setdefault(row.organisation_id, set()).add(row.entry_id)
        for pk, body in bodies.items():
            signs = tuple(
                sign
                for entry in sorted(behind[pk])
                for sign in self.suggested.get(entry, ())
                if sign.body == pk and not sign.is_hidden
            )
            yield Name(
                f"o-{body.public_id}",
                str(body.name),
                is_body=True,
                entries=frozenset(behind[pk]),
                signs=signs,
            )

    def _people(self) -> Iterator[Name]:
        rows = EntryPerson.objects.filter(entry__in=self.entries, is_withheld=False)
        behind: dict[str, set[int]] = {}
        called: dict[str, str] = {}
        for entry, name in rows.exclude(name="").order_by("pk").values_list("entry_id", "name"):
            folded = search_fold(name)
            called.setdefault(folded, name)
            behind.setdefault(folded, set()).add(entry)
        for folded, name in called.items():
            key = f"p-{sha256_of(folded)[:16]}"
            yield Name(key, name, is_body=False, entries=frozenset(behind[folded]))

    def ticked(self, keys: Iterable[str]) -> list[Name]:
        """The lines with these keys, and those with a sign, each with what is suggested for it."""
        wanted = set(list(keys)[:MOST_TIES])
        return [
            replace(line, sent=suggested_for(line))
            for line in (self.unnamed, *self.lines)
            if line.key in wanted or line.signs or line.key == UNNAMED
        ]


def suggested_for(line: Name) -> Sent:
    """What the form begins with: the weightiest sign; for the line of everybody always the same."""
    if line.key == UNNAMED:
        return Sent(InterestKind.STEP_ASIDE.value, InterestNature.EMPLOYER.value)
    if line.signs:
        heaviest = max(line.signs, key=lambda sign: WEIGHT[sign.kind])
        return Sent(heaviest.kind.value, heaviest.nature.value)
    return Sent()


@dataclass
class Signed:
    """What came back: the lines as they were answered, and what is signed by entry."""

    lines: Sequence[Name]
    interests: dict[Entry, Choice] = field(default_factory=dict)
    notes: dict[Entry, str] = field(default_factory=dict)

    @property
    def has_problems(self) -> bool:
        """Whether an answer needs a word more."""
        return any(line.problem for line in self.lines)


def signed_by(names: Names, sent: QueryDict) -> Signed:
    """What a judge signs: on each entry the weightiest answer on any name behind it."""
    answered = []
    for line in names.ticked(sent.getlist("tie")):
        answer = Sent(
            *(sent.get(f"{part}-{line.key}", "").strip() for part in ("kind", "nature", "note"))
        )
        whole = replace(line, sent=answer)
        answered.append(replace(whole, problem=_problem(names, whole)))
    signed = Signed(answered)
    if signed.has_problems:
        return signed
    entries = Entry.objects.in_bulk(names.entries)
    for pk in sorted(entries):
        _sign(names, signed, entries[pk])
    return signed


def _sign(names: Names, signed: Signed, entry: Entry) -> None:
    """Only more than stands is signed; a step aside is never taken back here."""
    behind = [line for line in signed.lines if entry.pk in line.entries]
    heaviest = max(behind, key=lambda line: WEIGHT[InterestKind(line.sent.kind)], default=None)
    kind = InterestKind(heaviest.sent.kind) if heaviest else InterestKind.NONE
    known = names.stored.get(entry.pk)
    if known is not None and WEIGHT[InterestKind(known.kind)] >= WEIGHT[kind]:
        return
    is_tied = heaviest is not None and kind != InterestKind.NONE
    nature = InterestNature(heaviest.sent.nature) if heaviest and is_tied else None
    signed.interests[entry] = (kind, nature)
    notes = dict.fromkeys(line.sent.note for line in behind if line.sent.note)
    signed.notes[entry] = "\n".join(notes)


def _problem(names: Names, line: Name) -> str:
    sent = line.sent
    if sent.kind not in InterestKind.values:
        return _("Choose one of the three answers.")
    if sent.kind == InterestKind.NONE:
        needs = line.key == UNNAMED or any(sign.needs_reason for sign in line.signs)
        is_explained = bool(sent.note) or not needs
        return "" if is_explained else _("Say in a few words why you have no interest here.")
    return _problem_of_tie(names, line)


def _problem_of_tie(names: Names, line: Name) -> str:
    sent = line.sent
    if sent.nature not in InterestNature.values:
        return _("Say what ties you to it.")
    is_employer = sent.nature == InterestNature.EMPLOYER or any(
        sign.is_employer for sign in line.signs
    )
    if names.must_step_aside and sent.kind == InterestKind.MAY_SCORE and is_employer:
        return _("By the rules of this season you step aside here.")
    if sent.nature == InterestNature.OTHER and not sent.note:
        return _("Say in a few words what ties you to it.")
    return ""
