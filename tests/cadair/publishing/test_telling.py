"""After publication each nominator hears once that the results are public, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import withdraw_nomination
from cadair.nominations.models import Nomination
from cadair.publishing.actions import tell_of_results
from cadair.publishing.tasks import tell_due
from cadair.seasons.states import SeasonState
from tests.cadair.valley import refused
from tests.cast import LANTERN, MEETING_AT, NOMINATING_AT, a_season
from tests.progress import nominate

pytestmark = pytest.mark.django_db


def letters() -> list[OutboxMessage]:
    """Those that say that the results are public."""
    return list(OutboxMessage.objects.filter(letter="publishing/email/results_published"))


def test_each_nominator_hears_once_in_their_language_and_nothing_of_their_entry() -> None:
    a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT + timedelta(minutes=1)):
        assert tell_due() == 1
        assert tell_due() == 0
    (letter,) = letters()
    assert letter.to_address == "eirian@example.org"
    assert LANTERN not in letter.body_cy + letter.body_en
    assert AuditEntry.objects.filter(action="tell_of_results").count() == 1


def test_before_publication_nobody_hears() -> None:
    cast = a_season(SeasonState.SEALED)
    with clock.at(MEETING_AT), refused("not-released"):
        tell_of_results(season=cast.season, by=cast.organiser)
    assert tell_due() == 0
    assert letters() == []


def test_what_was_published_long_ago_is_no_news() -> None:
    a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT + timedelta(days=8)):
        assert tell_due() == 0
    assert letters() == []


def test_who_withdrew_is_not_written_to() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        nominate(cast, "Taken back")
        for nomination in Nomination.objects.all():
            withdraw_nomination(nomination=nomination, by=cast.organiser)
    cast.season.state = SeasonState.RELEASED
    cast.season.save()
    with clock.at(MEETING_AT):
        tell_of_results(season=cast.season, by=cast.organiser)
    assert letters() == []


def test_one_bad_address_of_an_old_file_keeps_no_letter_from_anybody_else() -> None:
    cast = a_season(SeasonState.RELEASED)
    first, second, _third = cast.season.nominations.order_by("pk")
    for nomination, address in ((first, "by phone"), (second, "Gwen@Example.org ")):
        Nomination.objects.filter(pk=nomination.pk).update(nominator_email=address)
    with clock.at(MEETING_AT + timedelta(minutes=1)):
        assert tell_due() == 1
    assert {each.to_address for each in letters()} == {"eirian@example.org", "gwen@example.org"}
