"""The form of a season comes out of its file as it went in, is frozen, and is copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.seasons.formbook import form_document, limits_of
from cadair.seasons.models import FormRules, Question
from cadair.seasons.queries import current_rules
from cadair.seasons.questions import form_of, questions_of
from cadair.seasons.rulebook import require_frozen_rules, rules_document
from cadair.seasons.season_file import copy_season, export_season, load_season
from cadair.seasons.states import QuestionKind, RefereeRule
from tests.cast import NOMINATING_AT, a_season

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parent / "different-form.yaml"
BY = Actor.operator()


def loaded() -> object:
    with clock.at(NOMINATING_AT):
        return load_season(document=seasonfile.read(FILE), by=BY)


def test_a_season_with_a_form_of_its_own_comes_out_as_it_went_in() -> None:
    document = seasonfile.read(FILE)
    season = load_season(document=document, by=BY)
    assert export_season(season) == document
    assert seasonfile.read(seasonfile.write(export_season(season))) == document


def test_every_kind_of_question_is_there_with_its_conditions() -> None:
    season = load_season(document=seasonfile.read(FILE), by=BY)
    asked = {each.key: each for each in questions_of(season)}
    assert {each.kind for each in asked.values()} == set(QuestionKind)
    assert [section.key for section in form_of(season)] == ["the-person", "the-work"]
    rescue = frozenset({"rescue"})
    assert asked["employer"].is_asked(rescue, {"paid": "paid"})
    assert not asked["employer"].is_asked(rescue, {"paid": "unpaid"})
    assert not asked["photographs"].is_asked(rescue, {})
    assert asked["photographs"].is_asked(frozenset({"beaches"}), {})
    assert limits_of(season).referee == RefereeRule.REQUIRED


def test_the_form_is_part_of_what_is_frozen() -> None:
    season = load_season(document=seasonfile.read(FILE), by=BY)
    rules = current_rules(season)
    assert rules is not None
    require_frozen_rules(season)
    Question.objects.filter(season=season, key="care").update(label_en="Something else")
    assert sha256_of(rules_document(season)) != rules.sha256


def test_grace_and_limits_are_part_of_what_is_frozen() -> None:
    season = load_season(document=seasonfile.read(FILE), by=BY)
    frozen = sha256_of(rules_document(season))
    FormRules.objects.filter(season=season).update(grace_minutes=16)
    assert sha256_of(rules_document(season)) != frozen


def test_a_season_without_a_form_of_its_own_keeps_the_hash_it_had() -> None:
    season = a_season().season
    assert "form" not in rules_document(season)
    assert form_document(season) == {}
    FormRules.objects.create(season=season)
    assert form_document(season) == {}


def test_a_copy_asks_the_same_in_first_wordings_and_not_what_was_retired() -> None:
    season = load_season(document=seasonfile.read(FILE), by=BY)
    Question.objects.filter(season=season, key="care").update(version=3)
    Question.objects.filter(season=season, key="relief").update(is_retired=True)
    copy = copy_season(source=season, year=2027, by=BY)
    before, after = export_season(season).form, export_season(copy).form
    assert [each.key for each in before.sections] == [each.key for each in after.sections]
    there = {q.key: q for section in after.sections for q in section.questions}
    assert "relief" not in there
    assert there["care"].version == 1
    assert there["employer"].only_if == seasonfile.ConditionPart(question="paid", answers=("paid",))
    assert replace(before, sections=()) == replace(after, sections=())
