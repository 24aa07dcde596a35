"""Hostile text in season files: a problem with its line, or a text like any other."""

from __future__ import annotations

import pytest

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.models import Entry
from cadair.publishing.actions import release_season
from cadair.seasons.models import Season
from cadair.seasons.season_file import export_season, load_season
from tests.cadair import valley
from tests.cadair.hostile.test_actions import decide, nominate
from tests.cadair.hostile.texts import CLEANED, KEPT, MEGABYTE, in_handfuls

pytestmark = pytest.mark.django_db

HARMLESS = "zqzq"
"""A word in the file, in whose place the hostile text is put."""


def file_with(word: str) -> bytes:
    """A released season as a file in which every text that people wrote is `word`."""
    small = valley.ordered()
    with clock.at(valley.RESULTS_AT):
        release_season(season=small.season, by=small.by_organiser)
    season = small.season
    season.awards.update(**{f"{n}_{lang}": word for n in ("title", "text", "presenter")
                            for lang in ("cy", "en")})  # fmt: skip
    season.nominations.update(
        summary=word,
        panel_summary=word,
        nominator_name=word,
        answers={"impact": word},
        panel_answers={"impact": word},
    )
    Entry.objects.filter(title_language="en").update(title_en=word, place_cy=word, place_en=word)
    season.categories.update(definition_cy=word, definition_en=word, note_cy=word, note_en=word)
    season.texts.update(text_cy=word, text_en=word)
    return seasonfile.write(export_season(season))


def forget() -> None:
    Season.objects.all().delete()


@pytest.mark.parametrize("hostile", in_handfuls(180))
def test_a_file_keeps_hostile_text_to_the_letter(hostile: str) -> None:
    written = file_with(hostile)
    assert [problem.render("en") for problem in seasonfile.check(written)] == []
    forget()
    season = load_season(document=seasonfile.read(written), by=Actor.operator())
    assert season.awards.filter(title_cy=hostile, text_en=hostile).count() == 5
    assert season.nominations.filter(summary=hostile, nominator_name=hostile).count() == 4
    assert seasonfile.write(export_season(season)) == written


def quoted(text: str) -> bytes:
    """A text as YAML can write any: in double quotes, with escapes."""
    escaped = "".join(
        f"\\U{ord(c):08X}" if not c.isprintable() or ord(c) > 0xFFFF else c for c in text
    )
    return f'"{escaped}"'.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", sorted(set(CLEANED) - {"decomposed"}))
def test_a_file_with_hidden_characters_is_refused_with_its_lines(name: str) -> None:
    written = file_with(HARMLESS)
    text, _stored = CLEANED[name]
    broken = written.replace(HARMLESS.encode(), quoted(text))
    forget()
    for content in (
        broken,
        written.replace(HARMLESS.encode(), text.encode("utf-8", "surrogatepass")),
    ):
        problems = seasonfile.check(content)
        assert problems
        assert all(problem.line > 0 for problem in problems)
        for language in ("cy", "en"):
            shown = "\n".join(problem.render(language) for problem in problems)
            assert not any(c in shown for c in text if not c.isprintable() and c != "\n")
        with pytest.raises(seasonfile.InvalidSeasonFile):
            seasonfile.read(content)
    assert not Season.objects.exists()


def test_decomposed_letters_of_a_file_are_kept_composed() -> None:
    written = file_with(HARMLESS)
    text, stored = CLEANED["decomposed"]
    forget()
    document = seasonfile.read(written.replace(HARMLESS.encode(), quoted(text)))
    season = load_season(document=document, by=Actor.operator())
    assert {award.title_cy for award in season.awards.all()} == {stored}


def test_a_megabyte_in_a_field_of_a_file_is_a_problem_and_not_repeated() -> None:
    written = file_with(HARMLESS)
    problems = seasonfile.check(written.replace(HARMLESS.encode(), MEGABYTE.encode(), 3))
    assert problems
    assert all(len(problem.render("cy")) < 400 for problem in problems)


@pytest.mark.parametrize("handful", in_handfuls(180))
def test_whatever_the_actions_took_in_the_file_can_hold(handful: str) -> None:
    """One export of a season with hostile nominations and decisions is a file without problems."""
    small = valley.opened()
    nominate(small, title=BilingualText("", handful), summary=handful, name=handful)
    assert [p.render("en") for p in seasonfile.check(exported(small.season))] == []


@pytest.mark.parametrize("name", [*KEPT, *CLEANED])
def test_whatever_the_panel_wrote_the_file_can_hold(name: str) -> None:
    text = KEPT.get(name) or CLEANED[name][0]
    small = valley.in_deciding()
    both = BilingualText(text, text)
    decide(small, title=both, text=both, presenter=both, reason=both, reason_language="", key="")
    assert [p.render("en") for p in seasonfile.check(exported(small.season))] == []


def exported(season: Season) -> bytes:
    return seasonfile.write(export_season(Season.objects.get(pk=season.pk)))
