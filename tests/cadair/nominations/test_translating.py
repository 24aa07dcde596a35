"""The other language of what the panel reads: written, ordered, returned, approved, shown."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.actions import save_scorecard
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    Order,
    TranslationChanged,
    approve_translations,
    end_translation_order,
    order_translations,
    redact_passage,
    require_translations,
    return_translations,
    write_translations,
)
from cadair.nominations.models import Nomination, Translation, TranslationBatch
from cadair.nominations.redacting import hash_of
from cadair.nominations.states import (
    BatchState,
    RedactionReason,
    TranslationOrigin,
    TranslationState,
)
from cadair.nominations.translations import (
    TRANSLATOR,
    pieces_of,
    shown_sha256,
    unreadable_texts,
    waiting_in,
    works_in,
)
from cadair.people.models import AccessLink
from cadair.people.queries import actor_by_link
from cadair.seasons.models import Role
from cadair.seasons.states import Preset, SeasonRole, SeasonState
from tests.cast import LANTERN, MARKS, Cast, a_season, an_account
from tests.progress import declare

pytestmark = pytest.mark.django_db

SUMMARY = "Helpodd Gwen bobl y cwm."


def welsh(cast: Cast, title: str = LANTERN) -> Nomination:
    """One of the cast's nominations as if it had been written in Welsh, and read."""
    found = Nomination.objects.get(entry=cast.entries[title])
    found.language, found.summary, found.panel_summary = "cy", SUMMARY, SUMMARY
    found.answers = found.panel_answers = {"prevention": "Llai o droseddu.", "impact": "Mawr."}
    found.is_read = True
    found.save()
    found.season = cast.season
    return found


def translator(cast: Cast, name: str = "tegid") -> Actor:
    """Somebody who translates for the season."""
    cast.accounts[name] = an_account(name)
    Role.objects.create(season=cast.season, account=cast.accounts[name], role=SeasonRole.TRANSLATOR)
    return cast.actor(name)


ENGLISH = {
    "summary": "Gwen helped the people of the valley.",
    "prevention": "Less crime.",
    "impact": "Large.",
}


def write(nomination: Nomination, by: Actor, **more: Any) -> Nomination:
    return write_translations(nomination=nomination, language="cy", texts=ENGLISH, by=by, **more)


def approve(nomination: Nomination, by: Actor) -> Nomination:
    return approve_translations(nomination=nomination, language="cy", by=by)


def again(nomination: Nomination) -> Nomination:
    return Nomination.objects.get(pk=nomination.pk)


def order(cast: Cast, nomination: Nomination, email: str = "cwmni@example.org") -> TranslationBatch:
    return order_translations(
        season=cast.season,
        nominations=[nomination],
        language="cy",
        order=Order("Cwmni Cyfieithu", email, (clock.now() + timedelta(days=5)).date()),
        by=cast.organiser,
    )


def holder(batch: TranslationBatch) -> Actor:
    return actor_by_link(AccessLink.objects.get(purpose=TRANSLATOR, subject_ref=batch.ref))


def mark(cast: Cast, name: str = "ann") -> None:
    entry = cast.entries[LANTERN]
    save_scorecard(
        judge=cast.judges[name],
        entry=entry,
        category=entry.categories.get(),
        marks=MARKS[LANTERN],
        by=cast.actor(name),
    )


def test_a_translator_writes_and_an_organiser_approves() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    write(nomination, translator(cast))
    rows = Translation.objects.filter(nomination=nomination)
    assert {row.field for row in rows} == set(ENGLISH)
    assert {row.state for row in rows} == {TranslationState.DRAFT}
    assert {row.author for row in rows} == {"Tegid"}
    approve(nomination, cast.organiser)
    assert {row.state for row in rows.all()} == {TranslationState.APPROVED}


def test_the_title_in_one_language_is_translated_too() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    assert [work.nomination for work in works_in(cast.season, "cy")] == [nomination]
    assert "title" not in {p.source.field for p in pieces_of(again(nomination), language="cy")}
    assert "title" in {p.source.field for p in pieces_of(again(nomination), language="en")}


def test_judges_and_strangers_write_nothing() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    for name in ("ann", "eirian", "sian"):
        with pytest.raises(NotAllowed):
            write(nomination, cast.actor(name))


def test_what_nobody_has_read_is_not_there_to_translate() -> None:
    """PRI-06: a translator sees the redacted view only, so nothing before somebody redacted it."""
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    Nomination.objects.filter(pk=nomination.pk).update(is_read=False)
    assert works_in(cast.season, "cy") == []
    with pytest.raises(Refusal, match=r"."):
        write(again(nomination), cast.organiser)


