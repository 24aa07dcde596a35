"""Who answers for the data and the season's own letters come out of a file as they went in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.mail.letters import LetterWords, rewordable_letters
from cadair.mail.queries import sender_of, worded_letters
from cadair.nominations.actions import require_translations
from cadair.nominations.models import Nomination
from cadair.nominations.states import NominationSource
from cadair.nominations.translations import is_translation_required
from cadair.people.models import Organisation
from cadair.seasons.actions import name_sender, open_season, reword_letter
from cadair.seasons.season_file import copy_season, export_season, load_draft, load_season
from cadair.seasons.states import SeasonState
from seasonfile import (
    ControllerPart,
    LetterPart,
    SeasonDocument,
    SenderPart,
    Text,
    TranslatingPart,
)
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parent / "different-form.yaml"
BY = Actor.operator()
LETTER = "nominee-answered"


def own_words(cast: Cast) -> None:
    """Olwen words a letter and names the sender."""
    reword_letter(
        season=cast.season,
        letter=rewordable_letters()[LETTER],
        words=LetterWords(
            BilingualText("Ein hateb", "Our answer"),
            BilingualText("Annwyl {name},\n\n{outcome}", "Dear {name},\n\n{outcome}"),
        ),
        by=cast.organiser,
    )
    name_sender(
        season=cast.season,
        reply_to="awards@example.org",
        name=BilingualText("Gwobrau’r Cwm", "Valley Awards"),
        by=cast.organiser,
    )


def with_notices(**parts: object) -> SeasonDocument:
    """The other season's file as a draft with these parts."""
    document = seasonfile.read(FILE)
    empty = dict.fromkeys(("entries", "nominations", "interests", "scorecards"), ())
    return replace(document, state="draft", **empty, **parts)  # type: ignore[arg-type]


def test_record_sender_and_letters_come_out_as_they_went_in() -> None:
    document = with_notices(
        controller=ControllerPart(basis=Text(cy="Sail", en="Basis"), checked=True),
        sender=SenderPart(reply_to="awards@example.org"),
        letters=(
            LetterPart(
                letter=LETTER,
                subject=Text(cy="Ateb", en="Answer"),
                body=Text(cy="{outcome}", en="{outcome}"),
            ),
        ),
    )
    season = load_season(document=document, by=BY)
    assert export_season(season) == document
    assert seasonfile.read(seasonfile.write(export_season(season))) == document
    assert list(worded_letters(season.public_id)) == [LETTER]


def test_a_draft_that_is_loaded_again_has_the_letters_of_the_new_file_only() -> None:
    cast = a_season()
    own_words(cast)
    document = replace(export_season(cast.season), letters=(), sender=None)
    season = load_draft(document=document, by=cast.organiser)
    assert season.public_id == cast.season.public_id
    assert not worded_letters(season.public_id)
    assert sender_of(season.public_id) is None


def test_a_copy_keeps_the_letters_and_must_have_the_record_checked_again() -> None:
    cast = a_season()
    own_words(cast)
    copied = copy_season(source=cast.season, year=2027, by=cast.organiser)
    worded = worded_letters(copied.public_id)[LETTER]
    assert worded.subject == BilingualText("Ein hateb", "Our answer")
    sender = sender_of(copied.public_id)
    assert sender is not None
    assert sender.reply_to == "awards@example.org"
    record = copied.controller_records.get()
    assert record.condition == cast.season.controller_records.get().condition
    assert not record.is_checked
    with clock.at(NOMINATING_AT), pytest.raises(NotComplete, match="Nobody has checked yet"):
        open_season(season=copied, by=cast.organiser)


def test_a_letter_that_could_not_be_sent_is_refused_with_the_whole_file() -> None:
    silent = LetterPart(
        letter=LETTER, subject=Text(cy="Ateb", en="Answer"), body=Text(cy="Dim", en="{nothing}")
    )
    with pytest.raises(NotComplete):
        load_season(document=with_notices(letters=(silent,)), by=BY)
    with pytest.raises(Refusal, match="no letter of this name"):
        load_season(document=with_notices(letters=(replace(silent, letter="verdict"),)), by=BY)
    assert not worded_letters("").values()


def test_the_sector_of_a_body_and_the_source_of_a_form_are_in_the_file() -> None:
    cast = a_season(SeasonState.CHECKING)
    Organisation.objects.filter(key="body-ann").update(sector="police")
    first = cast.season.nominations.order_by("pk")[0]
    Nomination.objects.filter(pk=first.pk).update(source=NominationSource.PAPER)
    document = seasonfile.read(seasonfile.write(export_season(cast.season)))
    sectors = {each.key: each.sector for each in document.organisations}
    assert sectors["body-ann"] == "police"
    assert sectors["body-bob"] is None
    assert [each.source for each in document.nominations] == ["paper", "web", "web"]


def test_that_texts_do_not_wait_for_a_translation_comes_out_with_its_reason() -> None:
    given = TranslatingPart(required=False, reason="The chair explains.")
    season = load_season(document=with_notices(translating=given), by=BY)
    assert not is_translation_required(season)
    exported = export_season(season)
    assert exported.translating == given
    assert seasonfile.read(seasonfile.write(exported)) == exported


def test_without_a_reason_texts_wait_and_a_copy_asks_again() -> None:
    with pytest.raises(Refusal):
        load_season(document=with_notices(translating=TranslatingPart(required=False)), by=BY)
    cast = a_season()
    require_translations(
        season=cast.season, is_required=False, reason="Both are read.", by=cast.organiser
    )
    assert is_translation_required(copy_season(source=cast.season, year=2027, by=cast.organiser))
