"""Judges hear that judging has begun: each once, in their language."""

from __future__ import annotations

import pytest
from django.test import override_settings

from cadair.mail.actions import remember_language
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage
from cadair.seasons.states import SeasonState
from tests.cast import a_season
from tests.progress import bring_to

pytestmark = pytest.mark.django_db


def test_every_judge_with_an_account_is_told_once() -> None:
    cast = a_season()
    remember_language(address="ann@example.org", language=MailLanguage.WELSH, by=cast.organiser)
    with override_settings(CADAIR_LETTER_ROOT="https://a.example.org"):
        bring_to(cast, SeasonState.JUDGING)
    found = OutboxMessage.objects.filter(letter="judging/email/judging_begun")
    assert sorted(each.to_address for each in found) == sorted(
        judge.account.email for judge in cast.judges.values() if judge.account
    )
    ann = found.get(to_address="ann@example.org")
    assert (ann.subject_cy, ann.subject_en) == ("Mae’r beirniadu wedi dechrau", "")
    bob = found.get(to_address="bob@example.org")
    assert "- Entries: 3" in bob.body_en
    assert "https://a.example.org/en/judging/valley-2026/" in bob.body_en