def test_a_text_of_a_machine_is_approved_by_somebody_else() -> None:
    """WEL-14."""
    cast = a_season(SeasonState.CHECKING)
    nomination, tegid = welsh(cast), translator(cast)
    write(nomination, tegid, is_machine=True)
    with pytest.raises(NotAllowed) as refused:
        approve(nomination, tegid)
    assert refused.value.code == "own-translation"
    approve(nomination, cast.organiser)
    assert Translation.objects.get(field="impact").approved_by == cast.organiser.ref


def test_not_even_the_database_takes_a_machine_s_text_from_who_asked_for_it() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination, tegid = welsh(cast), translator(cast)
    write(nomination, tegid, is_machine=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.update(
            state=TranslationState.APPROVED, approved_by=tegid.ref, approved_at=clock.now()
        )


def test_a_person_who_saves_a_machine_s_text_as_theirs_takes_it_on() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination, tegid = welsh(cast), translator(cast)
    write(nomination, tegid, is_machine=True)
    write(again(nomination), cast.organiser)
    assert Translation.objects.get(field="impact").origin == TranslationOrigin.PERSON


def test_who_asked_a_machine_does_not_make_its_text_theirs_by_changing_it() -> None:
    """WEL-14: otherwise they would approve their own machine’s text after all."""
    cast = a_season(SeasonState.CHECKING)
    nomination, tegid = welsh(cast), translator(cast)
    write(nomination, tegid, is_machine=True)
    changed = {name: f"{text} Yes." for name, text in ENGLISH.items()}
    write_translations(nomination=again(nomination), language="cy", texts=changed, by=tegid)
    assert {each.origin for each in Translation.objects.all()} == {TranslationOrigin.MACHINE}
    with pytest.raises(NotAllowed):
        approve(again(nomination), tegid)


def test_the_strict_preset_asks_for_a_second_person() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    cast.season.preset = Preset.STRICT
    cast.season.save()
    write(nomination, cast.organiser)
    with pytest.raises(NotAllowed):
        approve(nomination, cast.organiser)
    approve(nomination, translator(cast))


def test_a_redaction_puts_an_approved_translation_out_of_date_at_once() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    write(nomination, cast.organiser)
    approve(nomination, cast.organiser)
    redact_passage(
        nomination=again(nomination), passage="Gwen", reason=RedactionReason.NAME, by=cast.organiser
    )
    pieces = {each.source.field: each for each in pieces_of(again(nomination), language="cy")}
    assert pieces["summary"].is_stale
    assert not pieces["summary"].is_approved
    assert pieces["impact"].is_approved


def test_a_translation_keeps_the_marks_in_its_own_language() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    redact_passage(
        nomination=nomination, passage="Gwen", reason=RedactionReason.NAME, by=cast.organiser
    )
    nomination = again(nomination)
    with pytest.raises(Refusal) as refused:
        write(nomination, cast.organiser)
    assert refused.value.code == "marks-lost"
    texts = {"summary": "[enw] helped the people."}
    write_translations(nomination=nomination, language="cy", texts=texts, by=cast.organiser)
    assert Translation.objects.get().text == "[name] helped the people."


def test_nobody_writes_over_what_they_have_not_seen() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    shown = shown_sha256(pieces_of(nomination, language="cy"))
    write(nomination, cast.organiser, shown=shown)
    with pytest.raises(TranslationChanged):
        write(again(nomination), cast.organiser, shown=shown, is_machine=True)


def test_an_order_goes_out_with_a_letter_and_comes_back_by_its_link() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    batch = order(cast, nomination)
    assert (batch.language, batch.texts.count(), batch.words) == ("en", 3, 9)
    letter = OutboxMessage.objects.get(letter="nominations/email/translation_ordered")
    assert letter.to_address == "cwmni@example.org"
    assert "/cy/ateb/" in letter.body_cy
    texts = dict(enumerate((ENGLISH["summary"], ENGLISH["prevention"]), start=1))
    batch = return_translations(batch=batch, texts=texts, by=holder(batch))
    assert batch.state == BatchState.OUT
    batch = return_translations(batch=batch, texts={3: ENGLISH["impact"]}, by=holder(batch))
    assert batch.state == BatchState.RETURNED
    kept = Translation.objects.get(field="summary")
    assert (kept.author, kept.origin) == ("Cwmni Cyfieithu", TranslationOrigin.RETURNED)
    assert kept.source_sha256 == hash_of(SUMMARY)
    assert kept.state == TranslationState.DRAFT
    assert AccessLink.objects.get(purpose=TRANSLATOR).ended_at is not None


def test_what_is_with_a_translator_is_not_given_out_twice() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    batch = order(cast, nomination)
    with pytest.raises(Refusal) as refused:
        order(cast, nomination)
    assert refused.value.code == "nothing-to-translate"
    end_translation_order(batch=batch, by=cast.organiser)
    assert order(cast, nomination).texts.count() == 3


def test_an_order_that_was_taken_back_takes_nothing() -> None:
    cast = a_season(SeasonState.CHECKING)
    batch = order(cast, welsh(cast))
    by = holder(batch)
    end_translation_order(batch=batch, by=cast.organiser)
    with pytest.raises(NotAllowed):
        return_translations(batch=batch, texts={1: "Late."}, by=by)
    with pytest.raises(NotNow):
        return_translations(batch=batch, texts={1: "Late."}, by=cast.organiser)


def test_the_link_of_one_order_returns_no_other() -> None:
    cast = a_season(SeasonState.CHECKING)
    one = order(cast, welsh(cast))
    other = order(cast, welsh(cast, "Quiet Streets"))
    with pytest.raises(NotAllowed):
        return_translations(batch=one, texts={1: "Wrong."}, by=holder(other))


def test_what_is_approved_meanwhile_is_not_written_over_by_a_file() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = welsh(cast)
    batch = order(cast, nomination)
    write(nomination, cast.organiser)
    approve(nomination, cast.organiser)
    with pytest.raises(Refusal):
        return_translations(batch=batch, texts={1: "Another one."}, by=cast.organiser)
    assert Translation.objects.get(field="summary").text == ENGLISH["summary"]


def test_nobody_marks_what_they_cannot_read_in_a_small_team_either() -> None:
    """WEL-12: Ann does not read Welsh, Cerys does."""
    cast = a_season(SeasonState.JUDGING)
    assert cast.season.preset == Preset.SMALL_TEAM
    declare(cast)
    nomination = welsh(cast)
    mark(cast, "cerys")
    with pytest.raises(NotNow) as refused:
        mark(cast)
    assert refused.value.code == "not-translated"
    write(nomination, cast.organiser)
    with pytest.raises(NotNow):
        mark(cast)
    approve(nomination, cast.organiser)
    assert unreadable_texts(cast.entries[LANTERN], {"en"}) == []
    mark(cast)


def test_an_organiser_lets_it_pass_for_a_reason_that_is_kept() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    welsh(cast)
    with pytest.raises(Refusal):
        require_translations(season=cast.season, is_required=False, reason=" ", by=cast.organiser)
    with pytest.raises(NotNow):
        mark(cast)
    require_translations(
        season=cast.season, is_required=False, reason="Cerys explains it.", by=cast.organiser
    )
    mark(cast)
    rules = cast.season.translation_rules
    assert (rules.reason, rules.said_by_ref) == ("Cerys explains it.", cast.organiser.ref)
    entry = AuditEntry.objects.get(action="require_translations")
    assert json.loads(entry.facts)["reason_sha256"] == sha256_of("Cerys explains it.")
    require_translations(season=cast.season, is_required=True, by=cast.organiser)
    rules.refresh_from_db()
    assert (rules.is_required, rules.reason) == (True, "")


def test_a_judge_who_reads_welsh_alone_waits_for_what_is_english() -> None:
    """WEL-15: neither language is the source."""
    cast = a_season(SeasonState.JUDGING)
    welsh(cast)
    left = unreadable_texts(cast.entries[LANTERN], {"cy"})
    assert {each.field for each in left} == {"title"}


def test_what_waits_is_counted_as_it_is_listed() -> None:
    cast = a_season(SeasonState.CHECKING)
    one, _other = welsh(cast), welsh(cast, "Quiet Streets")
    assert waiting_in(cast.season, "cy") == 2
    write(one, cast.organiser)
    assert waiting_in(cast.season, "cy") == 2
    approve(one, cast.organiser)
    assert waiting_in(cast.season, "cy") == 1
    redact_passage(
        nomination=again(one), passage="Gwen", reason=RedactionReason.NAME, by=cast.organiser
    )
    assert waiting_in(cast.season, "cy") == 2
