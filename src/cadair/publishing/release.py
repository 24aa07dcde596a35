"""Builds what becomes public of a season. The embargo lives here: nothing else copies outcomes.

The document is made inside the transaction that releases it; before that no table the public
process can read holds any part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import Canonical
from cadair.foundation.refusals import NotNow
from cadair.judging.round_words import rounds_to_publish
from cadair.nominations.models import Entry
from cadair.nominations.notices import nominees_of
from cadair.nominations.publicity import public_name
from cadair.nominations.queries import counted_nominations, judgeable_entries
from cadair.nominations.states import ExceptionReason
from cadair.outcomes.actions import check_release_move
from cadair.outcomes.models import Award, Decision, ReleaseOrder
from cadair.outcomes.queries import is_as_sealed
from cadair.outcomes.states import Outcome, ReleaseState
from cadair.publishing.documents import UNKNOWN_KIND
from cadair.seasons.models import AwardKind, Category, CeremonyFacts, Programme, Season
from cadair.seasons.queries import current_rules
from cadair.seasons.states import CategoryGroup, ChangeKind, SeasonState, check_move
from cadair.seasons.validators import MOMENTS

SNAPSHOT_FORMAT = "cadair-snapshot/1"

Document = dict[str, Canonical]


def announcement_document(season: Season) -> Document:
    """What is public while a season runs: timetable, categories, criteria, rules; no outcome.

    The note of a section waits for the results: it is written about them.
    """
    return {
        **_frame(season, stage="announced"),
        "sections": [{**section, "note": None} for section in _sections(season, {}, {})],
        **_no_totals(),
    }


def results_document(season: Season) -> Document:
    """What is public after release: the announcement's facts and every award.

    Totals are counted here from the awards; no total is stored or typed anywhere.
    """
    awards = _awards_by_category(season)
    decisions = {
        decision.category_id: decision for decision in Decision.objects.filter(season=season)
    }
    every = [award for group in awards.values() for award in group]
    kinds = Counter(award.kind.key if award.kind else UNKNOWN_KIND for award in every)
    return {
        **_frame(season, stage="results"),
        "sections": _sections(season, awards, decisions),
        "totals": {"awards": len(every), "by_kind": dict(sorted(kinds.items()))},
    }


def _no_totals() -> Document:
    return {"totals": {"awards": 0, "by_kind": {}}}


def _frame(season: Season, *, stage: str) -> Document:
    return {
        "format": SNAPSHOT_FORMAT,
        "season": season.key,
        "year": season.year,
        "name": season.name.as_dict(),
        "is_fictional": season.is_fictional,
        "stage": stage,
        "state": season.state,
        "completeness": season.completeness,
        **_programme(season.programme),
        **_rules(season),
        "timetable": _timetable(season),
        "stated": {"nominations": season.stated_nominations} if season.stated_nominations else {},
        "counts": _counts(season, stage=stage),
        "panel": [
            {"organisation": seat.organisation.name.as_dict()}
            for seat in season.seats.select_related("organisation")
        ],
        "ceremony": _ceremony(season, stage=stage),
        "is_ceremony_cancelled": season.is_ceremony_cancelled,
        **_changes(season),
        **_unreached(season),
        "kinds": [_kind(kind) for kind in season.award_kinds.all()],
    }


def _programme(programme: Programme) -> Document:
    return {
        "programme": programme.key,
        "programme_name": programme.name.as_dict(),
        "slug": programme.slug.as_dict(),
        "organiser": programme.organiser.name.as_dict() if programme.organiser else None,
    }


def _rules(season: Season) -> Document:
    rules = current_rules(season)
    texts = {text.key: text.text for text in season.texts.all()}
    return {
        "introduction": _text(texts.pop("introduction", None)),
        "eligibility": _text(texts.pop("eligibility", None)),
        "rule_texts": [
            {"key": key, "text": text.as_dict()}
            for key, text in sorted(texts.items())
            if text.is_complete
        ],
        "criteria": [
            {
                "key": criterion.key,
                "name": criterion.name.as_dict(),
                "asks": criterion.asks,
                "weight": criterion.weight,
            }
            for criterion in season.criteria.all()
        ],
        "scale": [
            {"mark": anchor.mark, "label": anchor.label.as_dict()} for anchor in season.scale.all()
        ],
        "rules": {
            "version": rules.version,
            "sha256": rules.sha256,
            "frozen_at": rules.frozen_at.isoformat(),
        }
        if rules
        else None,
    }


def _text(text: BilingualText | None) -> Canonical:
    return text.as_dict() if text and text.is_complete else None


def _timetable(season: Season) -> Canonical:
    moments = sorted(season.moments.all(), key=lambda moment: MOMENTS.index(moment.key))
    return [
        {
            "key": moment.key,
            "at": moment.at.isoformat() if moment.at else None,
            "on": moment.on_date.isoformat() if moment.on_date else None,
            "text": _text(moment.text),
        }
        for moment in moments
    ]


def _counts(season: Season, *, stage: str) -> Document:
    """What can be counted; nothing about nominations before the results are public."""
    counts: dict[str, Canonical] = {
        "categories": season.categories.exclude(group=CategoryGroup.OVERALL).count()
    }
    seats = season.seats.count()
    if seats:
        counts["panel"] = seats
    # Every form that came in, as the programme itself would say it; entries are what was judged.
    nominations = counted_nominations(season).count()
    if stage == "results" and nominations:
        counts["nominations"] = nominations
        counts["entries"] = judgeable_entries(season).count()
    return counts


def _ceremony(season: Season, *, stage: str) -> Canonical:
    """Where it is and who leads it; who presented and how many came is known only afterwards."""
    facts = CeremonyFacts.objects.filter(season=season).first()
    if facts is None:
        return None
    is_over = stage == "results"
    return {
        "venue": _text(facts.venue),
        "host": _text(facts.host),
        "presenters": facts.presenters if is_over else [],
        "attendance": _text(facts.attendance) if is_over else None,
    }


def _changes(season: Season) -> Document:
    """What changed after the rules were frozen, as the public is told; where merged ones went."""
    changes = list(season.changes.all())
    return {
        "changes": [
            {
                "kind": change.kind,
                "at": change.changed_at.isoformat(),
                "note": change.note.as_dict(),
            }
            for change in changes
        ],
        "merged": [
            {
                "key": change.facts["source"],
                "slug": change.facts["slug"],
                "into": change.facts["into"],
            }
            for change in changes
            if change.kind == ChangeKind.CATEGORIES
        ],
    }


def _unreached(season: Season) -> Document:
    """What the public is told of people whom nobody can reach in proportion (PRI-02): no name.

    Nothing stands there where everybody could be told.
    """
    excepted = nominees_of(season).filter(exception=ExceptionReason.EFFORT)
    notes = Counter((each.public_note.cy, each.public_note.en) for each in excepted)
    told: list[Canonical] = [
        {"note": BilingualText(*note).as_dict(), "people": people}
        for note, people in sorted(notes.items())
        if all(note)
    ]
    return {"unreached": told} if told else {}


def _kind(kind: AwardKind) -> Document:
    return {
        "key": kind.key,
        "name": kind.name.as_dict(),
        "joint_name": kind.joint_name.as_dict(),
        "is_commendation": kind.is_commendation,
    }


def _awards_by_category(season: Season) -> dict[int, list[Award]]:
    awards = (
        Award.objects.filter(season=season)
        .select_related("kind", "entry", "category", "person")
        .prefetch_related(
            "season__former_addresses",
            "entry__bodies__organisation",
            "entry__people__awards",
            "entry__people__nominees__publicity",
            "person__nominees__publicity",
        )
    )
    grouped: defaultdict[int, list[Award]] = defaultdict(list)
    for award in awards:
        grouped[award.category_id].append(award)
    return dict(grouped)


def _sections(
    season: Season, awards: dict[int, list[Award]], decisions: dict[int, Decision]
) -> list[Document]:
    categories = list(season.categories.all())
    order = {language: _order(categories, language) for language in ("cy", "en")}
    also = _awards_by_entry(awards)
    return [
        {
            "key": category.key,
            "group": category.group,
            "name": category.name.as_dict(),
            "slug": category.slug.as_dict(),
            "definition": _text(category.definition),
            "note": _text(category.note),
            "order": {language: order[language][category.pk] for language in ("cy", "en")},
            **rounds_to_publish(category),
            **_outcome(awards.get(category.pk, []), decisions.get(category.pk)),
            "awards": [_award(award, also) for award in awards.get(category.pk, [])],
        }
        for category in categories
    ]


GROUP_ORDER = (CategoryGroup.OVERALL, CategoryGroup.CROSS_CUTTING, CategoryGroup.THEME)


def _order(categories: list[Category], language: str) -> dict[int, int]:
    def place(category: Category) -> tuple[int, int, bytes]:
        group = GROUP_ORDER.index(CategoryGroup(category.group))
        if category.group != CategoryGroup.THEME:
            return group, category.position, b""
        return group, 0, bytes(category.sort_cy if language == "cy" else category.sort_en)

    ranked = sorted(categories, key=place)
    return {category.pk: position for position, category in enumerate(ranked)}


def _outcome(awards: list[Award], decision: Decision | None) -> Document:
    if decision is None:
        return {"outcome": Outcome.AWARDED.value if awards else None, "wording": None}
    return {"outcome": decision.outcome, "wording": _text(decision.wording)}


def _awards_by_entry(awards: dict[int, list[Award]]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for group in awards.values():
        for award in group:
            found[award.entry_id].append(award.key)
    return dict(found)


def _award(award: Award, also: dict[int, list[str]]) -> Document:
    entry = award.entry
    return {
        "id": award.key,
        "slug": award.slug.as_dict(),
        "kind": award.kind.key if award.kind else None,
        "joint": award.is_joint,
        "title": award.title.as_dict(),
        "place": _text(entry.place),
        "organisations": [
            {"key": body.organisation.key, "name": body.organisation.name.as_dict()}
            for body in entry.bodies.all()
        ],
        "people": _people(award, entry),
        "text": award.text.as_dict(),
        "presenter": _text(award.presenter),
        "collected_by": _text(award.collected_by),
        "also": [key for key in also[entry.pk] if key != award.key],
        **_former(award),
    }


def _former(award: Award) -> Document:
    """Hashes of where it was found before a name was taken out of its address (PRI-12)."""
    former = [
        each.sha256 for each in award.season.former_addresses.all() if each.award_key == award.key
    ]
    return {"former": sorted(former)} if former else {}


def _people(award: Award, entry: Entry) -> Canonical:
    """The people an award names: by name only where they agreed, else by role, else not at all.

    Somebody within the entry who holds an award of their own is named there, not here.
    """
    people = (
        [award.person]
        if award.person
        else [person for person in entry.people.all() if not person.awards.all()]
    )
    shown: list[Canonical] = []
    for person in people:
        if name := public_name(person):
            shown.append({"cy": name, "en": name})
        elif person.description:
            shown.append(person.description.as_dict())
    return shown


def waiting_order(season: Season) -> ReleaseOrder | None:
    """The order to release that waits for this season, held until the transaction ends."""
    orders = ReleaseOrder.objects.select_for_update().filter(season=season)
    return orders.filter(state=ReleaseState.WAITING).first()


def seasons_due_for_release() -> list[Season]:
    """The seasons whose minute of release has come; what the worker looks for."""
    orders = ReleaseOrder.objects.filter(
        state=ReleaseState.WAITING, release_at__lte=clock.now()
    ).select_related("season")
    return [order.season for order in orders.order_by("release_at")]


def carry_out(order: ReleaseOrder, season: Season) -> None:
    """Mark an order as done and its season as released; part of the action that releases.

    Raises:
        NotNow: the order does not wait, the season is not sealed, or something was changed behind
            the seal.
    """
    check_release_move(order, ReleaseState.DONE)
    check_move(season.state, SeasonState.RELEASED)
    require_as_sealed(season)
    order.state = ReleaseState.DONE
    order.done_at = clock.now()
    order.save(update_fields=["state", "done_at"])
    season.state = SeasonState.RELEASED
    season.released_at = clock.now()
    season.save(update_fields=["state", "released_at"])


def require_as_sealed(season: Season) -> None:
    """Refuse with `NotNow` when the results are no longer those that were confirmed."""
    if not is_as_sealed(season):
        raise NotNow(
            "not-as-confirmed",
            _(
                "The results are not those that were confirmed: something changed them afterwards. "
                "Nothing was published. Ask whoever runs this service to find out."
            ),
        )
