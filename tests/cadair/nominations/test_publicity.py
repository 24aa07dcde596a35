"""Nobody's name is public but by their own word, and it is gone when they take it back (PRI-10)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.nominations.actions import (
    agree_to_publicity,
    allow_publicity,
    change_nominee,
    decline_nomination,
    object_to_use,
    settle_saying,
    take_back_publicity,
)
from cadair.nominations.actions.telling import in_both_languages
from cadair.nominations.models import EntryPerson, Nominee, PublicityStatement
from cadair.nominations.notices import GUARDIAN, NOMINEE, unsettled_before_judging, waiting_sayings
from cadair.nominations.publicity import WORDING, agreed_kinds, first_name, public_name
from cadair.nominations.states import AgeBand, PublicityGiver, PublicityKind, SayingKind
from cadair.outcomes.models import Award
from cadair.outcomes.readiness import missing_before_seal
from cadair.people.actions import issue_link
from cadair.people.queries import actor_by_link, opened_by
from cadair.publishing.actions import release_season
from cadair.publishing.models import ReleasedSeason
from cadair.publishing.tasks import renew_due
from tests.cadair import valley as cast

pytestmark = pytest.mark.django_db

NAME, PHOTO = PublicityKind.NAME, PublicityKind.PHOTO


def _holder(nominee: Nominee, purpose: str = NOMINEE) -> Actor:
    until = clock.now() + timedelta(days=300)
    link = opened_by(issue_link(purpose=purpose, subject_ref=nominee.ref, until=until), purpose)
    assert link is not None
    return actor_by_link(link)


def _gwenno(small: cast.SmallSeason, band: AgeBand = AgeBand.ADULT) -> Nominee:
    nominee = Nominee.objects.get(nomination__entry=small.entries["Saturday Club"])
    nominee.age_band = band
    nominee.save()
    return nominee


def _say(
    nominee: Nominee, kinds: Iterable[PublicityKind], purpose: str = NOMINEE, **more: object
) -> Nominee:
    return agree_to_publicity(
        nominee=nominee,
        kinds=list(kinds),
        language="en",
        by=_holder(nominee, purpose),
        **more,  # type: ignore[arg-type]
    )


def _public() -> str:
    return ReleasedSeason.objects.get(is_current=True).document


def _named(nominee: Nominee) -> str:
    person = EntryPerson.objects.get(pk=nominee.person_id or 0)
    return public_name(person)


def test_a_nominator_agrees_for_nobody() -> None:
    small = cast.opened()
    nominee = _gwenno(small)
    nominator = Actor(ref="account:somebody")
    for by in (nominator, small.by_organiser, Actor.system("worker")):
        with cast.refused("not-your-page"):
            agree_to_publicity(nominee=nominee, kinds=[NAME], language="en", by=by)
    assert not PublicityStatement.objects.exists()
    assert not EntryPerson.objects.filter(is_name_public=True).exists()


def test_a_name_in_the_form_is_never_a_public_one() -> None:
    """Even when whoever sends the form says that they agreed."""
    small = cast.opened()
    for person in EntryPerson.objects.filter(entry__season=small.season):
        assert public_name(person) == ""


def test_what_was_agreed_is_kept_with_its_words_and_moment() -> None:
    small = cast.opened()
    nominee = _say(_gwenno(small), [NAME, PHOTO])
    statement = nominee.publicity.get()
    assert (statement.giver, statement.kinds) == ("nominee", ["name", "photo"])
    assert (statement.wording, statement.language) == (WORDING, "en")
    assert statement.made_at is not None
    assert _named(nominee) == "Gwenno Secret"
    facts = AuditEntry.objects.filter(action="agree_to_publicity").get().facts
    assert "Gwenno" not in facts


def test_the_words_beside_the_boxes_have_a_version_of_their_own() -> None:
    """Whoever changes a sentence raises `WORDING`, so that it stays known what was agreed to."""
    said = {kind.value: in_both_languages(kind.label).as_dict() for kind in PublicityKind}
    assert {WORDING: sha256_of(said)[:12]} == {1: "f36140889b40"}


def test_the_name_is_public_by_their_word_and_gone_when_they_take_it_back() -> None:
    small = cast.ordered()
    nominee = _say(_gwenno(small), [NAME, PHOTO])
    with clock.at(cast.RESULTS_AT):
        release_season(season=small.season, by=small.by_organiser)
        assert "Gwenno Secret" in _public()
        assert renew_due() == 0
    with clock.at(cast.RESULTS_AT + timedelta(days=3)):
        _say(nominee, [PHOTO])
        assert renew_due() == 1
        assert renew_due() == 0
    every = ReleasedSeason.objects.values_list("document", flat=True)
    assert not any("Gwenno" in each for each in every)
    assert json.loads(_public())["totals"]["awards"] == 5
    saying = waiting_sayings(small.season).get()
    assert saying.kind == SayingKind.PUBLICITY
    settle_saying(saying=saying, is_heeded=True, outcome="It is gone.", by=small.by_organiser)
    assert not waiting_sayings(small.season).exists()


def test_taking_back_holds_up_no_judging() -> None:
    small = cast.opened()
    nominee = _say(_gwenno(small), [NAME])
    _say(nominee, [])
    assert waiting_sayings(small.season).count() == 1
    assert not unsettled_before_judging(small.season).exists()


def test_under_16_a_parent_agrees_as_well_and_only_the_first_name_is_shown() -> None:
    small = cast.opened()
    nominee = _say(_gwenno(small, AgeBand.CHILD), [NAME])
    assert _named(nominee) == ""
    with cast.refused("guardian-not-named"):
        _say(nominee, [NAME], GUARDIAN, guardian_kinds=[NAME])
    mam: dict[str, object] = {
        "guardian_kinds": [NAME],
        "guardian_name": "Mam",
        "capacity": "parent",
    }
    _say(nominee, [NAME, PHOTO], GUARDIAN, **mam)
    assert agreed_kinds(nominee) == {NAME}
    assert _named(nominee) == "Gwenno"
    _say(nominee, [NAME], GUARDIAN)
    assert _named(nominee) == ""


def test_a_child_agrees_for_themselves_only_and_takes_nothing_of_the_parent_back() -> None:
    small = cast.opened()
    nominee = _gwenno(small, AgeBand.CHILD)
    mam: dict[str, object] = {
        "guardian_kinds": [NAME],
        "guardian_name": "Mam",
        "capacity": "parent",
    }
    with cast.refused("not-the-guardian"):
        _say(nominee, [NAME], NOMINEE, **mam)
    assert not nominee.publicity.exists()
    _say(nominee, [], GUARDIAN, **mam)
    assert _named(nominee) == ""
    _say(nominee, [NAME])
    assert _named(nominee) == "Gwenno"


def test_at_16_no_parent_says_yes_or_no_for_somebody_but_may_object() -> None:
    small = cast.opened()
    nominee = _gwenno(small, AgeBand.SIXTEEN)
    mam = _holder(nominee, GUARDIAN)
    with cast.refused("own-word"):
        _say(nominee, [NAME], GUARDIAN)
    with cast.refused("own-word"):
        decline_nomination(nominee=nominee, text="", by=mam)
    object_to_use(nominee=nominee, text="I am their mother.", by=mam)
    assert waiting_sayings(small.season).count() == 1


def test_at_16_an_organiser_decides_and_never_beyond_their_own_word() -> None:
    small = cast.opened()
    nominee = _say(_gwenno(small, AgeBand.SIXTEEN), [NAME])
    assert _named(nominee) == ""
    by = small.by_organiser
    with cast.refused("not-agreed-themselves"):
        allow_publicity(nominee=nominee, kinds=[NAME, PHOTO], note="y", language="en", by=by)
    allow_publicity(nominee=nominee, kinds=[NAME], note="Asked.", language="en", by=by)
    assert _named(nominee) == "Gwenno"
    given = nominee.publicity.get(giver=PublicityGiver.ORGANISER)
    assert given.note == "Asked."


def test_whose_age_nobody_knows_says_it_first() -> None:
    small = cast.opened()
    nominee = _gwenno(small, AgeBand.UNKNOWN)
    with cast.refused("age-not-said"):
        _say(nominee, [NAME])
    nominee = _say(nominee, [NAME], age_band=AgeBand.CHILD)
    assert nominee.age_band == AgeBand.CHILD
    assert _named(nominee) == ""
    assert waiting_sayings(small.season).get().kind == SayingKind.CORRECTION


def test_an_age_that_is_put_right_changes_what_is_shown() -> None:
    small = cast.opened()
    nominee = _say(_gwenno(small), [NAME])
    assert _named(nominee) == "Gwenno Secret"
    change_nominee(
        nominee=nominee,
        email="",
        guardian_email="",
        age_band=AgeBand.CHILD,
        by=small.by_organiser,
    )
    assert _named(nominee) == ""
    # And when the nomination itself is forgotten, the mark beside the person says the same.
    nominee.delete()
    assert not EntryPerson.objects.filter(is_name_public=True).exists()


@pytest.mark.parametrize(
    ("name", "first"),
    [("Gwenno Secret", "Gwenno"), ("Dr. Siân ap Rhys", "Siân"), ("Mr", ""), ("Madonna", "Madonna")],
)
def test_a_first_name_is_no_more_than_that(name: str, first: str) -> None:
    assert first_name(name) == first


def test_results_that_name_a_child_or_somebody_who_said_no_are_not_confirmed() -> None:
    small = cast.sealed()
    award = Award.objects.get(entry=small.entries["Saturday Club"])
    award.title_en = "Gwenno Secret and the Saturday Club"
    award.save()

    def named() -> bool:
        return any("named in full" in each for each in missing_before_seal(small.season))

    nominee = _gwenno(small)
    assert not named()
    _say(nominee, [PHOTO])
    assert named()
    _say(nominee, [NAME])
    assert not named()
    _gwenno(small, AgeBand.CHILD)
    assert named()
    award.title_en = "Gwenno and the Saturday Club"
    award.save()
    assert not named()


def test_what_is_taken_back_by_telephone_is_gone_and_nothing_can_be_added_so() -> None:
    small = cast.opened()
    nominee = _say(_gwenno(small), [NAME])
    by = small.by_organiser
    with cast.refused("nothing-to-take-back"):
        take_back_publicity(nominee=nominee, kinds=[PHOTO], note="x", language="en", by=by)
    take_back_publicity(nominee=nominee, kinds=[NAME], note="By telephone.", language="en", by=by)
    assert agreed_kinds(nominee) == frozenset()
    assert _named(nominee) == ""
    assert [each.note for each in nominee.publicity.all()] == ["", "By telephone."]
