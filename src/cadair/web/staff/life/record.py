"""The record of a season as a reader sees it: when, who, what, to which thing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.audit.models import AuditEntry
from cadair.audit.queries import entries_of
from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.foundation.models import Record
from cadair.judging.models import Judge, Scorecard
from cadair.nominations.models import Entry, Nomination
from cadair.outcomes.models import Award, Decision
from cadair.people.models import Account
from cadair.seasons.models import Category, PlanStep, Role, Season
from cadair.seasons.plan import title_of
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.sentences import sentence_of

PAGE: Final = 50
REF: Final = re.compile(r"[a-z]{1,32}:[a-z0-9-]{1,64}")
MARKS: Final = ("scorecard:",)
RESULTS: Final = ("decision:", "award:")
SHOWN_OF_SEALED: Final = frozenset({"entry", "category"})
"""The only facts of a scorecard that anybody may see before the panel decides (PRO-05), and of what
was decided, before release, for a scrutineer (PRO-15)."""
DECIDING_OR_LATER: Final = frozenset(
    {SeasonState.DECIDING, SeasonState.SEALED, SeasonState.RELEASED}
)

KINDS: Final[dict[str, Promise]] = {
    "season": gettext_lazy("Season"),
    "seasonchange": gettext_lazy("Change"),
    "planstep": gettext_lazy("Step of the plan"),
    "role": gettext_lazy("Part"),
    "account": gettext_lazy("Account"),
    "organisation": gettext_lazy("Organisation"),
    "draft": gettext_lazy("Nomination not sent in"),
    "nomination": gettext_lazy("Nomination"),
    "entry": gettext_lazy("Entry"),
    "category": gettext_lazy("Category"),
    "seat": gettext_lazy("Seat"),
    "judge": gettext_lazy("Judge"),
    "scorecard": gettext_lazy("Scorecard"),
    "decision": gettext_lazy("Decision"),
    "award": gettext_lazy("Award"),
    "sealrequest": gettext_lazy("Request to confirm"),
    "releaseorder": gettext_lazy("Order to publish"),
    "post": gettext_lazy("News item"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the record in words."""

    sequence: int
    at: datetime
    who: str
    what: str
    kind: str
    thing: str
    ref: str
    facts: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the record is asked for; everything that is empty lets all through."""

    who: str = ""
    action: str = ""
    subject: str = ""
    day: date | None = None

    def applied(self, season: Season) -> QuerySet[AuditEntry]:
        """The entries of the season it lets through, newest first."""
        found = entries_of(season.public_id).order_by("-sequence")
        if self.who:
            found = found.filter(actor_ref=self.who)
        if self.action:
            found = found.filter(action=self.action)
        if self.subject:
            found = found.filter(subject_ref=self.subject)
        if self.day:
            begins = clock.from_london(datetime.combine(self.day, time()))
            ends = clock.from_london(datetime.combine(self.day + timedelta(days=1), time()))
            found = found.filter(at__gte=begins, at__lt=ends)
        return found


def lines_of(
    entries: Iterable[AuditEntry], season: Season, *, knows_results: bool = True
) -> list[Line]:
    """The entries in words; without what was decided for those who learn it at release (PRO-15)."""
    entries = list(entries)
    tells = knows_results or season.state == SeasonState.RELEASED
    names = names_of(entry.actor_ref for entry in entries)
    things = things_of(
        entry.subject_ref for entry in entries if tells or not _is_result(entry.subject_ref)
    )
    sealed = () if season.state in DECIDING_OR_LATER else MARKS
    hidden = sealed if tells else (*sealed, *RESULTS)
    return [
        Line(
            sequence=entry.sequence,
            at=entry.at,
            who=names[entry.actor_ref],
            what=sentence_of(entry.action),
            kind=_kind(entry.subject_ref),
            thing=things.get(entry.subject_ref, ""),
            ref=entry.subject_ref,
            facts=_facts(entry, hidden),
            hash=entry.hash,
        )
        for entry in entries
    ]


def _kind(ref: str) -> str:
    name = ref.partition(":")[0]
    return str(KINDS.get(name, name))


def _is_result(ref: str) -> bool:
    return ref.startswith(RESULTS)


def _facts(entry: AuditEntry, hidden: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    facts: Mapping[str, object] = json.loads(entry.facts)
    is_hidden = entry.subject_ref.startswith(hidden)
    return tuple(
        (key, str(value))
        for key, value in facts.items()
        if value is not None and not (is_hidden and key not in SHOWN_OF_SEALED)
    )


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """Who stands behind `account:…`, `console:…` and `system:…`."""
    refs = set(refs)
    ids = [ref.partition(":")[2] for ref in refs if ref.startswith("account:")]
    known = {account.ref: _who(account) for account in Account.objects.filter(public_id__in=ids)}
    return {ref: known.get(ref) or _without_account(ref) for ref in refs}


def _without_account(ref: str) -> str:
    if ref.startswith("console:"):
        return _("the console")
    if ref.startswith("account:"):
        return _("somebody whose account is gone")
    if ref.startswith("system:"):
        return _("the system")
    return _("somebody without an account")


def things_of(refs: Iterable[str]) -> dict[str, str]:
    """What each thing is called, with one query for each kind; what is gone is left out."""
    ids: dict[str, list[str]] = {}
    for ref in set(refs):
        kind, _colon, public_id = ref.partition(":")
        ids.setdefault(kind, []).append(public_id)
    return {
        thing.ref: name(thing)
        for kind, (model, related, name) in NAMED.items()
        if kind in ids
        for thing in _all(model).filter(public_id__in=ids[kind]).select_related(*related)
    }


def _all(model: type[Record]) -> QuerySet[Any]:
    return QuerySet(model=model)


def _who(account: Account) -> str:
    return account.name or account.email


def _role(role: Role) -> str:
    return f"{_who(role.account)} – {role.get_role_display()}"


NAMED: Final[dict[str, tuple[type[Record], tuple[str, ...], Callable[..., str]]]] = {
    "account": (Account, (), _who),
    "entry": (Entry, (), lambda entry: entry.reference),
    "nomination": (Nomination, (), lambda nomination: nomination.reference),
    "judge": (Judge, (), lambda judge: judge.name),
    "role": (Role, ("account",), _role),
    "planstep": (PlanStep, (), title_of),
    "scorecard": (
        Scorecard,
        ("judge", "entry"),
        lambda card: f"{card.judge.name} – {card.entry.reference}",
    ),
    "decision": (Decision, ("category",), lambda decision: _name(decision.category)),
    "award": (
        Award,
        ("entry", "category"),
        lambda award: f"{award.entry.reference} – {_name(award.category)}",
    ),
}


def _name(named: Category) -> str:
    return named.name.in_language(active_language())
