"""Reading suggestions, decisions and awards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from django.db.models import Max, Q, QuerySet

from cadair.audit.models import AuditEntry
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.meetings import judges_present
from cadair.judging.models import Judge, MarkChange
from cadair.judging.queries import left_of, stepped_aside
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.queries import judgeable_entries, named_by_panel
from cadair.nominations.states import Eligibility
from cadair.outcomes.models import Award, Decision, Seal, SealRequest
from cadair.outcomes.states import RequestState
from cadair.people.models import Account
from cadair.seasons.models import AwardKind, Category, Role, Season
from cadair.seasons.states import CategoryGroup, SeasonRole, SeasonState

FEWEST_TO_ASK: Final = 2
"""With one judge alone a ballot is no ballot."""


def outcome_document(season: Season) -> dict[str, Canonical]:
    """All decisions and awards as canonical data; its hash is what a seal holds."""
    decisions = Decision.objects.filter(season=season).select_related("category", "decided_by")
    awards = Award.objects.filter(season=season).select_related(
        "category", "kind", "entry", "person"
    )
    return {
        "format": "cadair-outcome/1",
        "season": season.key,
        "decisions": [
            {
                "category": decision.category.key,
                "outcome": decision.outcome,
                "reason": {"cy": decision.reason_cy, "en": decision.reason_en},
                "wording": decision.wording.as_dict(),
                "decided_by": decision.decided_by.public_id if decision.decided_by else None,
            }
            for decision in decisions.order_by("category__position")
        ],
        "awards": [
            {
                "id": award.key,
                "category": award.category.key,
                "kind": award.kind.key if award.kind else None,
                "joint": award.is_joint,
                "entry": award.entry.reference,
                "person": award.person.position if award.person else None,
                "title": award.title.as_dict(),
                "slug": award.slug.as_dict(),
                "text": award.text.as_dict(),
                "presenter": award.presenter.as_dict(),
                "collected_by": award.collected_by.as_dict(),
            }
            for award in awards.order_by("category__position", "position")
        ],
    }


def results_document(season: Season) -> dict[str, Canonical]:
    """Who got what, and the hashes of the reasons: what can be checked without reading a name."""
    decisions = Decision.objects.filter(season=season).select_related("category")
    awards: dict[int, list[Canonical]] = {}
    for award in season.awards.select_related("kind", "entry", "person").order_by("position", "pk"):
        awards.setdefault(award.category_id, []).append(
            {
                "kind": award.kind.key if award.kind else None,
                "entry": award.entry.reference,
                "joint": award.is_joint,
                "person": award.person.position if award.person else None,
            }
        )
    return {
        "format": "cadair-results/1",
        "season": season.key,
        "decisions": [
            {
                "category": each.category.key,
                "outcome": each.outcome,
                "reason_sha256": {"cy": sha256_of(each.reason_cy), "en": sha256_of(each.reason_en)},
                "awards": awards.get(each.category_id, []),
            }
            for each in decisions.order_by("category__position")
        ],
    }


def bound_by_a_seal(season: Season) -> dict[str, str | int]:
    """What the record of actions keeps of a confirmation, for whoever checks it from outside."""
    return {
        "results_sha256": results_sha256(season),
        "season_entries": AuditEntry.objects.filter(season_ref=season.public_id).count(),
    }


def results_sha256(season: Season) -> str:
    """The hash of who got what, with the hashes of the reasons."""
    return sha256_of(results_document(season))


def outcome_sha256(season: Season) -> str:
    """The hash of all decisions and awards as they stand."""
    return sha256_of(outcome_document(season))


def is_as_sealed(season: Season) -> bool:
    """Whether decisions and awards are still those that were confirmed.

    The seal alone could be exchanged together with the results; the record of actions cannot. A
    season that was loaded as confirmed is compared with what was loaded.
    """
    digest = outcome_sha256(season)
    if not Seal.objects.filter(season=season, sha256=digest).exists():
        return False
    entries = AuditEntry.objects.filter(season_ref=season.public_id).order_by("sequence")
    sealed = entries.filter(action__in=("seal_season", "confirm_seal")).last()
    if sealed is not None:
        return _after_erasures(entries, sealed) == digest
    loaded = entries.filter(action="load_season").last()
    return loaded is not None and json.loads(loaded.facts)["state"] == SeasonState.SEALED


def _after_erasures(entries: QuerySet[AuditEntry], sealed: AuditEntry) -> str:
    """The hash of what was confirmed, once names that had to go were taken out of it (PRI-12)."""
    confirmed = str(json.loads(sealed.facts)["outcome_sha256"])
    later = entries.filter(action="erase_person", sequence__gt=sealed.sequence)
    for facts in (json.loads(each.facts) for each in later):
        if facts.get("outcome_was") == confirmed:
            confirmed = facts["outcome_sha256"]
    return confirmed


def words_sha256(award: Award) -> str:
    """The hash of title and text of an award: what is written, and what is approved."""
    return sha256_of({"title": award.title.as_dict(), "text": award.text.as_dict()})


def writers_since_approval(award: Award) -> set[str]:
    """Who has written on an award since its text was last approved, as the record knows them."""
    writers: set[str] = set()
    entries = AuditEntry.objects.filter(
        subject_ref=award.ref, action__in=("write_award_text", "approve_award_text")
    )
    for action, actor in entries.order_by("sequence").values_list("action", "actor_ref"):
        writers = writers | {actor} if action == "write_award_text" else set()
    return writers


def waiting_request(season: Season) -> SealRequest | None:
    """The request to confirm the results that waits for a second person."""
    return season.seal_requests.filter(state=RequestState.WAITING).first()


def asked_to_confirm(season: Season, *, besides: Actor) -> QuerySet[Account]:
    """Who else may confirm the results: the chair, the stand-in and the organisers."""
    roles = (SeasonRole.CHAIR, SeasonRole.STAND_IN, SeasonRole.ORGANISER)
    held = Role.objects.filter(season=season, role__in=roles)
    others = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    return others.exclude(public_id=besides.ref.removeprefix("account:")).order_by("pk")


def kinds_given_in(category: Category) -> list[AwardKind]:
    """The kinds of award that can be given in a category, in their order."""
    return [kind for kind in category.season.award_kinds.all() if kind.is_for(category)]


def gives_freely(category: Category) -> bool:
    """Whether a kind of award is given in a category at the panel’s discretion, to anybody."""
    pools = {(kind.rule or {}).get("pool") for kind in kinds_given_in(category)}
    return "discretion" in pools


def reaches_beyond(category: Category) -> bool:
    """Whether awards of a category may go to entries that do not stand in it."""
    pools = {(kind.rule or {}).get("pool") for kind in kinds_given_in(category)}
    return not pools.isdisjoint({"all-entries", "award-holders"})


def candidates(category: Category, kinds: Iterable[AwardKind]) -> QuerySet[Entry]:
    """The entries among which awards of these kinds are chosen in a category."""
    season = category.season
    among = Q(places__category=category)
    pools = {(kind.rule or {}).get("pool") for kind in kinds}
    if "all-entries" in pools:
        among |= Q(season=season)
    if "people" in pools:
        among |= Q(people__isnull=False)
    if "award-holders" in pools:
        others = season.awards.exclude(category__group=CategoryGroup.OVERALL)
        among |= Q(pk__in=others.values("entry"))
    found = judgeable_entries(season).filter(among)
    if "discretion" in pools:
        own = named_by_panel(season).filter(places__category=category)
        found = season.entries.filter(Q(pk__in=found.values("pk")) | Q(pk__in=own.values("pk")))
    return found.distinct()


def left_by(judge: Judge | None) -> frozenset[int]:
    """The entries that are not for a judge’s eyes: none where nobody sits on the panel; ids."""
    return left_of(judge) if judge is not None else frozenset()


def closed_to(judge: Judge | None, season: Season) -> frozenset[int]:
    """The categories of which a judge learns nothing before release: ids (PRO-03).

    Those in which an entry stands that they stepped aside from, and those whose awards reach
    beyond their own entries and could be given to it. Whether it is in question there depends on
    what was decided elsewhere, so that is not asked: a page that closed only then would tell.
    """
    left = left_by(judge)
    if not left:
        return frozenset()
    stands = EntryCategory.objects.filter(entry__in=left).values_list("category_id", flat=True)
    kinds = set(judgeable_entries(season).filter(pk__in=left).values_list("kind", flat=True))
    reaching = (
        category.pk
        for category in season.categories.all()
        if any(_reaches(kind, kinds) for kind in kinds_given_in(category))
    )
    return frozenset([*stands, *reaching])


def _reaches(kind: AwardKind, entry_kinds: Iterable[str]) -> bool:
    """Whether a kind of award may go to one of these though it stands in another category."""
    rule = kind.rule or {}
    fits = set(rule.get("entry_kinds") or entry_kinds)
    return rule.get("pool", "category") != "category" and not fits.isdisjoint(entry_kinds)


def are_suggestions_old(season: Season) -> bool:
    """Whether a mark was changed in the meeting since suggestions were worked out."""
    changed = MarkChange.objects.filter(scorecard__judge__season=season).aggregate(
        last=Max("changed_at")
    )["last"]
    made = season.proposals.aggregate(last=Max("computed_at"))["last"]
    return changed is not None and made is not None and changed >= made


def free_judges(category: Category, among: Iterable[Judge] | None = None) -> list[Judge]:
    """The judges who may take part in a category: nobody to whom it is closed (PRO-03).

    `among`: of whom; None: of those who are in the room.
    """
    season = category.season
    judges = judges_present(season) if among is None else among
    return [each for each in judges if category.pk not in closed_to(each, season)]


def judges_for_a_round(category: Category) -> dict[Judge, list[Entry]]:
    """Who in the room may be asked once more, each with the candidates they stepped aside from.

    Usually those to whom the category is open, who left none. Where an award may go to any holder
    of another, a panel of one sector has stepped aside from some of them to the last judge: where
    fewer than two are left, everybody may be asked about entries they did not leave. They are
    shown these on their ballot, and nothing else of the category.
    """
    free = free_judges(category)
    if len(free) >= FEWEST_TO_ASK or not reaches_beyond(category):
        return {judge: [] for judge in free}
    among = list(candidates(category, kinds_given_in(category)))
    return {
        judge: [entry for entry in among if entry.pk in left]
        for judge in judges_present(category.season)
        for left in [left_by(judge)]
    }


def deciders_of(category: Category, given: Iterable[Entry] = ()) -> list[Judge]:
    """Who may decide a category, the chair first: nobody who stepped aside in it (PRO-03).

    That is: from an entry that stands there or is `given` an award there, nor, where awards go to
    award holders, from any of these. The chair and the stand-in decide; where neither may, the
    other judges who may. Where everybody on a small panel has stepped aside from some award
    holder, those are not asked for that: somebody has to decide.
    """
    given, among = list(given), _award_holders_among(category)
    judges = (each for each in category.season.judges.all() if not each.is_substitute)
    panel = sorted(judges, key=lambda each: not each.is_chair)
    for entries in ([*given, *among], given):
        aside = stepped_aside(category, entries)
        free = [each for each in panel if each.pk not in aside]
        if free:
            return [each for each in free if each.is_chair or each.is_stand_in] or free
    return []


def _award_holders_among(category: Category) -> Iterable[Entry]:
    kinds = kinds_given_in(category)
    if any((kind.rule or {}).get("pool") == "award-holders" for kind in kinds):
        return candidates(category, kinds)
    return ()


def undecided_categories(season: Season) -> QuerySet[Category]:
    """The categories for which the panel has not decided."""
    return season.categories.filter(decision=None)


def overall_awards_without_another(season: Season) -> QuerySet[Award]:
    """Overall awards whose entry holds no other, where the rule asks for one: a category was
    decided again since."""
    others = season.awards.exclude(category__group=CategoryGroup.OVERALL)
    free = [
        kind.pk
        for kind in season.award_kinds.all()
        if (kind.rule or {}).get("pool", "award-holders") != "award-holders"
    ]
    overall = season.awards.filter(category__group=CategoryGroup.OVERALL).exclude(kind__in=free)
    overall = overall.exclude(entry__eligibility=Eligibility.PANEL)
    return overall.exclude(entry__in=others.values("entry"))


def award_holders(season: Season) -> list[str] | None:
    """The references of entries that hold awards; None until all but the overall are decided."""
    if undecided_categories(season).exclude(group=CategoryGroup.OVERALL).exists():
        return None
    awards = season.awards.exclude(category__group=CategoryGroup.OVERALL)
    nominated = awards.exclude(entry__eligibility=Eligibility.PANEL)
    return sorted(set(nominated.values_list("entry__reference", flat=True)))
