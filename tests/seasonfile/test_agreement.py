"""What the season file repeats of other packages, because it may not import them, is the same."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.profiles import PROFILES, Pool, Stage
from adjudication.proposals import AwardRule
from adjudication.ties import TieBreak
from cadair.foundation.welsh.slugs import LONGEST, RESERVED
from cadair.foundation.welsh.text import clean, clean_line, hidden_characters
from cadair.judging.states import InterestKind, InterestNature, ScorecardState
from cadair.nominations.states import (
    Eligibility,
    EntryKind,
    IneligibleReason,
    NominationState,
    OrganisationRole,
    Relation,
)
from cadair.outcomes.states import Outcome
from cadair.seasons.formbook import LIMITS
from cadair.seasons.models import FormRules
from cadair.seasons.states import (
    CategoryGroup,
    Completeness,
    Preset,
    QuestionKind,
    RefereeRule,
    SeasonState,
)
from cadair.seasons.validators import (
    MOMENTS,
    MOMENTS_NEEDED_TO_OPEN,
    RESERVED_QUESTIONS,
    SEASON_TEXTS,
)
from seasonfile import RESERVED_SLUGS, STATES, FormPart, RulePart, TextsPart, TimetablePart
from seasonfile.characters import kept, kept_line, refused_characters
from seasonfile.checks.rules import POOLS_OF_METHODS
from seasonfile.checks.stages import DATES_NEEDED_TO_OPEN, TEXTS
from seasonfile.document import entrants, form, frame, season, verdicts
from seasonfile.shapes import SLUG
from seasonfile.slots import slots_of

pytestmark = pytest.mark.static


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (STATES, SeasonState),
        (get_args(season.Completeness), Completeness),
        (get_args(season.Preset), Preset),
        (frame.GROUPS, CategoryGroup),
        (frame.ENTRY_KINDS, EntryKind),
        (entrants.ELIGIBILITY_STATES, Eligibility),
        (entrants.REASONS, IneligibleReason),
        (get_args(entrants.NominationState), NominationState),
        (get_args(entrants.OrganisationRole), OrganisationRole),
        (get_args(entrants.Relation), Relation),
        (get_args(verdicts.InterestKind), InterestKind),
        (verdicts.NATURES, InterestNature),
        (get_args(verdicts.ScorecardState), ScorecardState),
        (get_args(verdicts.Outcome), Outcome),
        (form.QUESTION_KINDS, QuestionKind),
        (form.REFEREE, RefereeRule),
        (frame.POOLS, Pool),
        (frame.TIES, TieBreak),
    ],
    ids=lambda choices: getattr(choices, "__name__", None),
)
def test_the_words_of_the_file_are_the_words_of_the_system(ours: Any, theirs: Any) -> None:
    assert sorted(ours) == sorted(choice.value for choice in theirs)


def test_the_texts_and_dates_of_the_file_are_those_of_a_season() -> None:
    assert {slot.name for slot in slots_of(TextsPart)} == set(SEASON_TEXTS) == set(TEXTS)
    assert tuple(slot.name for slot in slots_of(TimetablePart)) == MOMENTS
    assert set(DATES_NEEDED_TO_OPEN) == set(MOMENTS_NEEDED_TO_OPEN)


def test_the_limits_of_a_form_and_its_kept_words_are_those_of_a_season() -> None:
    limits = [slot for slot in slots_of(FormPart) if slot.name not in ("sections", "eligibility")]
    assert tuple(slot.name for slot in limits) == LIMITS
    usual = FormRules()
    assert {slot.name: slot.default for slot in limits} == {
        name: getattr(usual, name) for name in LIMITS
    }
    assert form.RESERVED_QUESTIONS == RESERVED_QUESTIONS


def test_the_methods_and_their_pools_are_those_of_the_judging_core() -> None:
    choosing = [profile for profile in PROFILES if profile.stage is Stage.CHOOSING]
    assert {profile.name: tuple(profile.pools) for profile in choosing} == POOLS_OF_METHODS
    assert set(frame.METHODS) == set(POOLS_OF_METHODS)


def test_a_rule_of_the_file_is_a_rule_of_the_judging_core() -> None:
    rule = RulePart(
        method="highest-mean/1",
        pool="category",
        joint=True,
        threshold="60",
        near_tie="1.5",
        within="5",
        after="winner",
        ties=("lot", "declare-joint"),
        lot_commitment="a" * 64,
    )
    read = AwardRule.from_dict("highly-commended", rule.as_dict())
    written = read.as_dict()
    assert RulePart.from_dict(rule.as_dict()) == rule
    assert {key: written[key] for key in rule.as_dict()} == rule.as_dict()
    plain = RulePart(method="panel-chooses/1", pool="award-holders", maximum=None)
    assert AwardRule.from_dict("overall", plain.as_dict()).maximum is None


def test_no_slug_that_the_system_refuses_is_accepted() -> None:
    assert frozenset().union(*RESERVED.values()) <= RESERVED_SLUGS
    assert SLUG.longest == LONGEST


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x85\u2028\u2029")))
def test_a_text_that_is_accepted_is_kept_as_the_system_keeps_it(text: str) -> None:
    assert bool(refused_characters(text)) == bool(hidden_characters(text))
    if not refused_characters(text):
        assert kept(text) == clean(text)
        assert kept_line(text) == clean_line(text)


@pytest.mark.parametrize("text", ["🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👩‍👩‍👧", "so\u00adft", "می‌خواهم", "a\u034fb"])
def test_joiners_and_the_flag_of_wales_are_no_hidden_characters(text: str) -> None:
    assert refused_characters(text) == {}
    assert hidden_characters(text) == ()
