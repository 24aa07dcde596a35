"""The chapters of a judging record: each reads one thing and says it as far as the reader may."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from cadair.foundation.bilingual import LANGUAGES
from cadair.foundation.canonical import sha256_of
from cadair.judging.models import Interest, Scorecard
from cadair.judging.scorebook import entry_values
from cadair.nominations.models import Entry
from cadair.nominations.queries import counted_nominations, standing_entries
from cadair.outcomes.models import Award, Decision, Proposal, Seal
from cadair.record.telling import Teller, exact, moment
from cadair.seasons.states import SeasonState

FEWEST_SHOWN: Final = 5
"""Of fewer entries the public is told no figures: somebody would know whose they are."""


def rules_told(teller: Teller) -> list[dict[str, Any]]:
    """Every version of the rules with its hash, and why it followed the one before."""
    return [
        {
            "version": each.version,
            "sha256": each.sha256,
            "frozen_at": moment(each.frozen_at),
            "reason": "" if teller.is_public else teller.told(each.reason),
            "document": json.loads(each.document),
        }
        for each in teller.season.rules_versions.all()
    ]


def panel_told(teller: Teller) -> list[dict[str, Any]]:
    """The seats, and who sits in them: by seat, in the full version by name."""
    seats = teller.season.seats.select_related("organisation").prefetch_related("judges")
    return [
        {
            "organisation": {"cy": seat.organisation.name.cy, "en": seat.organisation.name.en},
            "judges": [
                {
                    "judge": teller.codes[judge.key],
                    "ref": judge.ref,
                    "chair": judge.is_chair,
                    "stand_in": judge.is_stand_in,
                    **_asked_to_read(teller, judge.key),
                    **({"name": judge.name} if teller.is_full else {}),
                }
                for judge in seat.judges.all()
            ],
        }
        for seat in seats
    ]


def _asked_to_read(teller: Teller, judge: str) -> dict[str, Any]:
    """What a substitute was asked to read; nothing for the others, who read everything."""
    asked = teller.counted.rows.asked.get(judge)
    if asked is None:
        return {}
    return {"substitute": True, "asked": None if teller.is_public else sorted(asked)}


def counts_told(teller: Teller) -> dict[str, Any]:
    """How much came in, what was eligible, and what became of every scorecard that was due."""
    season, counted = teller.season, teller.counted
    standing = standing_entries(season)
    found = Counter(standing.values_list("eligibility", flat=True))
    reasons = Counter(
        standing.exclude(ineligible_reason="").values_list("ineligible_reason", flat=True)
    )
    states = Counter(counted_nominations(season).values_list("state", flat=True))
    columns = ("expected", "received", "recused", "excused", "abstained", "missing")
    return {
        "nominations": states.total(),
        "nominations_withdrawn": states["withdrawn"],
        "entries": found.total(),
        "eligible": found["eligible"],
        "ineligible": found["ineligible"],
        "ineligible_by_reason": dict(sorted(reasons.items())),
        "withdrawn": found["withdrawn"],
        "unchecked": found["unchecked"],
        "places": len(counted.places),
        "scorecards": {name: counted.sum_of(name) for name in columns},
    }


def interests_told(teller: Teller) -> list[dict[str, Any]]:
    """What judges declared where there was something to declare; the tie only in full."""
    said = Interest.objects.filter(judge__season=teller.season, entry__is_test=False)
    rows = said.exclude(kind="none").select_related("judge", "entry")
    return [
        {
            "judge": teller.codes[each.judge.key],
            "entry": each.entry.reference,
            "kind": each.kind,
            **({"nature": each.nature, "note": each.note} if teller.is_full else {}),
        }
        for each in rows.order_by("judge__position", "entry__reference")
    ]


def categories_told(teller: Teller) -> list[dict[str, Any]]:
    """The categories, by key and as the chain calls them."""
    return [{"category": each.key, "ref": each.ref} for each in teller.season.categories.all()]


def recusals_told(teller: Teller) -> list[dict[str, Any]]:
    """From how much of each category each judge stepped aside."""
    rows = teller.counted.rows
    found = Counter(
        (category, judge)
        for entry, category in rows.places
        for judge in rows.judges
        if (judge, entry) in rows.aside and not rows.is_excused(judge, entry, category)
    )
    return [
        {"category": category, "judge": teller.codes[judge], "entries": number}
        for (category, judge), number in sorted(found.items())
    ]


def entries_told(teller: Teller) -> list[dict[str, Any]]:
    """Every entry that was judged; its title only in full."""
    judged = {entry for entry, _category in teller.counted.rows.places}
    entries = Entry.objects.filter(season=teller.season, reference__in=judged)
    more = _asked_by_rules(teller, judged)
    return [
        {
            "entry": each.reference,
            "ref": each.ref,
            "kind": each.kind,
            "categories": sorted(place.category.key for place in each.places.all()),
            **more.get(each.reference, {}),
            **({"title": each.title} if teller.is_full else {}),
        }
        for each in entries.prefetch_related("places__category").order_by("reference")
    ]


def _asked_by_rules(teller: Teller, judged: set[str]) -> dict[str, dict[str, Any]]:
    """What some rules of the season ask of entries: whose quota, which way in, how many people.

    Organisations and areas are numbered, so that nobody is known by them.
    """
    rules = [kind.rule for kind in teller.season.award_kinds.all() if kind.rule]
    has_quota = any(rule.get("quota") for rule in rules)
    has_routes = any(rule.get("routes") for rule in rules)
    has_people = any(rule.get("pool") == "people" for rule in rules)
    if not (has_quota or has_routes or has_people):
        return {}
    values = [each for each in entry_values(teller.season, has_more=True) if each.id in judged]
    bodies = sorted({key for each in values for key in each.organisations})
    areas = sorted({each.area for each in values if each.area})
    return {
        each.id: {
            **({"people": each.people} if has_people else {}),
            **({"routes": list(each.routes)} if has_routes else {}),
            **(
                {
                    "organisations": [1 + bodies.index(key) for key in each.organisations],
                    "area": [1 + areas.index(each.area)] if each.area else [],
                }
                if has_quota
                else {}
            ),
        }
        for each in values
    }


def scorecards_told(teller: Teller) -> list[dict[str, Any]]:
    """Every scorecard with its marks; the comment only in full."""
    rows = teller.counted.rows
    judged = set(rows.places)
    comments: dict[str, str] = {}
    if teller.is_full:
        cards = Scorecard.objects.filter(judge__season=teller.season)
        said = cards.values_list("public_id", "comment")
        comments = {f"scorecard:{key}": comment for key, comment in said}
    return [
        {
            "ref": card.ref,
            "judge": teller.codes[card.judge],
            "entry": card.entry,
            "category": card.category,
            "state": card.state,
            "marks": dict(sorted(card.marks.items())),
            **({"comment": comments[card.ref]} if comments.get(card.ref) else {}),
        }
        for card in rows.cards
        if (card.entry, card.category) in judged
    ]


def scores_told(teller: Teller) -> list[dict[str, Any]]:
    """Every score, exact, with how many scorecards are in it and its place in the category.

    Who did not go on to the last round of a category has no place there.
    """
    places, rounds = teller.counted.places, teller.counted.rows.rounds
    gone = {place for place in places if rounds.is_gone(place.category, place.entry)}
    best: dict[str, list[Fraction]] = {}
    for place in places:
        if place.points is not None and place not in gone:
            best.setdefault(place.category, []).append(place.points)
    return [
        {
            "entry": place.entry,
            "category": place.category,
            "cards": place.received,
            "points": exact(place.points),
            **({"gone": True} if place in gone else {}),
            "place": (
                1 + sum(other > place.points for other in best[place.category])
                if place.points is not None and place not in gone
                else None
            ),
        }
        for place in places
    ]


def distributions_told(teller: Teller) -> list[dict[str, Any]]:
    """Per category: how many entries, lowest, middle and highest score; not of a few."""
    by_category: dict[str, list[Fraction]] = {}
    for place in teller.counted.places:
        if place.points is not None:
            by_category.setdefault(place.category, []).append(place.points)
    found = []
    for category, points in by_category.items():
        ordered = sorted(points)
        row: dict[str, Any] = {"category": category, "scored": len(ordered)}
        if not (teller.is_public and len(ordered) < FEWEST_SHOWN):
            middle = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
            ends = {"lowest": ordered[0], "middle": middle / 2, "highest": ordered[-1]}
            row |= {name: f"{float(value):.1f}" for name, value in ends.items()}
        found.append(row)
    return found


def suggestions_told(teller: Teller) -> list[dict[str, Any]]:
    """What the rules and marks suggested, as it was computed; the public learns how it ended."""
    proposals = Proposal.objects.filter(season=teller.season).select_related("category", "kind")
    ordered = proposals.order_by("position", "pk")
    if teller.is_public:
        return [
            {
                "category": each.category.key,
                "kind": each.kind.key,
                "state": each.document["state"],
            }
            for each in ordered
        ]
    return [each.document for each in ordered]


def decisions_told(teller: Teller) -> list[dict[str, Any]]:
    """What was decided, by whom, why, and the awards that it gave."""
    season = teller.season
    awards: dict[int, list[Award]] = {}
    for award in season.awards.select_related("kind", "entry", "person").order_by("position", "pk"):
        awards.setdefault(award.category_id, []).append(award)
    decisions = Decision.objects.filter(season=season).select_related("category", "decided_by")
    return [
        {
            "category": each.category.key,
            "ref": each.ref,
            "outcome": each.outcome,
            "decided_at": moment(each.decided_at),
            "decided_by": teller.codes.get(each.decided_by.key) if each.decided_by else None,
            **_reason(teller, each),
            "awards": [_award(teller, award) for award in awards.get(each.category_id, ())],
        }
        for each in decisions.order_by("category__position")
    ]


def _reason(teller: Teller, decision: Decision) -> dict[str, Any]:
    sides = {"cy": decision.reason_cy, "en": decision.reason_en}
    shown = {language: teller.told(text) for language, text in sides.items()}
    return {
        "reason_sha256": {language: sha256_of(text) for language, text in sides.items()},
        "reason": None if teller.is_public else shown,
        "names_masked": not teller.is_public and shown != sides,
    }


def _award(teller: Teller, award: Award) -> dict[str, Any]:
    titles = {language: getattr(award.title, language) for language in LANGUAGES}
    named = any(teller.names.stands_in(title) for title in titles.values())
    is_out = teller.season.state == SeasonState.RELEASED
    shown = teller.is_full or (is_out and award.person_id is None and not named)
    return {
        "kind": award.kind.key if award.kind else None,
        "entry": award.entry.reference,
        "joint": award.is_joint,
        "person": award.person.position if award.person else None,
        **({"title": titles} if shown else {}),
    }


def overrides_told(teller: Teller) -> list[dict[str, Any]]:
    """Where the panel decided otherwise than the rules and marks suggested."""
    given: dict[tuple[str, str], set[str]] = {}
    for award in teller.season.awards.select_related("category", "kind", "entry"):
        if award.kind:
            key = (award.category.key, award.kind.key)
            given.setdefault(key, set()).add(award.entry.reference)
    found = []
    for proposal in Proposal.objects.filter(season=teller.season).select_related(
        "category", "kind"
    ):
        suggested = set(proposal.document["winners"])
        awarded = given.get((proposal.category.key, proposal.kind.key), set())
        if suggested != awarded:
            row: dict[str, Any] = {
                "category": proposal.category.key,
                "kind": proposal.kind.key,
                "state": proposal.document["state"],
            }
            if not teller.is_public:
                row |= {"suggested": sorted(suggested), "awarded": sorted(awarded)}
            found.append(row)
    return found


def anomalies_told(teller: Teller) -> list[dict[str, Any]]:
    """What was worth a look: to the public only what, and where."""
    return [
        {
            "code": each.code,
            "category": each.category,
            **({} if teller.is_public else {"facts": _recoded(teller, each.facts)}),
        }
        for each in teller.worth_a_look
    ]


def faults_told(teller: Teller) -> list[dict[str, Any]]:
    """What does not add up; an empty list where all is well."""
    return [
        {
            "code": each.code,
            "category": each.category,
            **({} if teller.is_public else {"facts": _recoded(teller, each.facts)}),
        }
        for each in teller.counted.faults
    ]


def _recoded(teller: Teller, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with each judge called as everywhere in the record."""
    if "judge" not in facts:
        return dict(facts)
    return {**facts, "judge": teller.codes.get(str(facts["judge"]), "")}


def seal_told(teller: Teller) -> dict[str, Any] | None:
    """Who confirmed the results, when, and the hash of what was confirmed."""
    seal = Seal.objects.filter(season=teller.season).first()
    if seal is None:
        return None
    return {
        "sealed_at": moment(seal.sealed_at),
        "by": seal.sealed_by_ref,
        "confirmed_by": seal.confirmed_by_ref,
        "outcome_sha256": seal.sha256,
    }


def releases_told(teller: Teller) -> list[dict[str, Any]]:
    """Who ordered the results to be published, for when, and what became of the order."""
    return [
        {
            "ordered_at": moment(each.ordered_at),
            "by": each.ordered_by_ref,
            "release_at": moment(each.release_at),
            "state": each.state,
            "done_at": moment(each.done_at),
        }
        for each in teller.season.release_orders.order_by("ordered_at", "pk")
    ]
