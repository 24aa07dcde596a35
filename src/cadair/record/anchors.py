"""Heads of the chain that people outside keep: which are due to be sent, and to whom (PRO-09).

A chain alone cannot show that its end was cut off or that all of it was written anew. So its head
goes by e-mail to the scrutineers and to whoever chairs when nominations close, when the marks are
locked, when the results are confirmed and when they are published.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from cadair.audit.chain import Anchor
from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.outcomes.models import ReleaseOrder, Seal
from cadair.people.models import Account
from cadair.record.states import Moment
from cadair.seasons.models import Role, Season
from cadair.seasons.states import SeasonRole, SeasonState

MOMENTS: Final[Mapping[str, Moment]] = {
    "close_nominations": Moment.CLOSED,
    "begin_deciding": Moment.LOCKED,
    "seal_season": Moment.CONFIRMED,
    "confirm_seal": Moment.CONFIRMED,
    "release_season": Moment.PUBLISHED,
}
"""After which actions the head of the chain is sent out."""
SENDING: Final = "send_head"
SENT_WITHIN: Final = timedelta(days=60)
"""What is longer ago is not sent any more: a head proves something only from when it is kept."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the chain right after something was done in a season."""

    season: Season
    moment: Moment
    at: datetime
    anchor: Anchor


def heads_to_send() -> list[Head]:
    """The heads that nobody was sent yet, oldest first; of seasons in which somebody keeps them."""
    kept = Season.objects.filter(roles__role__in=_KEEPERS, roles__account__is_active=True)
    seasons = kept.exclude(state__in=(SeasonState.DRAFT, SeasonState.OPEN)).distinct()
    by_id = {season.public_id: season for season in seasons}
    said = AuditEntry.objects.filter(
        subject_ref__in=_subjects(by_id.values()),
        action__in=(*MOMENTS, SENDING),
        at__gte=clock.now() - SENT_WITHIN,
    )
    entries = list(said.order_by("sequence"))
    sent = {_read(each.facts).get("sequence") for each in entries if each.action == SENDING}
    return [
        Head(
            by_id[each.season_ref],
            MOMENTS[each.action],
            each.at,
            Anchor(each.sequence, each.hash),
        )
        for each in entries
        if each.action in MOMENTS and each.sequence not in sent and each.season_ref in by_id
    ]


@dataclass(frozen=True, slots=True)
class SentHead:
    """A head that was sent: after what, when, and to how many people."""

    moment: Moment
    at: datetime
    anchor: Anchor
    number: int


def heads_sent(season: Season) -> list[SentHead]:
    """The heads of a season that were sent, oldest first."""
    sent = AuditEntry.objects.filter(subject_ref=season.ref, action=SENDING).order_by("sequence")
    facts = [_read(each.facts) for each in sent]
    about = AuditEntry.objects.in_bulk([each.get("sequence") for each in facts])
    return [
        SentHead(
            MOMENTS[entry.action],
            entry.at,
            Anchor(entry.sequence, entry.hash),
            int(each.get("sent", 0)),
        )
        for each in facts
        if (entry := about.get(each.get("sequence"))) is not None and entry.action in MOMENTS
    ]


def keepers(season: Season) -> list[Account]:
    """Whom the head is sent to: the scrutineers, and whoever chairs."""
    held = Role.objects.filter(season=season, role__in=_KEEPERS, account__is_active=True)
    return list(Account.objects.filter(pk__in=held.values("account")).order_by("pk"))


_KEEPERS: Final = (SeasonRole.SCRUTINEER, SeasonRole.CHAIR)


def _subjects(seasons: Iterable[Season]) -> list[str]:
    """What those actions are about: the season, its confirmation, its order to publish."""
    by_pk = {season.pk: season for season in seasons}
    seals = Seal.objects.filter(season__in=by_pk)
    orders = ReleaseOrder.objects.filter(season__in=by_pk)
    return [each.ref for each in (*by_pk.values(), *seals, *orders)]


def _read(facts: str) -> dict[str, Any]:
    try:
        found = json.loads(facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
