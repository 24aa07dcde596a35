"""A season file goes in whole or not at all, and comes out as it went in, byte for byte."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

import cadair.demo
import seasonfile
from cadair.audit.models import AuditEntry
from cadair.foundation.actors import Actor
from cadair.judging.scorebook import score_lines
from cadair.outcomes.actions import order_release
from cadair.people.models import Organisation
from cadair.publishing.actions import release_season
from cadair.publishing.models import ReleasedPost, ReleasedSeason
from cadair.seasons.models import Season
from cadair.seasons.queries import current_rules
from cadair.seasons.season_file import export_season, load_season
from cadair.seasons.states import SeasonState
from seasonfile import SeasonDocument, Text
from tests.cadair import valley

pytestmark = pytest.mark.django_db

CONTENT = Path(cadair.demo.__file__).parent / "content"
ARCHIVES = sorted(CONTENT.glob("*.yaml"))
BY = Actor.operator()


def archive(name: str) -> SeasonDocument:
    return seasonfile.read(CONTENT / f"{name}.yaml")


def clear() -> None:
    """A blank installation, as far as seasons go."""
    Season.objects.all().delete()
    Organisation.objects.filter(programmes=None).delete()
    ReleasedSeason.objects.all().delete()
    ReleasedPost.objects.all().delete()


def test_the_archives_are_there() -> None:
    assert [path.stem for path in ARCHIVES] == ["safer-communities-2023", "safer-communities-2025"]


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_an_archive_has_no_problems_and_comes_out_the_same_twice(path: Path) -> None:
    assert [problem.render("en") for problem in seasonfile.check(path)] == []
    season = load_season(document=seasonfile.read(path), by=BY)
    first = seasonfile.write(export_season(season))
    clear()
    again = load_season(document=seasonfile.read(first), by=BY)
    assert seasonfile.write(export_season(again)) == first


def test_the_2025_archive_becomes_public_with_33_counted_awards() -> None:
    load_season(document=archive("safer-communities-2025"), by=BY)
    document = json.loads(ReleasedSeason.objects.get(is_current=True).document)
    assert document["totals"] == {
        "awards": 33,
        "by_kind": {"individual": 2, "overall": 2, "partnership": 2, "team": 1, "unknown": 26},
    }
    assert document["counts"]["categories"] == 16
    assert document["stated"] == {"nominations": 253}
    shown = [section for section in document["sections"] if section["awards"]]
    assert len(shown) == 15 + 1
    assert "34" not in json.dumps(document["totals"])


def test_the_news_of_2023_is_public_in_both_languages() -> None:
    load_season(document=archive("safer-communities-2023"), by=BY)
    posts = ReleasedPost.objects.all()
    assert len(posts) == 10
    assert all(post.title.is_complete and post.body.is_complete for post in posts)


@pytest.mark.parametrize(
    "bring",
    [
        valley.small_season,
        valley.opened,
        valley.in_judging,
        valley.in_deciding,
        valley.decided,
        valley.sealed,
    ],
    ids=lambda bring: bring.__name__,
)
def test_a_season_can_be_taken_away_in_any_state(bring: type) -> None:
    small = bring()
    written = seasonfile.write(export_season(small.season))
    assert [problem.render("en") for problem in seasonfile.check(written)] == []
    rules = current_rules(small.season)
    clear()
    again = load_season(document=seasonfile.read(written), by=BY)
    assert seasonfile.write(export_season(again)) == written
    assert again.state == small.season.state
    loaded_rules = current_rules(again)
    assert (rules and rules.sha256) == (loaded_rules and loaded_rules.sha256)


def test_the_same_file_again_changes_nothing() -> None:
    document = archive("safer-communities-2025")
    first = load_season(document=document, by=BY)
    entries = AuditEntry.objects.count()
    assert load_season(document=document, by=BY) == first
    assert AuditEntry.objects.count() == entries


def test_a_changed_archive_replaces_the_old_one_and_its_pages() -> None:
    document = archive("safer-communities-2025")
    load_season(document=document, by=BY)
    changed = dataclasses.replace(document, name=Text(cy="Enw newydd", en="New name"))
    season = load_season(document=changed, by=BY)
    assert Season.objects.get() == season
    current = ReleasedSeason.objects.get(is_current=True)
    assert (current.name_cy, current.version) == ("Enw newydd", 2)


def test_a_season_that_runs_here_is_not_overwritten_by_a_file() -> None:
    small = valley.opened()
    document = export_season(small.season)
    changed = dataclasses.replace(document, name=Text(cy="Enw newydd", en="New name"))
    with valley.refused("season-runs-here"):
        load_season(document=changed, by=BY)
    assert Season.objects.get(pk=small.season.pk).name_en == "Valley Awards 2026"


def test_a_file_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cadair.publishing.season_file.publish_snapshot", broken)
    with pytest.raises(RuntimeError):
        load_season(document=archive("safer-communities-2025"), by=BY)
    assert not Season.objects.exists()
    assert not Organisation.objects.exists()
    assert not ReleasedSeason.objects.exists()
    assert not AuditEntry.objects.exists()


def test_loading_leaves_one_entry_with_the_hash_of_the_file() -> None:
    document = archive("safer-communities-2023")
    load_season(document=document, by=BY)
    entry = AuditEntry.objects.get()
    assert entry.action == "load_season"
    assert json.loads(entry.facts)["file_sha256"] == seasonfile.sha256(document)


def test_a_loaded_season_goes_on_by_the_real_actions() -> None:
    small = valley.sealed()
    written = seasonfile.write(export_season(small.season))
    clear()
    season = load_season(document=seasonfile.read(written), by=BY)
    assert season.state == SeasonState.SEALED
    order_release(season=season, by=BY)
    release_season(season=season, by=BY)
    assert Season.objects.get().state == SeasonState.RELEASED
    assert ReleasedSeason.objects.get(is_current=True).stage == "results"


def test_what_was_loaded_as_confirmed_cannot_be_changed_before_release() -> None:
    small = valley.sealed()
    written = seasonfile.write(export_season(small.season))
    clear()
    season = load_season(document=seasonfile.read(written), by=BY)
    order_release(season=season, by=BY)
    season.awards.update(text_en="Something nobody confirmed.")
    with valley.refused("not-as-confirmed"):
        release_season(season=season, by=BY)
    assert not ReleasedSeason.objects.filter(stage="results").exists()


def test_a_file_cannot_rename_an_organisation_that_another_season_names() -> None:
    load_season(document=archive("safer-communities-2025"), by=BY)
    other = archive("safer-communities-2023")
    taken = dataclasses.replace(
        other.organisations[0],
        key="south-wales-police",
        name=Text(cy="Rhywun arall", en="Somebody else"),
    )
    with valley.refused("organisation-key-taken"):
        load_season(
            document=dataclasses.replace(other, organisations=(*other.organisations, taken)), by=BY
        )
    assert Organisation.objects.get(key="south-wales-police").name_en == "South Wales Police"


def test_only_the_operator_loads_a_file() -> None:
    with valley.refused("not-the-operator"):
        load_season(
            document=archive("safer-communities-2023"), by=Actor(ref="account:abc", account_id=1)
        )
    assert not Season.objects.exists()


def test_a_corrected_draft_keeps_who_has_a_part_in_it_and_its_history() -> None:
    small = valley.small_season()
    roles = set(small.season.roles.values_list("account", "role", "public_id"))
    changed = dataclasses.replace(
        export_season(small.season), name=Text(cy="Enw newydd", en="New name")
    )
    season = load_season(document=changed, by=BY)
    assert season.name_en == "New name"
    assert season.public_id == small.season.public_id
    assert set(season.roles.values_list("account", "role", "public_id")) == roles


def test_a_file_cannot_move_the_pages_of_a_programme() -> None:
    load_season(document=archive("safer-communities-2025"), by=BY)
    other = archive("safer-communities-2023")
    moved = dataclasses.replace(other.programme, slug=Text(cy="arall", en="other"))
    with valley.refused("programme-address"):
        load_season(document=dataclasses.replace(other, programme=moved), by=BY)


def test_a_programme_has_one_season_a_year() -> None:
    load_season(document=archive("safer-communities-2025"), by=BY)
    other = dataclasses.replace(archive("safer-communities-2023"), year=2025)
    with valley.refused("year-taken"):
        load_season(document=other, by=BY)


def test_an_archive_without_marks_says_that_there_is_nothing_to_score() -> None:
    season = load_season(document=archive("safer-communities-2025"), by=BY)
    with valley.refused("no-scale"):
        list(score_lines(season))
