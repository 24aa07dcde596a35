"""Everything the judging core can say has a sentence, in both languages."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from adjudication.explain import STEP_FACTS
from adjudication.profiles import Pool
from adjudication.proposals import NoAwardReason, ProposalState
from adjudication.scorecards import EntryKind
from adjudication.ties import TieBreak, TieSilence
from cadair.outcomes.actions import propose_season
from cadair.outcomes.explanations import SENTENCES, STATES, WORDS, proposal_lines, step_sentence
from tests.cadair import valley

CODES = [
    code.value for codes in (NoAwardReason, Pool, EntryKind, TieBreak, TieSilence) for code in codes
]


def test_every_step_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == set(STEP_FACTS)


@pytest.mark.parametrize("code", sorted(STEP_FACTS))
@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_sentence_asks_only_for_facts_that_the_step_carries(code: str, language: str) -> None:
    with translation.override(language):
        asked = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code])))
    assert asked <= set(STEP_FACTS[code])


def test_every_state_and_every_code_has_words() -> None:
    assert set(STATES) == {state.value for state in ProposalState}
    assert [code for code in CODES if code not in WORDS] == []


def test_lists_and_nothing_are_written_for_a_reader() -> None:
    with translation.override("en"):
        step = {"code": "threshold", "facts": {"points": "60", "reached": ["A", "B"], "below": []}}
        assert step_sentence(step) == "Threshold: 60. Reached by: A, B. Below: –."


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_whole_suggestion_reads_in_either_language(language: str) -> None:
    small = valley.in_deciding()
    proposals = propose_season(season=small.season, by=small.by_organiser)
    with translation.override(language):
        lines = [line for proposal in proposals for line in proposal_lines(proposal)]
    joined = "\n".join(lines)
    words = {"cy": "Maent yn rhannu’r wobr", "en": "They share the award"}
    assert words[language] in joined
    assert "%(" not in joined
