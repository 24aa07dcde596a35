"""Steps of an explanation as English sentences, for whoever reads the program's output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

SENTENCES: Final[Mapping[str, str]] = {
    "mark": "{judge} marks {criterion} {mark}: {points} points, weight {weight}.",
    "card-total": "The scorecard of {judge} comes to {total}.",
    "not-counted": "{judge} does not count: {why}.",
    "mean": "The mean over {cards} judges is {score}.",
    "not-enough": "There are {cards} scorecards, and {needed} are needed.",
    "pool": "Chosen from: {pool}; entries: {entries}; method: {method}.",
    "too-few-entries": "There are {entries} entries, and {needed} are needed.",
    "waits-for": "This waits for {kind} in {category}.",
    "after": "Who has {kind}, or what goes before it, is left out: {removed}.",
    "routes": "Only entries put forward so: {routes}; that leaves {entries}.",
    "combines": "Scores are combined from {categories} with the weights {weights}; entries in "
    "all of them: {entries}.",
    "did-not-go-on": "Did not go on to the last round: {removed}.",
    "round": "Round {round}: the mean of {judges} judges is {points} (weight {weight}).",
    "round-missing": "Round {round}: {judges} gave points, {needed} are needed.",
    "weighted": "By the weights of the {rounds} rounds: {score} points.",
    "one-prize": "Who holds another prize is left out: {removed}.",
    "path": "This kind is given only where {kind} is {where}.",
    "place-open": "This is place {place}; {before} are placed before it.",
    "candidates": "Candidates: {entries}.",
    "people": "In {entry} there are {persons} people.",
    "discretion": "The panel may give this at its discretion; nobody is listed.",
    "unscored": "Without the {needed} scorecards that are needed: {entries}.",
    "threshold": "The threshold is {points} points: {reached} reach it, {below} do not.",
    "within": "At most {points} points below {reference}: {reached} are, {below} are not.",
    "floor": "Asked for: {of} {criterion} of at least {points} points.",
    "requirement": "This condition is met by {reached}, and not by {below}.",
    "quota": "At most {quota} for one {of}; left out: {removed}.",
    "place": "Place {place}: {entry} with {score} in {category}; shared by {shared_by}.",
    "fits": "All of them fit into the places ({maximum}): {entries}.",
    "gap": "Between {last_in}, the last in, and {first_out}, the first out, are {gap} points.",
    "near-tie": "Within {window} points of the line, so to be discussed: {entries}.",
    "margin": "The lead is below {margin} points, so there is a second round among: {entries}.",
    "quota-tied": "Equal, and the quota of {quota} for one {of} takes only some: {entries}.",
    "ballots": "{ballots} ballots are counted by {count}; no award stands on them: {has_no_award}.",
    "ballot-place": "Place {place} by ballot: {entry}; shared by {shared_by}.",
    "no-ballots": "There are no ballots: the panel has to vote.",
    "equal": "Equal with {score}, and {places} places are left: {entries}.",
    "tie-break": "By {tie_break} {entry} has {figure}.",
    "tie-break-silent": "{tie_break} does not decide: {why}.",
    "tie-broken": "{tie_break} decides for {chosen}; still equal: {contested}.",
    "tie-stays": "The tie stays between {entries}; places: {places}.",
    "joint": "They share the award: {entries}.",
    "suggested": "Suggested: {entries}.",
    "no-award": "No award is suggested: {why}.",
    "panel-decides": "The panel decides among {entries}; places: {places}.",
}
"""One sentence for every code of `adjudication.explain.STEP_FACTS`."""

STATES: Final[Mapping[str, str]] = {
    "clear": "clear",
    "close": "close, discuss",
    "tied": "tied, the panel decides",
    "none": "no award suggested",
    "not-enough-scorecards": "not enough scorecards",
    "waits": "waits for other decisions",
    "panel-chooses": "the panel chooses",
    "second-round": "too close, a second round",
}

REASONS: Final[Mapping[str, str]] = {
    "too-few-entries": "there are too few entries",
    "nobody-left": "nobody is left",
    "threshold-not-reached": "nobody reaches the threshold",
    "no-winner": "the award it is measured against is not given",
    "nobody-within": "nobody is near enough",
    "requirement-not-reached": "nobody meets all the conditions",
    "place-shared": "the place before is shared",
    "not-on-this-path": "the award before it did not end so",
    "ballots-say-none": "the ballots prefer no award",
}


def step_text(step: Mapping[str, Any]) -> str:
    """One step, `{"code": …, "facts": {…}}`, as a sentence.

    Raises:
        KeyError: a code without a sentence; a test keeps this from happening.
    """
    facts = {name: _shown(value) for name, value in step["facts"].items()}
    return " ".join(SENTENCES[step["code"]].format(**facts).split())


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_shown, value)) or "none"
    if value is None:
        return "no limit"
    return REASONS.get(str(value), str(value))
