"""Every write on suggestions, decisions, awards, the seal, and orders to release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.foundation.welsh.written import in_both, written_passage
from cadair.judging.models import Judge
from cadair.judging.queries import missing_scorecards
from cadair.judging.scorebook import propose
from cadair.nominations.validators import check_language
from cadair.outcomes.models import Award, Decision, Proposal, ReleaseOrder, Seal
from cadair.outcomes.queries import (
    award_holders,
    outcome_sha256,
    overall_awards_without_another,
    undecided_categories,
)
from cadair.outcomes.rules import (
    AwardChoice,
    check_decision,
    require_deciding,
    require_may_decide,
    require_two_people,
)
from cadair.outcomes.states import RELEASE_MOVES, Outcome, ReleaseState
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState, check_move

__all__ = [
    "AwardChoice",
    "cancel_release",
    "check_release_move",
    "decide_category",
    "give_award",
    "order_release",
    "propose_season",
    "seal_season",
    "write_award_text",
]


@transaction.atomic
def propose_season(*, season: Season, by: Actor) -> list[Proposal]:
    """Apply the frozen rules to the marks; suggestions replace earlier ones and decide nothing.

    Awards over award holders are suggested from the awards decided so far.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has not ended, or the results are confirmed.
    """
    season = locked(season)
    require_organiser(by, season)
    require_deciding(season)
    require_frozen_rules(season)
    categories = {category.key: category for category in season.categories.all()}
    kinds = {kind.key: kind for kind in season.award_kinds.all()}
    suggested = propose(season, award_holders=award_holders(season))
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
) -> Decision:
    """Write down what the panel decided; deciding again replaces the decision and its awards.

    Raises:
        NotAllowed: `decided_by` may not decide this category, or `by` may not write it down.
        NotNow: the panel is not deciding, or award holders are not known yet.
        Refusal: no reason, awards that do not fit the outcome, the category or the rules, or a
            text that is too long.
    """
    season = locked(category.season)
    require_may_decide(by, decided_by, category, awards)
    chosen = [choice.as_stored(category) for choice in awards]
    check_decision(season, category, outcome, chosen)
    decision, _new = Decision.objects.update_or_create(
        category=category,
        defaults={
            "season": season,
            "outcome": outcome,
            "decided_by": decided_by,
            "decided_at": clock.now(),
            **_texts(reason, reason_language, wording or BilingualText()),
        },
    )
    given = _replace_awards(decision, chosen)
    record(
        actor=by,
        action="decide_category",
        subject=decision.ref,
        season=season.public_id,
        facts={
            "category": category.ref,
            "outcome": outcome.value,
            "awards": len(given),
            "decided_by": decided_by.ref,
            "awards_sha256": _digest(given),
        },
    )
    return decision


def _texts(reason: BilingualText, reason_language: str, wording: BilingualText) -> dict[str, str]:
    reason = in_both(_("Reason"), reason, written_passage)
    if not reason:
        raise Refusal("no-reason", _("Write the reason for the decision."))
    return {
        **columns("reason", reason),
        **columns("wording", in_both(_("Public wording"), wording, written_passage)),
        "reason_language": check_language(reason_language) if reason_language else "",
    }


def _replace_awards(decision: Decision, choices: Sequence[AwardChoice]) -> list[Award]:
    decision.awards.all().delete()
    return [
        give_award(
            decision=decision,
            category=decision.category,
            season=decision.season,
            choice=choice,
            position=position,
        )
        for position, choice in enumerate(choices)
    ]


def _digest(awards: Sequence[Award]) -> str:
    return sha256_of([[each.kind_id, each.entry.public_id, each.is_joint] for each in awards])


def give_award(
    *,
    season: Season,
    category: Category,
    decision: Decision | None,
    choice: AwardChoice,
    position: int,
) -> Award:
    """Write one award; part of an action, not one itself."""
    choice = choice.with_address(category)
    return Award.objects.create(
        season=season,
        category=category,
        decision=decision,
        kind=choice.kind,
        entry=choice.entry,
        person=choice.person,
        key=choice.key,
        position=position,
        is_joint=choice.is_joint,
        **columns("title", choice.title),
        **columns("slug", choice.slug),
        **columns("text", choice.text),
        **columns("presenter", choice.presenter),
        **columns("collected_by", choice.collected_by),
    )


@transaction.atomic
def write_award_text(*, award: Award, text: BilingualText, by: Actor) -> Award:
    """Write the public text on an award, in both languages.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed, or the panel has decided again in the meantime.
        UnfitText: the text is too long.
    """
    season = locked(award.season)
    require_organiser(by, season)
    require_deciding(season)
    found = season.awards.filter(pk=award.pk).first()
    if found is None:
        raise NotNow(
            "award-replaced",
            _("The panel has decided again, and this award is gone. Load the page again."),
        )
    award = found
    award.text = text = in_both(_("Award text"), text, written_passage)
    award.save(update_fields=["text_cy", "text_en"])
    record(
        actor=by,
        action="write_award_text",
        subject=award.ref,
        season=season.public_id,
        facts={"text_sha256": sha256_of(text.as_dict())},
    )
    return award


@transaction.atomic
def seal_season(*, season: Season, by: Actor, confirmed_by: Actor) -> Seal:
    """Confirm the results: decisions and awards are frozen and hashed.

    Raises:
        NotAllowed: `by` is no organiser, or nobody else confirms.
        NotNow: the panel is not deciding.
        NotComplete: a category is undecided, a text misses a language, a scorecard is missing.
    """
    season = locked(season)
    check_move(season.state, SeasonState.SEALED)
    require_two_people(season, by, confirmed_by)
    require_frozen_rules(season)
    problems = tuple(_missing_before_seal(season))
    if problems:
        raise NotComplete(
            "cannot-seal-yet", _("The results cannot be confirmed yet. What is missing:"), problems
        )
    seal = Seal.objects.create(
        season=season,
        sha256=outcome_sha256(season),
        sealed_at=clock.now(),
        sealed_by_ref=by.ref,
        confirmed_by_ref=confirmed_by.ref,
    )
    season.state = SeasonState.SEALED
    season.save(update_fields=["state"])
    record(
        actor=by,
        action="seal_season",
        subject=seal.ref,
        season=season.public_id,
        facts={
            "outcome_sha256": seal.sha256,
            "awards": season.awards.count(),
            "confirmed_by": confirmed_by.ref,
            "is_vouched_by_operator": by.is_operator,
        },
    )
    return seal


def _missing_before_seal(season: Season) -> Iterator[str]:
    for category in undecided_categories(season):
        yield _("Category without a decision: %(key)s") % {"key": category.key}
    for decision in season.decisions.select_related("category"):
        if decision.wording and not decision.wording.is_complete:
            yield _("Public wording missing in a language. Category: %(key)s") % {
                "key": decision.category.key
            }
    for award in season.awards.all():
        for what in _half_written(award):
            yield _("%(what)s missing in a language. Award: %(key)s") % {
                "what": what,
                "key": award.key,
            }
    for award in overall_awards_without_another(season):
        yield _("An overall award goes only to a holder of another award. Award: %(key)s") % {
            "key": award.key
        }
    for judge, entry, category_key in missing_scorecards(season):
        yield _("Scorecard missing: %(item)s") % {"item": f"{judge} · {entry} · {category_key}"}


def _half_written(award: Award) -> Iterator[Promise]:
    """What a public page could not show in both languages."""
    if not award.title.is_complete:
        yield _("Title")
    if not award.text.is_complete:
        yield _("Award text")
    if award.presenter and not award.presenter.is_complete:
        yield _("Presenter")
    if award.collected_by and not award.collected_by.is_complete:
        yield _("Who collected it")


@transaction.atomic
def order_release(*, season: Season, by: Actor, release_at: datetime | None = None) -> ReleaseOrder:
    """Order the results to become public now or at a minute; a new order replaces a waiting one.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not confirmed.
        Refusal: the minute lies in the past.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.RELEASED)
    now = clock.now()
    if release_at is not None and release_at < now:
        raise Refusal("release-in-the-past", _("Choose a minute that is still to come."))
    season.release_orders.filter(state=ReleaseState.WAITING).update(state=ReleaseState.CANCELLED)
    order = ReleaseOrder.objects.create(
        season=season, release_at=release_at or now, ordered_at=now, ordered_by_ref=by.ref
    )
    record(
        actor=by,
        action="order_release",
        subject=order.ref,
        season=season.public_id,
        facts={"release_at": order.release_at.isoformat()},
    )
    return order


@transaction.atomic
def cancel_release(*, order: ReleaseOrder, by: Actor) -> ReleaseOrder:
    """Hold the results back; they stay confirmed and can be ordered again.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the order was carried out or cancelled before.
    """
    # The season first, as everywhere: two locks taken in two orders would wait for each other.
    season = locked(order.season)
    require_organiser(by, season)
    order = season.release_orders.select_for_update().get(pk=order.pk)
    check_release_move(order, ReleaseState.CANCELLED)
    order.state = ReleaseState.CANCELLED
    order.save(update_fields=["state"])
    record(actor=by, action="cancel_release", subject=order.ref, season=season.public_id)
    return order


def check_release_move(order: ReleaseOrder, target: ReleaseState) -> None:
    """Refuse to carry out or cancel an order twice.

    Raises:
        NotNow: the order does not wait any more.
    """
    if target not in RELEASE_MOVES[ReleaseState(order.state)]:
        raise NotNow(
            "release-order-state", _("This order to publish was carried out or cancelled before.")
        )
