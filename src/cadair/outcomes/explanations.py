"""The sentences that explain a suggestion or a score, in the reader's language.

The judging core explains itself in codes and facts; every code has its sentence here. Facts stand
as label and value, so that nothing has to mutate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.outcomes.models import Proposal

SENTENCES: Final[Mapping[str, Promise]] = {
    "mark": _("Judge: %(judge)s. %(criterion)s: %(mark)s. Points: %(points)s. Weight: %(weight)s."),
    "card-total": _("Judge: %(judge)s. Total: %(total)s."),
    "not-counted": _("Judge: %(judge)s. Not counted: %(why)s."),
    "mean": _("Mean over judges: %(score)s. Scorecards counted: %(cards)s."),
    "not-enough": _("Not enough scorecards: %(cards)s. Needed: %(needed)s."),
    "pool": _("Chosen from: %(pool)s. Entries: %(entries)s. Method: %(method)s."),
    "too-few-entries": _("Too few entries: %(entries)s. Needed: %(needed)s."),
    "waits-for": _("Waits for a decision: %(category)s, %(kind)s."),
    "after": _("Left out, because they have this award: %(kind)s. Entries: %(removed)s."),
    "routes": _("Only entries put forward so: %(routes)s. Entries: %(entries)s."),
    "combines": _(
        "Scores of several categories: %(categories)s. Weights: %(weights)s. Entries: %(entries)s."
    ),
    "did-not-go-on": _("Did not go on to the last round: %(removed)s."),
    "round": _("Round: %(round)s. Mean: %(points)s. Judges: %(judges)s. Weight: %(weight)s."),
    "round-missing": _(
        "Round without enough points: %(round)s. Judges: %(judges)s. Needed: %(needed)s."
    ),
    "weighted": _("By the weights of the rounds: %(score)s. Rounds: %(rounds)s."),
    "one-prize": _("Left out, because they hold another award: %(removed)s."),
    "path": _("Depends on this kind of award: %(kind)s. Only where it is: %(where)s."),
    "place-open": _("Place: %(place)s. Entries placed before it: %(before)s."),
    "candidates": _("Candidates: %(entries)s."),
    "people": _("People in the entry: %(persons)s. Entry: %(entry)s."),
    "discretion": _("The panel may give it at its discretion; nobody is listed."),
    "floor": _("Asked for: %(of)s. Points, at least: %(points)s. Criterion: %(criterion)s."),
    "requirement": _("Condition met by: %(reached)s. Not met by: %(below)s."),
    "quota": _("At most: %(quota)s. For each: %(of)s. Left out: %(removed)s."),
    "quota-tied": _("The quota takes only some of these equals: %(entries)s."),
    "margin": _("Lead asked for: %(margin)s. Too close: %(entries)s. A second round decides."),
    "ballots": _("Ballots counted: %(ballots)s. By: %(count)s."),
    "ballot-place": _("Place %(place)s by ballot: %(entry)s."),
    "no-ballots": _("There are no ballots yet."),
    "unscored": _("Without enough scorecards: %(entries)s. Needed: %(needed)s."),
    "threshold": _("Threshold: %(points)s. Reached by: %(reached)s. Below: %(below)s."),
    "within": _("At most %(points)s below the winner. Reached by: %(reached)s. Below: %(below)s."),
    "place": _("Place %(place)s: %(entry)s. Score: %(score)s."),
    "fits": _("All of them fit. Entries: %(entries)s. Places: %(maximum)s."),
    "gap": _("Difference: %(gap)s. Last in: %(last_in)s. First out: %(first_out)s."),
    "near-tie": _("Closer than %(window)s: %(entries)s. The panel should discuss them."),
    "equal": _("Equal scores: %(entries)s. Score: %(score)s. Places left: %(places)s."),
    "tie-break": _("Tie-break: %(tie_break)s. Entry: %(entry)s. Figure: %(figure)s."),
    "tie-break-silent": _("Tie-break without a result: %(tie_break)s. Why: %(why)s."),
    "tie-broken": _("Tie broken by: %(tie_break)s. Chosen: %(chosen)s."),
    "tie-stays": _("The tie stays: %(entries)s. Places: %(places)s. The panel decides."),
    "joint": _("They share the award: %(entries)s."),
    "suggested": _("Suggested: %(entries)s."),
    "no-award": _("No award is suggested. Why: %(why)s."),
    "panel-decides": _("The panel decides among: %(entries)s. Places: %(places)s."),
}
"""One sentence for every step code of `adjudication.explain.STEP_FACTS`."""

STATES: Final[Mapping[str, Promise]] = {
    "clear": _("clear"),
    "close": _("close, discuss"),
    "tied": _("tied, the panel decides"),
    "none": _("no award suggested"),
    "not-enough-scorecards": _("not enough scorecards"),
    "waits": _("waits for other decisions"),
    "panel-chooses": _("the panel chooses"),
    "second-round": _("too close, a second round"),
}

WORDS: Final[Mapping[str, Promise]] = {
    "category": _("the entries of the category"),
    "all-entries": _("all entries"),
    "award-holders": _("award holders"),
    "people": _("the people in the entries"),
    "discretion": _("anybody, at the panel’s discretion"),
    "recused": _("stepped aside"),
    "abstained": _("abstained"),
    "excused": _("excused"),
    "missing": _("no scorecard"),
    "too-few-entries": _("too few entries"),
    "nobody-left": _("nobody is left"),
    "threshold-not-reached": _("nobody reaches the threshold"),
    "nobody-within": _("nobody is close enough to the winner"),
    "no-winner": _("there is no winner"),
    "requirement-not-reached": _("nobody meets all the conditions"),
    "place-shared": _("the place before it is shared"),
    "not-on-this-path": _("it is not given where the other award ended so"),
    "ballots-say-none": _("the ballots prefer to give no award"),
    "given": _("given"),
    "not-given": _("not given"),
    "score": _("the score"),
    "criterion": _("one criterion"),
    "each-criterion": _("every criterion"),
    "each-judge": _("the total of every judge"),
    "organisation": _("organisation"),
    "area": _("area"),
    "self": _("by those who did the work"),
    "third-party": _("by others"),
    "schulze": _("Schulze’s method"),
    "borda": _("Borda’s count"),
    "stv": _("single transferable vote"),
    "no-award": _("no award"),
    "heaviest-criterion": _("heaviest criterion"),
    "more-judges": _("more judges place it first"),
    "head-to-head": _("head to head"),
    "chair": _("the chair’s own marks"),
    "lot": _("a lot, from a seed committed to in advance"),
    "declare-joint": _("declared joint"),
    "still-equal": _("still equal"),
    "no-heaviest-criterion": _("no criterion is heavier than the others"),
    "criterion-not-marked": _("the criterion is not marked everywhere"),
    "no-judge-finished-all": _("no judge finished all of them"),
    "no-chair": _("there is no chair"),
    "chair-did-not-finish-all": _("the chair did not mark all of them"),
    "lot-not-drawn": _("the lot was not drawn"),
    "person": _("people"),
    "team": _("teams"),
    "project": _("projects"),
    "partnership": _("partnerships"),
}
"""The codes among the facts that a reader should read as words."""


def step_sentence(step: Mapping[str, Any]) -> str:
    """One step, `{"code": …, "facts": {…}}`, as a sentence in the reader's language.

    Raises:
        KeyError: a code without a sentence; a test keeps this from happening.
    """
    facts = {name: _shown(value) for name, value in step["facts"].items()}
    return str(SENTENCES[step["code"]]) % facts


def _shown(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_shown(item) for item in value) or "–"
    if value is None or value == "":
        return "–"
    return str(WORDS.get(str(value), value))


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """A suggestion for the screen or a console: heading, state, then every step."""
    document = proposal.document
    winners = ", ".join(document["winners"]) or "–"
    yield f"{proposal.category.name} · {proposal.kind.name}"
    yield f"  {STATES[document['state']]}: {winners}"
    for step in document["steps"]:
        yield f"    {step_sentence(step)}"
