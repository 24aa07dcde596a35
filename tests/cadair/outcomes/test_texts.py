"""Award texts: who writes, who approves, and what takes an approval away."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete
from cadair.outcomes.actions import approve_award_text, seal_season, write_award_text
from cadair.outcomes.models import Award
from cadair.outcomes.queries import words_sha256
from cadair.seasons.models import Role
from cadair.seasons.states import Preset, SeasonRole, SeasonState
from tests.cadair.valley import refused
from tests.cast import LANTERN, MEETING_AT, QUIET, Cast, a_season, an_account, words
from tests.progress import award, decide, decide_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Anti-social behaviour is decided: a winner and a commendation."""
    found = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide(
            found, "asb", award(found, "winner", LANTERN), award(found, "highly-commended", QUIET)
        )
    return found


def the_award(cast: Cast, title: str = LANTERN) -> Award:
    """The award of an entry."""
    return Award.objects.get(entry=cast.entries[title])


def joined_by(cast: Cast, name: str, role: SeasonRole) -> None:
    """Somebody gets a part."""
    cast.accounts[name] = an_account(name)
    Role.objects.create(season=cast.season, account=cast.accounts[name], role=role)


def test_results_are_not_confirmed_while_a_text_is_not_approved() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide_all(cast)
        found = the_award_of(cast, "asb")
        write_award_text(award=found, text=words("Other words"), by=cast.organiser)
        with pytest.raises(NotComplete) as refusal:
            seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        assert found.entry.title in str(refusal.value)
        approve_award_text(award=found, by=cast.organiser)
        seal = seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
    assert seal.confirmed_by_ref == cast.chair.ref


def the_award_of(cast: Cast, category: str) -> Award:
    """The first award of a category."""
    return Award.objects.filter(category__key=category).order_by("position")[0]


def test_a_translator_writes_and_does_not_approve(cast: Cast) -> None:
    joined_by(cast, "tegid", SeasonRole.TRANSLATOR)
    with clock.at(MEETING_AT):
        write_award_text(award=the_award(cast), text=words("Theirs"), by=cast.actor("tegid"))
        with pytest.raises(NotAllowed):
            approve_award_text(award=the_award(cast), by=cast.actor("tegid"))
    assert the_award(cast).text == words("Theirs")


@pytest.mark.parametrize("name", ["ann", "bob", "cerys", "eirian", "sian"])
def test_nobody_else_writes(cast: Cast, name: str) -> None:
    with clock.at(MEETING_AT), refused("organisers-only"):
        write_award_text(award=the_award(cast), text=words("Mine"), by=cast.actor(name))


def test_any_change_takes_the_approval_away_and_saving_the_same_does_not(cast: Cast) -> None:
    with clock.at(MEETING_AT):
        approve_award_text(award=the_award(cast), by=cast.organiser)
        found = the_award(cast)
        write_award_text(award=found, title=found.title, text=found.text, by=cast.organiser)
        assert the_award(cast).is_text_approved
        write_award_text(award=found, title=words("Other"), text=found.text, by=cast.organiser)
    assert not the_award(cast).is_text_approved


def test_half_a_text_is_kept_and_not_approved(cast: Cast) -> None:
    half = BilingualText(cy="Dim ond Cymraeg.")
    with clock.at(MEETING_AT):
        write_award_text(award=the_award(cast), text=half, by=cast.organiser)
        with refused("text-not-complete"):
            approve_award_text(award=the_award(cast), by=cast.organiser)
    assert the_award(cast).text == half


def test_in_a_strict_season_another_organiser_approves(cast: Cast) -> None:
    joined_by(cast, "oswyn", SeasonRole.ORGANISER)
    cast.season.preset = Preset.STRICT
    cast.season.save()
    with clock.at(MEETING_AT):
        write_award_text(award=the_award(cast), text=words("Hers"), by=cast.organiser)
        with refused("second-person-text"):
            approve_award_text(award=the_award(cast), by=cast.organiser)
        assert approve_award_text(award=the_award(cast), by=cast.actor("oswyn")).is_text_approved


def test_a_new_title_brings_a_new_address_and_keeps_the_key(cast: Cast) -> None:
    before = the_award(cast)
    with clock.at(MEETING_AT):
        write_award_text(
            award=before, title=words("Light at night"), text=before.text, by=cast.organiser
        )
    after = the_award(cast)
    assert after.key == before.key
    assert after.slug_en == "light-at-night-english"


def test_two_awards_of_a_category_do_not_share_a_title(cast: Cast) -> None:
    with clock.at(MEETING_AT), refused("award-address-taken"):
        write_award_text(
            award=the_award(cast),
            title=the_award(cast, QUIET).title,
            text=words("Why"),
            by=cast.organiser,
        )


def test_who_has_not_seen_the_last_words_is_told(cast: Cast) -> None:
    seen = words_sha256(the_award(cast))
    with clock.at(MEETING_AT):
        write_award_text(award=the_award(cast), text=words("First"), by=cast.organiser)
        with refused("text-changed"):
            write_award_text(
                award=the_award(cast), text=words("Second"), by=cast.organiser, seen_sha256=seen
            )
        with refused("text-changed"):
            approve_award_text(award=the_award(cast), by=cast.organiser, seen_sha256=seen)
    assert the_award(cast).text == words("First")
