"""What a file or link shows is read by the panel: it is redacted and translated like the rest."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.nominations.actions import (
    approve_translations,
    copy_evidence,
    redact_passage,
    take_evidence,
    withhold_evidence,
    write_translations,
)
from cadair.nominations.models import Draft, Evidence, Nomination
from cadair.nominations.panel_words import evidence_text, panel_description
from cadair.nominations.redacting import hash_of
from cadair.nominations.states import RedactionReason
from cadair.nominations.translations import pieces_of, unreadable_texts, waiting_in
from cadair.seasons.models import FormRules
from cadair.seasons.states import SeasonState
from tests.cadair.nominations.test_translating import ENGLISH, welsh
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season
from tests.progress import declare
from tests.structure.matrix.nominate_evidence import evidence_of

pytestmark = pytest.mark.django_db

SHOWS, SHOWN = "Llythyr gan Heulwen am y llusern", "A letter from [name] about the lantern"


def with_file(cast: Cast) -> tuple[Nomination, Evidence]:
    """A nomination in Welsh, read, with a file that is described in Welsh."""
    nomination = welsh(cast)
    found = evidence_of(nomination)
    found.description, found.language = SHOWS, "cy"
    found.save()
    return nomination, found


def taken_out(cast: Cast) -> tuple[Nomination, Evidence]:
    nomination, found = with_file(cast)
    redact_passage(
        nomination=nomination, passage="Heulwen", reason=RedactionReason.NAME, by=cast.organiser
    )
    nomination.is_read = True
    nomination.save()
    found.refresh_from_db()
    return nomination, found


def translated(cast: Cast, nomination: Nomination, found: Evidence) -> None:
    texts = {**ENGLISH, evidence_text(found.public_id): SHOWN}
    write_translations(nomination=nomination, language="cy", texts=texts, by=cast.organiser)
    approve_translations(nomination=nomination, language="cy", by=cast.organiser)


def test_a_passage_that_stands_only_in_a_description_can_be_taken_out() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination, found = taken_out(cast)
    assert panel_description(found) == "Llythyr gan [enw] am y llusern"
    (redaction,) = nomination.redactions.all()
    assert redaction.field == evidence_text(found.public_id)


def test_it_is_among_what_is_to_be_translated_without_what_was_taken_out() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination, found = taken_out(cast)
    pieces = {each.source.field: each.source.text for each in pieces_of(nomination)}
    assert pieces[evidence_text(found.public_id)] == "Llythyr gan [enw] am y llusern"
    assert waiting_in(cast.season, "cy") == 1
    translated(cast, nomination, found)
    assert waiting_in(cast.season, "cy") == 0


def test_what_judges_do_not_see_need_not_be_translated() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination, found = taken_out(cast)
    withhold_evidence(evidence=found, is_withheld=True, by=cast.organiser)
    names = {each.source.field for each in pieces_of(nomination)}
    assert evidence_text(found.public_id) not in names


def test_a_description_in_another_language_alone_is_something_one_cannot_read() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = Nomination.objects.get(entry=cast.entries[LANTERN])
    Nomination.objects.filter(pk=nomination.pk).update(is_read=True)
    found = evidence_of(nomination)
    found.description, found.language = SHOWS, "cy"
    found.save()
    (text,) = unreadable_texts(cast.entries[LANTERN], {"en"})
    assert text.field == evidence_text(found.public_id)
    assert unreadable_texts(cast.entries[LANTERN], {"cy", "en"}) == []


def test_a_judge_reads_the_approved_translation_beside_it_until_its_words_change() -> None:
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        declare(cast)
        nomination, found = taken_out(cast)
        translated(cast, nomination, found)
        page = f"/en/judging/{cast.season.key}/asb/{cast.entries[LANTERN].public_id}/"
        ann = signed_in(cast.accounts["ann"])
        read = ann.get(page).content.decode()
        assert SHOWN in read
        assert "Llythyr gan [enw]" in read
        assert "Heulwen" not in read
        Evidence.objects.filter(pk=found.pk).update(description="Peth arall")
        assert SHOWN not in ann.get(page).content.decode()


def test_what_is_sent_again_keeps_what_was_taken_out_and_its_translation() -> None:
    cast = a_season(SeasonState.OPEN)
    nomination, found = taken_out(cast)
    translated(cast, nomination, found)
    draft = Draft.objects.create(
        season=cast.season,
        nomination=nomination,
        language="cy",
        started_at=CHECKING_AT,
        saved_at=CHECKING_AT,
    )
    FormRules.objects.update_or_create(season=cast.season, defaults={"most_files": 1})
    copy_evidence(nomination, draft)
    take_evidence(draft, nomination)
    (again,) = nomination.evidence.all()
    assert again.pk != found.pk
    assert again.public_id == found.public_id
    assert panel_description(again) == "Llythyr gan [enw] am y llusern"
    copy_evidence(nomination, draft)
    draft.evidence.update(description="Heulwen a ysgrifennodd hwn")
    take_evidence(draft, nomination)
    (changed,) = nomination.evidence.all()
    assert panel_description(changed) == "[enw] a ysgrifennodd hwn"
    (redaction,) = nomination.redactions.all()
    assert redaction.text_sha256 == hash_of(changed.description)
