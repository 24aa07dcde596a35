"""Heads of the chain reach those who keep them, and show what a chain alone cannot (PRO-09)."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import canonical_json
from cadair.mail.models import OutboxMessage
from cadair.record.actions import export_record
from cadair.record.anchors import heads_to_send
from cadair.record.states import Moment, RecordVersion
from cadair.record.tasks import send_heads_due
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonState
from tests.cadair.record.outside import Record, forged, verified
from tests.cast import MEETING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


def letters() -> list[OutboxMessage]:
    """The letters that hold a head."""
    return list(OutboxMessage.objects.filter(once__startswith="head:").order_by("pk"))


def words(message: OutboxMessage) -> str:
    """All that a letter says."""
    sides = (message.subject_cy, message.subject_en, message.body_cy, message.body_en)
    return "\n".join(sides)


def heads_in(messages: list[OutboxMessage]) -> list[str]:
    """The head in each letter; in both languages it is the same."""
    found = []
    for message in messages:
        (head,) = set(re.findall(r"^\d+:[0-9a-f]{64}$", words(message), re.MULTILINE))
        found.append(head)
    return found


def written_anew(record: Record) -> None:
    """As somebody would who can write the whole database: a later mark, and every hash made new."""
    before = "0" * 64
    entries = record["chain"]["entries"]
    entries[0]["at"] = "2026-01-01T00:00:00.000000Z"
    for entry in entries:
        event = {k: v for k, v in entry.items() if k not in ("previous_hash", "hash")}
        entry["previous_hash"] = before
        entry["hash"] = hashlib.sha256(bytes.fromhex(before) + canonical_json(event)).hexdigest()
        before = entry["hash"]
    made = {str(entry["sequence"]): entry["hash"] for entry in entries}
    for anchor in record["anchors"]:
        number = anchor["head"].partition(":")[0]
        anchor["head"] = f"{number}:{made[number]}"
    record["chain"]["head"] = f"{entries[-1]['sequence']}:{before}"


@pytest.fixture
def cast() -> Cast:
    """Published, with everything sent."""
    found = a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT):
        assert send_heads_due() == 4
    return found


def test_four_heads_go_to_the_scrutineer_and_the_chair_and_only_once(cast: Cast) -> None:
    addresses = {each.to_address for each in letters()}
    roles = Role.objects.filter(season=cast.season, role__in=("chair", "scrutineer"))
    assert addresses == set(roles.values_list("account__email", flat=True))
    assert len(letters()) == 4 * len(addresses) == 8
    with clock.at(MEETING_AT):
        assert send_heads_due() == 0
    assert len(letters()) == 8
    said = AuditEntry.objects.filter(action="send_head")
    assert said.count() == 4
    assert {each.actor_ref for each in said} == {Actor.system("worker").ref}


def test_each_head_is_that_of_the_moment_it_speaks_of(cast: Cast) -> None:
    actions = ("close_nominations", "begin_deciding", "seal_season", "release_season")
    entries = AuditEntry.objects.filter(action__in=actions).order_by("sequence")
    wanted = [f"{each.sequence}:{each.hash}" for each in entries]
    own = [each for each in letters() if each.to_address.startswith("sian@")]
    assert heads_in(own) == wanted


def test_nothing_of_what_was_decided_stands_in_a_letter(cast: Cast) -> None:
    said = "\n".join(map(words, letters()))
    for title in cast.entries:
        assert title not in said
    assert "Ann" not in said


@pytest.mark.parametrize("version", list(RecordVersion))
def test_every_head_that_was_sent_is_in_the_record_whatever_its_version(
    cast: Cast, version: RecordVersion, tmp_path: Path
) -> None:
    content = export_record(season=cast.season, version=version, by=cast.organiser).content
    kept = [part for head in sorted(set(heads_in(letters()))) for part in ("--head", head)]
    code, said = verified(content, tmp_path, *kept)
    assert (code, said.splitlines()[0]) == (0, "verified")
    assert "heads kept elsewhere and found in the chain: 4" in said


def test_a_chain_that_was_written_anew_is_whole_and_only_a_kept_head_shows_it(
    cast: Cast, tmp_path: Path
) -> None:
    content = export_record(
        season=cast.season, version=RecordVersion.FULL, by=cast.organiser
    ).content
    false = forged(content, written_anew)
    assert verified(false, tmp_path)[0] == 0, "alone it looks right"
    code, said = verified(false, tmp_path, "--head", heads_in(letters())[0])
    assert code == 1
    assert "the head you kept" in said


def test_sending_a_head_changes_no_record() -> None:
    cast = a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT):
        before = export_record(
            season=cast.season, version=RecordVersion.PUBLIC, by=cast.organiser
        ).sha256
        assert send_heads_due() == 4
        after = export_record(
            season=cast.season, version=RecordVersion.PUBLIC, by=cast.organiser
        ).sha256
    assert before == after


def test_where_nobody_keeps_it_nothing_is_sent_until_somebody_does() -> None:
    cast = a_season(SeasonState.SEALED)
    kept = list(Role.objects.filter(season=cast.season, role__in=("chair", "scrutineer")))
    Role.objects.filter(pk__in=[each.pk for each in kept]).delete()
    with clock.at(MEETING_AT):
        assert heads_to_send() == []
        Role.objects.create(season=cast.season, account=kept[0].account, role=kept[0].role)
        assert [each.moment for each in heads_to_send()] == [
            Moment.CLOSED,
            Moment.LOCKED,
            Moment.CONFIRMED,
        ]
    with clock.at(MEETING_AT + timedelta(days=90)):
        assert heads_to_send() == [], "too late to prove anything"
