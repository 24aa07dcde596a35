"""Somebody is taken out: their name stands nowhere, everything else stays (PRI-12)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.audit.states import HoldKind
from cadair.audit.verification import verify
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.models import Scorecard
from cadair.nominations.actions import declare_ineligible, log_contact
from cadair.nominations.audiences import Narrowed, people_in
from cadair.nominations.models import (
    Entry,
    EntryPerson,
    Nomination,
    Nominee,
    Redaction,
    Translation,
)
from cadair.nominations.redacting import hash_of
from cadair.nominations.states import (
    Audience,
    ContactKind,
    ContactWay,
    IneligibleReason,
    RedactionReason,
)
from cadair.nominations.tasks import mend_words
from cadair.outcomes.actions import order_release, seal_season
from cadair.outcomes.models import Award
from cadair.outcomes.queries import is_as_sealed
from cadair.people.models import Account
from cadair.publishing.actions import publish_post, release_season, renew_results
from cadair.publishing.models import Post, ReleasedSeason
from cadair.record.actions import export_record
from cadair.record.states import RecordVersion
from cadair.retention.actions import erase_person, place_hold
from cadair.retention.naming import Named
from cadair.retention.persons import brought_back, erasures, find
from cadair.retention.states import ErasureGround
from cadair.seasons.states import SeasonState
from tests.cadair.record.outside import record_in, verified
from tests.cadair.retention.test_retention import _tables_with
from tests.cast import CHECKING_AT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import decide_all

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "Mererid Ŵyn Cudd", "mererid@example.org"
WRITTEN = ("Mererid Ŵyn Cudd", "MERERID WYN CUDD", "Mererid\nŴyn  Cudd", "mererid-wyn-cudd")
SHE = Named.of([NAME], [ADDRESS])


@pytest.fixture
def cast() -> Cast:
    """The panel has decided; Mererid is the person of Operation Lantern, and won as herself."""
    cast = a_season(SeasonState.DECIDING)
    entry = cast.entries[LANTERN]
    person = EntryPerson.objects.create(entry=entry, name=NAME, is_name_public=True)
    _write_everywhere(cast, entry)
    Nominee.objects.create(
        nomination=_sent(cast),
        person=person,
        name=NAME,
        email=ADDRESS,
        own_name="Meri Cudd",
        received_at=MEETING_AT,
        due_at=MEETING_AT,
    )
    decide_all(cast)
    Award.objects.filter(entry=entry, category__key="asb").update(
        person=person,
        title_cy=NAME,
        title_en=NAME,
        slug_cy="mererid-wyn-cudd",
        slug_en="mererid-wyn-cudd",
        text_cy=f"Arweiniodd {NAME} bawb.",
        text_en=f"{NAME} led them all.",
    )
    decision = cast.season.decisions.get(category__key="asb")
    type(decision).objects.filter(pk=decision.pk).update(reason_en=f"{NAME} stood out.")
    return cast


def _sent(cast: Cast, title: str = LANTERN) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[title])


def _write_everywhere(cast: Cast, entry: Entry) -> None:
    one = _sent(cast)
    words = f"{NAME} helped Gwen Arall. " + ", ".join(WRITTEN)
    one.summary, one.panel_summary = words, words
    one.answers = {"impact": [{"who": NAME}], "prevention": words}
    one.panel_answers = dict(one.answers)
    one.save()
    one.versions.create(
        number=1, sent_at=MEETING_AT, replaced_at=MEETING_AT, content={"summary": words}
    )
    Entry.objects.filter(pk=entry.pk).update(title_en=f"{LANTERN}: {NAME}")
    Scorecard.objects.filter(entry=entry).update(comment=f"I admire {NAME}.")
    log_contact(
        nomination=one,
        kind=ContactKind.CALL,
        way=ContactWay.IN,
        on=MEETING_AT.date(),
        text=words,
        by=cast.organiser,
    )
    Post.objects.create(
        season=cast.season,
        key=WRITTEN[3],
        position=0,
        title_cy=NAME,
        title_en=NAME,
        slug_cy=WRITTEN[3],
        slug_en=WRITTEN[3],
        body_cy=words,
        body_en=words,
        published_at=MEETING_AT,
    )
    mend_words()


def _release(cast: Cast) -> None:
    with clock.at(MEETING_AT):
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        order_release(season=cast.season, by=cast.organiser)
        release_season(season=cast.season, by=cast.organiser)
        publish_post(post=Post.objects.get(), by=cast.organiser)
    cast.season.refresh_from_db()


def _erase(cast: Cast, person: Named = SHE, **more: Any) -> None:
    with clock.at(MEETING_AT):
        erase_person(
            season=cast.season,
            person=person,
            ground=ErasureGround.ASKED,
            by=cast.organiser,
            **more,
        )


def _left() -> list[str]:
    return [label for words in (*WRITTEN, "Meri Cudd", ADDRESS) for label in _tables_with(words)]


def test_a_winner_goes_and_their_name_stands_in_no_table(cast: Cast, client: Client) -> None:
    _release(cast)
    Account.objects.create(email=ADDRESS, name=NAME)
    address = "/en/valley-awards/2026/asb/mererid-wyn-cudd/"
    assert NAME in client.get(address).content.decode()
    assert len(set(_left())) > 8
    marks = list(Scorecard.objects.order_by("pk").values_list("marks__value", flat=True))
    _erase(cast)
    assert _left() == []
    assert verify().is_whole
    assert list(Scorecard.objects.order_by("pk").values_list("marks__value", flat=True)) == marks
    page = client.get(address, follow=True)
    assert page.status_code == 200
    assert page.redirect_chain
    shown = page.content.decode()
    assert "[name removed]" in shown
    assert not any(words in shown for words in WRITTEN)
    assert "[enw wedi’i dynnu]" in ReleasedSeason.objects.get().document


def test_what_was_confirmed_stands_without_the_name_and_nothing_else_may_change(
    cast: Cast,
) -> None:
    _release(cast)
    _erase(cast)
    assert is_as_sealed(cast.season)
    with clock.at(MEETING_AT):
        renew_results(season=cast.season, by=cast.organiser)
    Award.objects.filter(entry=cast.entries[QUIET]).update(title_en="Somebody else")
    assert not is_as_sealed(cast.season)


def test_the_record_of_actions_holds_references_and_numbers_only(cast: Cast) -> None:
    nominee = Nominee.objects.get()
    _erase(cast)
    facts = json.loads(AuditEntry.objects.get(action="erase_person").facts)
    assert facts["ground"] == "asked"
    assert facts["nominee_1"] == nominee.ref
    assert "mererid" not in json.dumps(facts).lower()


def test_before_the_results_are_confirmed_a_changed_text_is_approved_again(cast: Cast) -> None:
    _erase(cast)
    assert not cast.season.awards.get(category__key="asb", kind__key="winner").is_text_approved
    assert cast.season.awards.get(kind__key="highly-commended").is_text_approved


def test_translations_and_redactions_follow_and_what_was_taken_out_stays_out(cast: Cast) -> None:
    one = _sent(cast)
    text = f"{NAME} of 12 High Street led it."
    Nomination.objects.filter(pk=one.pk).update(summary=text, panel_summary=text)
    Translation.objects.create(
        nomination=one,
        field="summary",
        language="cy",
        text=f"{NAME} oedd yn arwain.",
        source_sha256=hash_of(f"{NAME} of [address] led it."),
        state="approved",
        origin="person",
        author="A",
        author_ref="x",
        written_at=MEETING_AT,
        approved_by="y",
        approved_at=MEETING_AT,
    )
    start = text.index("12 High")
    Redaction.objects.create(
        nomination=one,
        field="summary",
        start=start,
        end=start + len("12 High Street"),
        text_sha256=hash_of(text),
        passage="12 High Street",
        reason=RedactionReason.ADDRESS,
        made_by="x",
        made_at=MEETING_AT,
    )
    Nomination.objects.filter(pk=one.pk).update(panel_summary=f"{NAME} of [address] led it.")
    _erase(cast)
    one.refresh_from_db()
    assert one.panel_summary == "[name removed] of [address] led it."
    assert one.is_read
    made = Translation.objects.get()
    assert made.text == "[enw wedi’i dynnu] oedd yn arwain."
    assert made.source_sha256 == hash_of(one.panel_summary)


def test_a_redaction_that_lost_its_passage_is_read_again_before_judges_see_it(cast: Cast) -> None:
    one = _sent(cast)
    text = f"By {NAME} Street 12."
    passage = "Cudd Street 12"
    start = text.index(passage)
    Nomination.objects.filter(pk=one.pk).update(summary=text)
    Redaction.objects.create(
        nomination=one,
        field="summary",
        start=start,
        end=start + len(passage),
        text_sha256=hash_of(text),
        passage=passage,
        reason=RedactionReason.ADDRESS,
        made_by="x",
        made_at=MEETING_AT,
    )
    _erase(cast)
    one.refresh_from_db()
    assert not one.is_read


def test_who_sent_it_goes_and_what_they_said_of_others_stays(cast: Cast) -> None:
    eirian = Named.of([], ["Eirian@Example.org"])
    before = _sent(cast).summary
    _erase(cast, eirian)
    for one in cast.season.nominations.all():
        assert (one.nominator_name, one.nominator_email) == ("", "")
    assert _sent(cast).summary == before
    assert not cast.season.drafts.filter(account__email="eirian@example.org").exists()
    assert [
        label for label in _tables_with("eirian@example.org") if label != "people.Account"
    ] == []


def test_somebody_else_of_the_same_name_stays(cast: Cast) -> None:
    other = _sent(cast, QUIET)
    Nomination.objects.filter(pk=other.pk).update(summary=f"Another {NAME}.")
    _erase(cast, apart=[other.entry_id])
    other.refresh_from_db()
    assert other.summary == f"Another {NAME}."
    assert not find(cast.season, SHE, [other.entry_id])


def test_what_is_held_back_does_not_go(cast: Cast) -> None:
    with clock.at(MEETING_AT):
        place_hold(
            season=cast.season,
            nomination=_sent(cast),
            kind=HoldKind.LEGAL,
            reason="A claim",
            by=cast.organiser,
        )
    with pytest.raises(NotNow, match=_sent(cast).reference):
        _erase(cast)
    assert NAME in _sent(cast).summary


def test_nobody_on_the_panel_nobody_unknown_and_by_an_organiser_only(cast: Cast) -> None:
    with pytest.raises(NotNow):
        _erase(cast, Named.of(["Ann"]))
    with pytest.raises(NotNow):
        _erase(cast, Named.of([], ["bob@example.org"]))
    with pytest.raises(Refusal, match="Nobody is called that"):
        _erase(cast, Named.of(["Nobody Here"], ["nobody@example.org"]))
    with pytest.raises(NotAllowed):
        erase_person(
            season=cast.season, person=SHE, ground=ErasureGround.ASKED, by=cast.actor("ann")
        )


@pytest.mark.parametrize("text", ["Mererid Ŵyn Cuddio", "Mererid Wynne Cudd", "xMererid Ŵyn Cudd"])
def test_a_name_within_another_word_is_another_name(text: str) -> None:
    assert not SHE.stands_in(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Siân O’Neill", "SIAN O'NEILL's work"),
        ("Siân O’Neill", "Sian ONeill"),
        ("Ann-Marie ap Huw", "Ann Marie ap Huw"),
        ("J. R. (Jo) Bloggs+", "J. R. (Jo) Bloggs+"),
    ],
)
def test_a_name_is_found_as_people_write_it(name: str, text: str) -> None:
    assert Named.of([name]).stands_in(text)


def test_names_too_short_are_not_looked_for() -> None:
    assert not Named.of(["Al", "J.", " ", "\u202e"])


def test_without_its_sender_a_nomination_is_checked_all_the_same() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        erase_person(
            season=cast.season,
            person=Named.of([], ["eirian@example.org"]),
            ground=ErasureGround.ASKED,
            by=cast.organiser,
        )
        declare_ineligible(
            entry=cast.entries[QUIET],
            reason=IneligibleReason.OUT_OF_AREA,
            note=BilingualText("Nid yng Nghymru.", "Not in Wales."),
            by=cast.organiser,
        )
        assert people_in(cast.season, Audience.NOMINATORS, Narrowed()).addresses == []
    cast.entries[QUIET].refresh_from_db()
    assert cast.entries[QUIET].eligibility == "ineligible"


@pytest.mark.parametrize("version", list(RecordVersion))
def test_whoever_checks_the_record_from_outside_finds_it_sound_and_nobody_named(
    cast: Cast, tmp_path: Path, version: RecordVersion
) -> None:
    _release(cast)
    _erase(cast)
    content = export_record(season=cast.season, version=version, by=cast.organiser).content
    code, said = verified(content, tmp_path)
    assert (code, said.splitlines()[0]) == (0, "verified"), said
    told = json.dumps(record_in(content), ensure_ascii=False)
    assert not any(words in told for words in WRITTEN)


def test_what_a_restored_backup_brings_back_goes_again_by_references_alone(cast: Cast) -> None:
    nominee, one = Nominee.objects.get(), _sent(cast)
    before = {
        each.attname: getattr(nominee, each.attname) for each in Nominee._meta.concrete_fields
    }
    summary = one.summary
    _erase(cast)
    listed = erasures()
    assert "mererid" not in json.dumps(listed).lower()
    assert brought_back(listed[0]) is None
    Nominee(**before).save(force_insert=True)
    Nomination.objects.filter(pk=one.pk).update(summary=summary)
    back = brought_back(listed[0])
    assert back is not None
    with clock.at(MEETING_AT):
        erase_person(
            season=back[0], person=back[1], apart=back[2], ground=ErasureGround.ASKED,
            by=Actor.operator(),
        )  # fmt: skip
    assert _left() == []
