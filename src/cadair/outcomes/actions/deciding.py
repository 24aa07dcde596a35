"""Suggestions, and what the panel decides."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import in_both, written_passage
from cadair.judging.models import Judge, Motion
from cadair.judging.scorebook import propose
from cadair.nominations.validators import check_language
from cadair.outcomes.actions.voting import keep_out_of_room
from cadair.outcomes.choices import AwardChoice, Kept, with_words_kept
from cadair.outcomes.models import Award, Decision, Proposal
from cadair.outcomes.queries import award_holders
from cadair.outcomes.rules import (
    check_decision,
    check_seen,
    require_deciding,
    require_may_decide,
    require_may_propose,
    require_quorum,
)
from cadair.outcomes.states import Outcome
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules


@transaction.atomic
def propose_season(*, season: Season, by: Actor) -> list[Proposal]:
    """Apply the frozen rules to the marks; suggestions replace earlier ones and decide nothing.

    Awards over award holders are suggested from the awards decided so far.

    Raises:
        NotAllowed: `by` is neither organiser nor chair nor stand-in.
        NotNow: judging has not ended, or the results are confirmed.
    """
    season = locked(season)
    require_may_propose(by, season)
    require_deciding(season)
    require_frozen_rules(season)
    categories = {category.key: category for category in season.categories.all()}
    kinds = {kind.key: kind for kind in season.award_kinds.all()}
    holders = award_holders(season)
    suggested = propose(season, award_holders=holders)
    for each in suggested if holders is not None else ():
        if (kinds[str(each["kind"])].rule or {}).get("pool") == "award-holders":
            each["holders"] = list(holders or ())
    Proposal.objects.filter(season=season).delete()
    proposals = Proposal.objects.bulk_create(
        Proposal(
            season=season,
            category=categories[str(suggestion["category"])],
            kind=kinds[str(suggestion["kind"])],
            position=position,
            document=suggestion,
            computed_at=clock.now(),
        )
        for position, suggestion in enumerate(suggested)
    )
    record(
        actor=by,
        action="propose_season",
        subject=season.ref,
        season=season.public_id,
        facts={"proposals": len(proposals), "proposals_sha256": sha256_of(suggested)},
    )
    return proposals


Facts = dict[str, str | int | bool | None]


@transaction.atomic
def decide_category(
    *,
    category: Category,
    outcome: Outcome,
    reason: BilingualText,
    reason_language: str,
    decided_by: Judge,
    by: Actor,
    awards: Sequence[AwardChoice] = (),
    wording: BilingualText | None = None,
    seen_version: int | None = None,
    motion: Motion | None = None,
) -> Decision:
    """Write down what the panel decided; deciding again replaces the decision and its awards.

    An award that stays with the same entry and person keeps its address and what was written for
    it. `seen_version` is the version of the decision that whoever decides has seen, 0 for none;
    None asks for no comparison. `motion` is what the judges agreed to by correspondence: then
    nobody need be in a room.

    Raises:
        NotAllowed: `decided_by` may not decide this category, or `by` may not write it down.
        NotNow: the panel is not deciding or is too few, award holders are not known yet, or
            somebody has decided since (`decided-meanwhile`).
        Refusal: no reason, awards that do not fit the outcome, the category or the rules, or a
            text that is too long.
    """
    season = locked(category.season)
    before = Decision.objects.filter(category=category).first()
    check_seen(before, seen_version)
    require_may_decide(by, decided_by, category, awards)
    require_quorum(category, motion)
    chosen = with_words_kept(before, awards, category)
    check_decision(season, category, outcome, [each.choice for each in chosen])
    decision, _new = Decision.objects.update_or_create(
        category=category,
        defaults={
            "season": season,
            "outcome": outcome,
            "decided_by": decided_by,
            "decided_at": clock.now(),
            "version": before.version + 1 if before else 1,
            **_texts(reason, reason_language, wording or BilingualText()),
        },
    )
    given = _give(decision, chosen)
    record(
        actor=by,
        action="decide_category",
        subject=decision.ref,
        season=season.public_id,
        facts=_facts(decision, decided_by, given, motion),
    )
    return decision


def _facts(
    decision: Decision, decided_by: Judge, given: Sequence[Award], motion: Motion | None
) -> Facts:
    return {
        **({"motion": motion.ref} if motion is not None else {}),
        "category": decision.category.ref,
        "outcome": Outcome(decision.outcome).value,
        "version": decision.version,
        "awards": len(given),
        "decided_by": decided_by.ref,
        "awards_sha256": _digest(given),
    }


def _texts(reason: BilingualText, reason_language: str, wording: BilingualText) -> dict[str, str]:
    reason = in_both(_("Reason"), reason, written_passage)
    if not reason:
        raise Refusal("no-reason", _("Write the reason for the decision."))
    return {
        **columns("reason", reason),
        **columns("wording", in_both(_("Public wording"), wording, written_passage)),
        "reason_language": check_language(reason_language) if reason_language else "",
    }


def _give(decision: Decision, chosen: Sequence[Kept]) -> list[Award]:
    """The awards as chosen: those that stay are changed in their place, the others made or gone."""
    keep_out_of_room(decision.season, decision.category)
    stay = [each.award.pk for each in chosen if each.award is not None]
    decision.awards.exclude(pk__in=stay).delete()
    # Two that stay may exchange their addresses: none of them stands in the way of another.
    decision.awards.update(slug_cy="", slug_en="", key=F("public_id"))
    given = []
    for position, each in enumerate(chosen):
        if each.award is not None:
            given.append(_change(each.award, each.choice, position))
            continue
        given.append(
            give_award(
                decision=decision,
                category=decision.category,
                season=decision.season,
                choice=each.choice,
                position=position,
            )
        )
    return given


def _change(award: Award, choice: AwardChoice, position: int) -> Award:
    """An award that stays; approval stays with it as long as it says and is the same."""
    is_same = (award.kind, award.is_joint, award.title, award.text) == (
        choice.kind,
        choice.is_joint,
        choice.title,
        choice.text,
    )
    for name, value in _columns_of(choice).items():
        setattr(award, name, value)
    award.position = position
    award.is_text_approved = award.is_text_approved and is_same
    award.save()
    return award


def _digest(awards: Sequence[Award]) -> str:
    return sha256_of([[each.kind_id, each.entry.public_id, each.is_joint] for each in awards])


def give_award(
    *,
    season: Season,
    category: Category,
    decision: Decision | None,
    choice: AwardChoice,
    position: int,
    is_text_approved: bool = False,
) -> Award:
    """Write one award; part of an action, not one itself."""
    return Award.objects.create(
        season=season,
        category=category,
        decision=decision,
        position=position,
        is_text_approved=is_text_approved,
        **_columns_of(choice.with_address(category)),
    )


def _columns_of(choice: AwardChoice) -> dict[str, object]:
    return {
        "kind": choice.kind,
        "entry": choice.entry,
        "person": choice.person,
        "key": choice.key,
        "is_joint": choice.is_joint,
        **columns("title", choice.title),
        **columns("slug", choice.slug),
        **columns("text", choice.text),
        **columns("presenter", choice.presenter),
        **columns("collected_by", choice.collected_by),
    }
