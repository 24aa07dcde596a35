"""An organiser asks, a second person confirms: what they saw, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotComplete
from cadair.mail.models import OutboxMessage
from cadair.outcomes.actions import (
    approve_award_text,
    confirm_seal,
    decide_category,
    request_seal,
    seal_season,
    withdraw_seal_request,
    write_award_text,
)
from cadair.outcomes.letters import confirmation_page
from cadair.outcomes.models import Award, ReleaseOrder, Seal, SealRequest
from cadair.outcomes.queries import is_as_sealed, outcome_sha256
from cadair.outcomes.readiness import reconciliation
from cadair.outcomes.states import Outcome, ReleaseState, RequestState
from cadair.publishing.actions import release_season
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.valley import REASON, refused
from tests.cast import MEETING_AT, Cast, a_season, words
from tests.progress import decide_all

pytestmark = pytest.mark.django_db
LATER = MEETING_AT + timedelta(days=22)


@pytest.fixture
def cast() -> Cast:
    """Everything is decided, every text approved."""
    found = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide_all(found)
    return found


def asked(cast: Cast, **more: object) -> SealRequest:
    """Olwen asks."""
    with clock.at(MEETING_AT):
        return request_seal(season=cast.season, by=cast.organiser, **more)  # type: ignore[arg-type]


def test_the_second_person_confirms_the_results_and_their_publication(cast: Cast) -> None:
    request = asked(cast, release_at=LATER)
    with clock.at(MEETING_AT):
        seal = confirm_seal(request=request, by=cast.chair)
    assert (seal.sealed_by_ref, seal.confirmed_by_ref) == (cast.organiser.ref, cast.chair.ref)
    assert seal.sha256 == request.sha256 == outcome_sha256(cast.season)
    order = ReleaseOrder.objects.get()
    assert (order.state, order.release_at) == (ReleaseState.WAITING, LATER)
    assert SealRequest.objects.get().state == RequestState.CONFIRMED
    assert is_as_sealed(cast.season)


def test_what_a_second_person_confirmed_can_be_published(cast: Cast) -> None:
    request = asked(cast, release_at=MEETING_AT)
    with clock.at(MEETING_AT + timedelta(hours=3)):
        confirm_seal(request=request, by=cast.chair)
        release_season(season=cast.season, by=cast.organiser)
    cast.season.refresh_from_db()
    assert cast.season.state == SeasonState.RELEASED


def test_publication_can_be_left_open(cast: Cast) -> None:
    request = asked(cast)
    with clock.at(MEETING_AT):
        confirm_seal(request=request, by=cast.chair)
    assert not ReleaseOrder.objects.exists()


def test_whoever_asked_does_not_confirm(cast: Cast) -> None:
    request = asked(cast)
    with clock.at(MEETING_AT), refused("second-person"):
        confirm_seal(request=request, by=cast.organiser)
    assert not Seal.objects.exists()


@pytest.mark.parametrize("name", ["ann", "bob", "eirian", "sian"])
def test_neither_does_an_ordinary_judge_a_nominator_or_the_scrutineer(
    cast: Cast, name: str
) -> None:
    request = asked(cast)
    with clock.at(MEETING_AT), refused("may-not-confirm"):
        confirm_seal(request=request, by=cast.actor(name))


def test_a_chair_cannot_ask(cast: Cast) -> None:
    with clock.at(MEETING_AT), pytest.raises(NotAllowed):
        request_seal(season=cast.season, by=cast.chair)


def test_a_request_dies_with_the_first_change(cast: Cast) -> None:
    request = asked(cast)
    award = Award.objects.all()[0]
    with clock.at(MEETING_AT):
        write_award_text(award=award, text=words("Something else"), by=cast.organiser)
        approve_award_text(award=award, by=cast.organiser)
        with refused("request-outdated"):
            confirm_seal(request=request, by=cast.chair)
    assert not Seal.objects.exists()


def test_a_new_request_replaces_the_one_before(cast: Cast) -> None:
    first = asked(cast)
    second = asked(cast, release_at=LATER)
    with clock.at(MEETING_AT), refused("request-state"):
        confirm_seal(request=first, by=cast.chair)
    assert SealRequest.objects.get(state=RequestState.WAITING) == second


def test_a_request_taken_back_is_not_confirmed(cast: Cast) -> None:
    request = asked(cast)
    with clock.at(MEETING_AT):
        withdraw_seal_request(request=request, by=cast.organiser)
        with refused("request-state"):
            confirm_seal(request=request, by=cast.chair)
    assert SealRequest.objects.get().state == RequestState.WITHDRAWN


def test_an_asker_who_organises_no_more_has_asked_for_nothing(cast: Cast) -> None:
    request = asked(cast)
    Role.objects.filter(season=cast.season, role=SeasonRole.ORGANISER).delete()
    with clock.at(MEETING_AT), refused("asker-gone"):
        confirm_seal(request=request, by=cast.chair)


def test_a_minute_that_passed_before_the_confirmation_is_chosen_anew(cast: Cast) -> None:
    request = asked(cast, release_at=LATER)
    with clock.at(LATER + timedelta(minutes=1)), refused("release-in-the-past"):
        confirm_seal(request=request, by=cast.chair)
    cast.season.refresh_from_db()
    assert cast.season.state == SeasonState.DECIDING


@pytest.mark.parametrize(("ago", "is_taken"), [(59, True), (60, False)])
def test_at_once_is_no_moment_in_the_past(cast: Cast, ago: int, *, is_taken: bool) -> None:
    """Between filling in the form and sending it some seconds pass."""
    chosen = MEETING_AT - timedelta(seconds=ago)
    if is_taken:
        request = asked(cast, release_at=chosen)
        assert request.release_at == MEETING_AT
    else:
        with refused("release-in-the-past"):
            asked(cast, release_at=chosen)


def test_nobody_is_asked_while_something_is_missing(cast: Cast) -> None:
    Award.objects.update(is_text_approved=False)
    with clock.at(MEETING_AT), pytest.raises(NotComplete):
        request_seal(season=cast.season, by=cast.organiser)


def test_a_seal_on_the_console_ends_the_request(cast: Cast) -> None:
    asked(cast)
    with clock.at(MEETING_AT):
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
    assert SealRequest.objects.get().state == RequestState.WITHDRAWN


def test_the_letter_goes_to_the_others_and_says_nothing_of_the_results(cast: Cast) -> None:
    asked(cast)
    letters = OutboxMessage.objects.filter(letter="outcomes/email/confirmation_asked")
    assert [each.to_address for each in letters] == ["cerys@example.org"]
    said = " ".join(each.body_cy + each.body_en + each.subject_en for each in letters)
    for secret in ("Operation Lantern", "Quiet Streets", "winner (", "Why "):
        assert secret not in said


def test_the_letter_leads_to_the_page(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.CADAIR_LETTER_ROOT = "https://example.org"  # type: ignore[attr-defined]
    page = confirmation_page(cast.season)
    for language in ("en", "cy"):
        with translation.override(language):
            address = reverse("panel_confirm", kwargs={"season": cast.season.key})
        assert page.as_dict()[language] == f"https://example.org{address}"


def test_scorecards_are_accounted_for(cast: Cast) -> None:
    counts = reconciliation(cast.season)
    assert (counts.expected, counts.locked, counts.recused, counts.abstained) == (9, 8, 1, 0)
    assert counts.is_even


def test_deciding_after_the_request_is_noticed_too(cast: Cast) -> None:
    request = asked(cast)
    with clock.at(MEETING_AT):
        decide_category(
            category=cast.category("youth"),
            outcome=Outcome.NO_AWARD,
            reason=REASON,
            reason_language="en",
            decided_by=cast.judges["cerys"],
            by=cast.chair,
        )
        with refused("request-outdated"):
            confirm_seal(request=request, by=cast.chair)
