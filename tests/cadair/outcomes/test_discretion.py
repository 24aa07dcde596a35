"""An award to somebody who was not nominated: named by the panel, never counted, never marked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import seasonfile
from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.queries import places_to_judge
from cadair.nominations.models import Entry
from cadair.nominations.queries import judgeable_entries, named_by_panel, standing_entries
from cadair.nominations.states import EntryKind
from cadair.outcomes.actions import (
    AwardChoice,
    Recipient,
    confirm_seal,
    drop_recipient,
    name_recipient,
    propose_season,
    request_seal,
)
from cadair.outcomes.queries import award_holders, candidates, kinds_given_in
from cadair.publishing.actions import release_season
from cadair.publishing.models import ReleasedSeason
from cadair.seasons.models import Season
from cadair.seasons.season_file import export_season, load_season
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import LANTERN, MEETING_AT, Cast, a_season, words
from tests.progress import approve_texts, award, bring_to, decide
from tests.structure.scenes.discretion import BAND, freely

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    found = a_season()
    freely(found)
    bring_to(found, SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        yield found


def named(cast: Cast, recipient: Recipient = BAND) -> Entry:
    return name_recipient(category=cast.category("asb"), recipient=recipient, by=cast.chair)


def given(cast: Cast, entry: Entry, kind: str = "discretion") -> AwardChoice:
    return AwardChoice(kind=cast.kind(kind), entry=entry, text=words("Because the panel says so"))


def test_what_the_panel_names_is_no_entry_that_counts(cast: Cast) -> None:
    before = [each(cast.season).count() for each in (standing_entries, judgeable_entries)]
    places = places_to_judge(cast.season).count()
    entry = named(cast)
    assert [each(cast.season).count() for each in (standing_entries, judgeable_entries)] == before
    assert places_to_judge(cast.season).count() == places
    assert entry.reference == "P-2026-001"
    facts = json.loads(AuditEntry.objects.get(action="name_recipient").facts)
    assert "Band" not in json.dumps(facts)


def test_it_can_receive_the_award_at_discretion_and_no_other(cast: Cast) -> None:
    entry = named(cast)
    asb = cast.category("asb")
    assert entry in candidates(asb, kinds_given_in(asb))
    assert entry not in candidates(cast.category("youth"), kinds_given_in(cast.category("youth")))
    with pytest.raises(Refusal, match="not among those"):
        decide(cast, "asb", given(cast, entry, "winner"))
    decide(cast, "asb", award(cast, "winner", LANTERN), given(cast, entry))
    assert cast.season.awards.get(entry=entry).slug_en == "the-valley-band"


def test_it_is_no_award_holder_whom_an_overall_award_could_go_to(cast: Cast) -> None:
    entry = named(cast)
    decide(cast, "asb", award(cast, "winner", LANTERN), given(cast, entry))
    decide(cast, "youth")
    assert entry.reference not in (award_holders(cast.season) or [])
    overall = cast.category("overall")
    assert entry not in candidates(overall, kinds_given_in(overall))
    propose_season(season=cast.season, by=cast.organiser)


def test_an_award_at_discretion_can_go_to_a_nominated_entry_too(cast: Cast) -> None:
    decide(cast, "asb", given(cast, cast.entries[LANTERN]))
    assert cast.season.awards.get().entry == cast.entries[LANTERN]


def test_an_award_to_people_names_one_of_the_people_in_an_entry(cast: Cast) -> None:
    kind, entry = cast.kind("discretion"), cast.entries[LANTERN]
    kind.rule = {"method": "panel-chooses/2", "pool": "people", "maximum": 1, "joint": False}
    kind.save()
    person = entry.people.create(name="Mair", position=0)
    youth = cast.category("youth")
    assert entry not in candidates(youth, kinds_given_in(youth))
    with pytest.raises(Refusal, match="goes to a person"):
        decide(cast, "asb", given(cast, entry))
    choice = AwardChoice(kind=kind, entry=entry, person=person, text=words("Why Mair"))
    decide(cast, "asb", choice)
    assert cast.season.awards.get().person == person


def test_it_is_public_with_the_others_and_only_after_release(cast: Cast) -> None:
    entry = named(cast)
    decide(cast, "asb", award(cast, "winner", LANTERN), given(cast, entry))
    decide(cast, "youth")
    decide(cast, "overall", award(cast, "overall-winner", LANTERN))
    approve_texts(cast)
    asked = request_seal(season=cast.season, by=cast.organiser, release_at=MEETING_AT)
    confirm_seal(request=asked, by=cast.chair)
    release_season(season=cast.season, by=Actor.operator())
    public = json.dumps([each.document for each in ReleasedSeason.objects.all()])
    assert "The Valley Band" in public
    assert "Band y Cwm" in public


def test_it_is_taken_back_unless_it_holds_an_award(cast: Cast) -> None:
    entry, asb = named(cast), cast.category("asb")
    decide(cast, "asb", given(cast, entry))
    with pytest.raises(NotNow, match="holds an award"):
        drop_recipient(entry=entry, category=asb, by=cast.chair)
    decide(cast, "asb")
    drop_recipient(entry=entry, category=asb, by=cast.chair)
    assert not named_by_panel(cast.season).exists()
    with pytest.raises(NotNow, match="already"):
        drop_recipient(entry=entry, category=asb, by=cast.chair)


@pytest.mark.parametrize(
    ("recipient", "said"),
    [
        (Recipient(BilingualText(cy="Band"), EntryKind.TEAM), "both languages"),
        (Recipient(BilingualText("Siân", "Siân"), EntryKind.PERSON), "Ask the person first"),
    ],
)
def test_what_is_missing_is_refused(cast: Cast, recipient: Recipient, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        named(cast, recipient)
    assert not named_by_panel(cast.season).exists()


def test_only_where_the_rules_say_so_and_by_whom_they_say(cast: Cast) -> None:
    with pytest.raises(Refusal, match="no award at the panel’s discretion"):
        name_recipient(category=cast.category("youth"), recipient=BAND, by=cast.chair)
    with pytest.raises(NotAllowed):
        name_recipient(category=cast.category("asb"), recipient=BAND, by=cast.actor("bob"))


def test_a_season_with_it_comes_out_of_its_file_as_it_went_in(cast: Cast) -> None:
    entry = named(cast)
    decide(cast, "asb", award(cast, "winner", LANTERN), given(cast, entry))
    text = seasonfile.write(export_season(cast.season))
    assert isinstance(text, bytes)
    assert b"state: panel" in text
    assert [each.render() for each in seasonfile.check(text)] == []
    Season.objects.all().delete()
    again = load_season(document=seasonfile.read(text), by=Actor.operator())
    assert named_by_panel(again).get().reference == entry.reference
    assert seasonfile.write(export_season(again)) == text


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_names_and_takes_back(cast: Cast, language: str) -> None:
    browser = signed_in(cast.accounts["cerys"])
    word = {"cy": "enwi", "en": "name"}[language]
    address = f"/{language}/panel/{cast.season.key}/asb/{word}/"
    assert browser.get(address).status_code == 200
    typed = {"title_cy": "Siân", "title_en": "Siân", "kind": "person", "organisation": "Y Cwm"}
    wrong = browser.post(address, typed)
    assert wrong.status_code == 422
    assert 'value="Siân"' in wrong.content.decode()
    assert browser.post(address, {**typed, "agreed": "on"}).status_code == 302
    entry = named_by_panel(cast.season).get()
    listed = browser.get(f"/{language}/panel/{cast.season.key}/asb/").content.decode()
    assert entry.reference in listed
    assert f'name="award-{entry.public_id}"' in listed
    assert browser.post(address, {"drop": entry.public_id}).status_code == 302
    assert not named_by_panel(cast.season).exists()
