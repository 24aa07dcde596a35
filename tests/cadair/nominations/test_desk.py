"""Flags, contacts, lists; exclusions by two people; repeats found and dismissed; the index."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    clear_flag,
    confirm_exclusion,
    declare_eligible,
    dismiss_repeat,
    drop_exclusion,
    group_entries,
    keep_repeats,
    log_contact,
    propose_exclusion,
    raise_flag,
    remove_view,
    save_view,
)
from cadair.nominations.models import Entry, EntryPerson, EntryWords, Flag, ProposedExclusion
from cadair.nominations.repeats import plain_name
from cadair.nominations.states import (
    ContactKind,
    ContactWay,
    Eligibility,
    FlagKind,
    IneligibleReason,
    RepeatReason,
)
from cadair.nominations.tasks import SLICES, look_for_repeats, mend_words
from cadair.nominations.words import words_of
from cadair.people.models import Account, Organisation
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.structure.scenes.nominating_desk import propose, sent_for

pytestmark = pytest.mark.django_db
LETTER = "nominations/email/not_eligible"


@pytest.fixture
def cast() -> Cast:
    """The cast while nominations are checked."""
    return a_season(SeasonState.CHECKING)


# --- two people -------------------------------------------------------------------------------


def test_nobody_is_told_and_nothing_changes_before_a_second_person_confirms(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        proposed = propose(cast)
        assert Entry.objects.get(pk=proposed.entry_id).eligibility == Eligibility.UNCHECKED
        assert not OutboxMessage.objects.filter(letter=LETTER).exists()
        confirm_exclusion(proposed=proposed, by=cast.chair)
    entry = Entry.objects.get(pk=proposed.entry_id)
    assert (entry.eligibility, entry.ineligible_reason) == (
        Eligibility.INELIGIBLE,
        IneligibleReason.OUT_OF_AREA,
    )
    assert OutboxMessage.objects.filter(letter=LETTER).count() == 1
    assert not ProposedExclusion.objects.exists()


def test_whoever_proposed_cannot_confirm_under_another_of_their_addresses(cast: Cast) -> None:
    second = Account.objects.create(email="olwen+awards@example.org", name="Olwen")
    Role.objects.create(season=cast.season, account=second, role=SeasonRole.ORGANISER)
    cast.accounts["second"] = second
    with clock.at(CHECKING_AT):
        proposed = propose(cast)
        for name in ("olwen", "second"):
            with pytest.raises(NotAllowed):
                confirm_exclusion(proposed=proposed, by=cast.actor(name))
    assert Entry.objects.get(pk=proposed.entry_id).eligibility == Eligibility.UNCHECKED


@pytest.mark.parametrize("name", ["eirian", "bob", "sian"])
def test_only_leads_confirm(cast: Cast, name: str) -> None:
    with clock.at(CHECKING_AT):
        proposed = propose(cast)
        with pytest.raises(NotAllowed):
            confirm_exclusion(proposed=proposed, by=cast.actor(name))


def test_a_proposal_that_is_taken_back_or_overtaken_is_gone(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        one, other = propose(cast), propose(cast, QUIET)
        drop_exclusion(proposed=one, by=cast.organiser)
        declare_eligible(entry=other.entry, by=cast.organiser)
        for each in (one, other):
            with pytest.raises(NotNow):
                confirm_exclusion(proposed=each, by=cast.chair)
    assert Entry.objects.get(pk=one.entry_id).eligibility == Eligibility.UNCHECKED
    assert Entry.objects.get(pk=other.entry_id).eligibility == Eligibility.ELIGIBLE


def test_a_review_that_would_be_over_before_it_began_is_refused(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        proposed = propose_exclusion(
            entry=cast.entries[LANTERN],
            reason=IneligibleReason.INCOMPLETE,
            note=BilingualText(cy="Gormod o fylchau.", en="Too many gaps."),
            review_by=CHECKING_AT.date(),
            by=cast.organiser,
        )
    with clock.at(CHECKING_AT + timedelta(days=3)), pytest.raises(Refusal) as refused:
        confirm_exclusion(proposed=proposed, by=cast.chair)
    assert refused.value.code == "review-day-past"


# --- flags, contacts, lists -------------------------------------------------------------------


def test_a_flag_is_up_once_and_its_past_is_kept(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        sent = sent_for(cast)
        flag = raise_flag(nomination=sent, kind=FlagKind.LATE, by=cast.organiser)
        with pytest.raises(NotNow):
            raise_flag(nomination=sent, kind=FlagKind.LATE, by=cast.organiser)
        clear_flag(flag=flag, by=cast.organiser)
        with pytest.raises(NotNow):
            clear_flag(flag=flag, by=cast.organiser)
        raise_flag(nomination=sent, kind=FlagKind.LATE, by=cast.organiser)
    assert Flag.objects.filter(nomination=sent, kind=FlagKind.LATE).count() == 2


def test_a_contact_is_of_the_past_and_has_words(cast: Cast) -> None:
    said: dict[str, Any] = {"kind": ContactKind.CALL, "way": ContactWay.OUT, "by": cast.organiser}
    with clock.at(CHECKING_AT):
        tomorrow = CHECKING_AT.date() + timedelta(days=1)
        for day, text in ((tomorrow, "Later."), (CHECKING_AT.date(), " \u202e ")):
            with pytest.raises(Refusal):
                log_contact(nomination=sent_for(cast), on=day, text=text, **said)


def test_a_saved_list_is_its_owners(cast: Cast) -> None:
    olwen = cast.accounts["olwen"]
    with clock.at(CHECKING_AT):
        for query in ("?category=youth", "?category=asb"):
            view = save_view(
                season=cast.season,
                account=olwen,
                name="Mine",
                query=query,
                is_shared=True,
                by=cast.organiser,
            )
        with pytest.raises(NotAllowed):
            remove_view(view=view, by=cast.actor("sian"))
    assert [each.query for each in cast.season.saved_views.all()] == ["?category=asb"]


# --- repeats ----------------------------------------------------------------------------------


def _found(cast: Cast) -> set[tuple[str, str]]:
    keep_repeats(season=cast.season)
    return {
        (each.one.reference, each.other.reference)
        for each in cast.season.repeats.filter(dismissed_at=None).select_related("one", "other")
    }


def _name(cast: Cast, *titles: str, name: str = "Jane Jones") -> None:
    for title in titles:
        EntryPerson.objects.create(entry=cast.entries[title], name=name)


def test_the_same_person_of_the_same_body_is_suggested_and_why(cast: Cast) -> None:
    EntryPerson.objects.create(entry=cast.entries[LANTERN], name="PC Jane Jones")
    EntryPerson.objects.create(entry=cast.entries[KICKABOUT], name="JONES, Jâne")
    body = Organisation.objects.get(key="the-network")
    for title in (LANTERN, KICKABOUT):
        cast.entries[title].bodies.get_or_create(organisation=body)
    assert _found(cast) == {("2026-001", "2026-003")}
    reasons = set(cast.season.repeats.get().reasons)
    assert reasons >= {RepeatReason.SAME_PERSON, RepeatReason.SAME_BODY}


def test_the_same_work_in_another_language_is_found_by_its_rare_words(cast: Cast) -> None:
    texts = {
        LANTERN: "We lit Heol Mawddwy with Gethin Ffransis, Tegwen Rhydderch, Stryd Cwmtillery, "
        "Lampeterfelfre and Penrhiwceiber in 2025.",
        QUIET: "Goleuwyd Heol Mawddwy gan Gethin Ffransis a Tegwen Rhydderch, Stryd Cwmtillery, "
        "Lampeterfelfre a Phenrhiwceiber, yn 2025.",
        KICKABOUT: "Football every Friday night for three hundred young people of the valley.",
    }
    for title, text in texts.items():
        sent = sent_for(cast, title)
        sent.summary = text
        sent.answers = {}
        sent.save()
        cast.entries[title].bodies.get_or_create(
            organisation=Organisation.objects.get(key="the-network")
        )
    assert _found(cast) == {("2026-001", "2026-002")}
    assert RepeatReason.SAME_WORDS in cast.season.repeats.get().reasons


def test_an_organisation_in_common_alone_is_no_repeat(cast: Cast) -> None:
    body = Organisation.objects.get(key="the-network")
    for title, entry in cast.entries.items():
        entry.bodies.get_or_create(organisation=body)
        sent = sent_for(cast, title)
        sent.summary = title
        sent.answers = {}
        sent.save()
    assert _found(cast) == set()


def test_what_was_dismissed_is_never_suggested_again_and_what_is_grouped_goes(cast: Cast) -> None:
    for title in (LANTERN, QUIET, KICKABOUT):
        sent = sent_for(cast, title)
        sent.answers = {"impact": "See https://example.org/reports/valley-2025.pdf"}
        sent.summary = title
        sent.save()
    assert len(_found(cast)) == 3
    with clock.at(CHECKING_AT):
        first = cast.season.repeats.get(one__reference="2026-001", other__reference="2026-002")
        dismiss_repeat(repeat=first, by=cast.organiser)
        with pytest.raises(NotNow):
            dismiss_repeat(repeat=first, by=cast.organiser)
        assert _found(cast) == {("2026-001", "2026-003"), ("2026-002", "2026-003")}
        group_entries(entry=cast.entries[KICKABOUT], into=cast.entries[LANTERN], by=cast.organiser)
        assert _found(cast) == set()


def test_names_are_compared_without_rank_order_and_accents() -> None:
    assert plain_name("Rhingyll Siân O’Neill") == plain_name("O'NEILL, Sian") != plain_name("Sian")


def test_the_worker_looks_once_a_day_and_when_it_is_asked(cast: Cast) -> None:
    _name(cast, LANTERN, QUIET)
    with clock.at(CHECKING_AT):
        look_for_repeats()
        looked = cast.season.repeat_search.looked_at
    with clock.at(CHECKING_AT + timedelta(hours=23)):
        assert look_for_repeats() == 0
        cast.season.repeat_search.refresh_from_db()
        assert cast.season.repeat_search.looked_at == looked
    with clock.at(CHECKING_AT + timedelta(hours=25)):
        look_for_repeats()
        cast.season.repeat_search.refresh_from_db()
        assert looked is not None
        assert (cast.season.repeat_search.looked_at or looked) > looked


# --- the index --------------------------------------------------------------------------------


def test_the_index_is_what_it_would_be_made_anew(cast: Cast) -> None:
    ids = list(cast.season.entries.values_list("pk", flat=True))
    kept = {each.pk: (each.text, each.place) for each in EntryWords.objects.all()}
    assert kept == {each.pk: (each.text, each.place) for each in words_of(ids)}
    assert "operation lantern" in kept[cast.entries[LANTERN].pk][0]


def test_the_worker_mends_an_index_that_is_missing_or_stale(cast: Cast) -> None:
    Entry.objects.filter(pk=cast.entries[LANTERN].pk).update(title_en="Gweithgaredd Ŵyn")
    EntryWords.objects.filter(entry=cast.entries[QUIET]).delete()
    mended = 0
    for turn in range(SLICES):
        with clock.at(CHECKING_AT + timedelta(seconds=2 * turn)):
            mended += mend_words()
    assert mended == 2
    assert "gweithgaredd wyn" in EntryWords.objects.get(entry=cast.entries[LANTERN]).text
