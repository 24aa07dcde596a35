"""Every write on suggestions, decisions, awards, the seal, and orders to release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.foundation.welsh.slugs import slugify
from cadair.judging.models import Judge
from cadair.judging.queries import missing_scorecards
from cadair.judging.scorebook import propose
from cadair.nominations.models import Entry, EntryPerson
from cadair.nominations.queries import judgeable_entries
from cadair.outcomes.models import Award, Decision, Proposal, ReleaseOrder, Seal
from cadair.outcomes.queries import award_holders, outcome_sha256, undecided_categories
from cadair.outcomes.rules import require_deciding, require_may_decide, require_two_people
from cadair.outcomes.states import RELEASE_MOVES, Outcome, ReleaseState
from cadair.seasons.models import AwardKind, Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import CategoryGroup, SeasonState, check_move


@dataclass(frozen=True, slots=True)
class AwardChoice:
    """One award the panel gives: which kind, to which entry, or to a person within it.

    An empty `key` is made from category and title; an empty `title` is the entry's own. `kind` is
    None only in an archive that does not know it.
    """

    kind: AwardKind | None
    entry: Entry
    is_joint: bool = False
    person: EntryPerson | None = None
    key: str = ""
    title: BilingualText = field(default_factory=BilingualText)
    slug: BilingualText = field(default_factory=BilingualText)
    text: BilingualText = field(default_factory=BilingualText)
    presenter: BilingualText = field(default_factory=BilingualText)
    collected_by: BilingualText = field(default_factory=BilingualText)


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
        Refusal: no reason, awards that do not fit the outcome, the category or the rules.
    """
    season = locked(category.season)
    require_may_decide(by, decided_by, category)
    _check_decision(season, category, outcome, reason, awards)
    decision, _new = Decision.objects.update_or_create(
        category=category,
        defaults={
            "season": season,
            "outcome": outcome,
            "decided_by": decided_by,
            "reason_language": reason_language,
            "decided_at": clock.now(),
            **columns("reason", reason),
            **columns("wording", wording),
        },
    )
    given = _replace_awards(decision, awards)
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


def _check_decision(
    season: Season,
    category: Category,
    outcome: Outcome,
    reason: BilingualText,
    awards: Sequence[AwardChoice],
) -> None:
    require_deciding(season)
    if not reason:
        raise Refusal("no-reason", _("Write the reason for the decision."))
    if (outcome == Outcome.AWARDED) != bool(awards):
        raise Refusal(
            "awards-do-not-fit", _("Choose at least one award, or decide that none is made.")
        )
    if category.group == CategoryGroup.OVERALL and award_holders(season) is None:
        raise NotNow(
            "award-holders-unknown",
            _("Overall awards go to award holders. Decide every other category first."),
        )
    for choice in awards:
        _check_choice(season, category, choice)
    _check_joint(awards)


def _check_choice(season: Season, category: Category, choice: AwardChoice) -> None:
    entry = choice.entry
    if not judgeable_entries(season).filter(pk=entry.pk).exists():
        raise Refusal("entry-not-eligible", _("This entry cannot be given an award."))
    if choice.kind is None or not _is_given_here(choice.kind, season, category):
        raise Refusal("kind-not-allowed", _("This kind of award is not given in this category."))
    pool = (choice.kind.rule or {}).get("pool", "category")
    stands = entry.places.filter(category=category).exists()
    holds = entry.awards.exclude(category=category).exists()
    if (pool == "category" and not stands) or (pool == "award-holders" and not holds):
        raise Refusal(
            "entry-not-in-pool", _("This entry is not among those this award is chosen from.")
        )
    if choice.person is not None and choice.person.entry_id != entry.pk:
        raise Refusal("person-not-in-entry", _("This person does not belong to the entry."))


def _is_given_here(kind: AwardKind, season: Season, category: Category) -> bool:
    return kind.season_id == season.pk and kind.is_for(category)


def _check_joint(awards: Sequence[AwardChoice]) -> None:
    for kind in {choice.kind for choice in awards}:
        joint = [choice.is_joint for choice in awards if choice.kind == kind]
        if joint.count(True) == 1:
            raise Refusal("joint-alone", _("A joint award needs at least two holders."))
        is_allowed = kind is None or (kind.rule or {}).get("joint", True)
        if any(joint) and not is_allowed:
            raise Refusal("joint-not-allowed", _("The rules do not allow this award to be shared."))


def give_award(
    *,
    season: Season,
    category: Category,
    decision: Decision | None,
    choice: AwardChoice,
    position: int,
) -> Award:
    """Write one award; part of an action, not one itself."""
    title = choice.title or BilingualText(choice.entry.title, choice.entry.title)
    slug = choice.slug or BilingualText(slugify(title.cy, "cy"), slugify(title.en, "en"))
    return Award.objects.create(
        season=season,
        category=category,
        decision=decision,
        kind=choice.kind,
        entry=choice.entry,
        person=choice.person,
        key=choice.key or f"{category.key}-{slugify(title.en, 'en')}"[:100],
        position=position,
        is_joint=choice.is_joint,
        **columns("title", title),
        **columns("slug", slug),
        **columns("text", choice.text),
        **columns("presenter", choice.presenter),
        **columns("collected_by", choice.collected_by),
    )


@transaction.atomic
def write_award_text(*, award: Award, text: BilingualText, by: Actor) -> Award:
    """Write the public text on an award, in both languages.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
    """
    season = locked(award.season)
    require_organiser(by, season)
    require_deciding(season)
    award.text = text
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
        },
    )
    return seal


def _missing_before_seal(season: Season) -> Iterator[str]:
    for category in undecided_categories(season):
        yield _("Category without a decision: %(key)s") % {"key": category.key}
    for award in season.awards.all():
        for what, text in ((_("Title"), award.title), (_("Award text"), award.text)):
            if not text.is_complete:
                yield _("%(what)s missing in a language. Award: %(key)s") % {
                    "what": what,
                    "key": award.key,
                }
    for judge, entry, category_key in missing_scorecards(season):
        yield _("Scorecard missing: %(item)s") % {"item": f"{judge} · {entry} · {category_key}"}


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
    order = ReleaseOrder.objects.select_for_update().select_related("season").get(pk=order.pk)
    require_organiser(by, order.season)
    check_release_move(order, ReleaseState.CANCELLED)
    order.state = ReleaseState.CANCELLED
    order.save(update_fields=["state"])
    record(actor=by, action="cancel_release", subject=order.ref, season=order.season.public_id)
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
