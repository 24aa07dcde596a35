"""Decisions and awards in a season file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import Refusal
from cadair.judging.models import Judge
from cadair.nominations.models import Entry, EntryPerson
from cadair.outcomes.actions import AwardChoice, decide_category, give_award
from cadair.outcomes.models import Award, Decision, Seal
from cadair.outcomes.queries import outcome_sha256
from cadair.outcomes.states import Outcome
from cadair.seasons.models import AwardKind, Category, Season
from cadair.seasons.season_file import Loading, SeasonFilePart
from cadair.seasons.season_frame import bilingual, file_text, given_text
from cadair.seasons.states import CategoryGroup, SeasonState
from seasonfile import AwardPart, DecisionPart, OwnText, SeasonDocument, Text, instant, wall_time


class OutcomesPart(SeasonFilePart):
    """Reads and writes `decisions` and `awards`."""

    def load(self, loading: Loading) -> None:
        """Write the decisions, then the awards."""
        season = loading.season
        judges = {judge.key: judge for judge in Judge.objects.filter(season=season)}
        decisions = {
            part.category: _write_decision(loading, part, judges)
            for part in loading.document.decisions
        }
        people = _people(season)
        kinds = dict(loading.kinds)
        for position, part in enumerate(loading.document.awards):
            give_award(
                season=season,
                category=loading.categories[part.category],
                decision=decisions.get(part.category),
                choice=_choice(part, people, kinds),
                position=position,
                # What came confirmed or published was approved before it was written down.
                is_text_approved=season.state in (SeasonState.SEALED, SeasonState.RELEASED),
            )
        if season.state == SeasonState.SEALED:
            _seal_as_loaded(season)

    def export(self, season: Season) -> Mapping[str, Any]:
        """The season's decisions by category, its awards in display order."""
        decisions = Decision.objects.filter(season=season).select_related("category", "decided_by")
        awards = Award.objects.filter(season=season).select_related(
            "category", "kind", "entry", "person"
        )
        return {
            "decisions": tuple(
                _export_decision(each) for each in decisions.order_by("category__position")
            ),
            "awards": tuple(_export_award(each) for each in awards.order_by("position", "pk")),
        }


def _seal_as_loaded(season: Season) -> None:
    """Hold what the file brought as confirmed, so that release sees a change made since."""
    Seal.objects.create(
        season=season,
        sha256=outcome_sha256(season),
        sealed_at=clock.now(),
        sealed_by_ref="file:loaded",
        confirmed_by_ref="file:loaded",
    )


People = Mapping[str, tuple[Entry, list[EntryPerson]]]


def _people(season: Season) -> People:
    entries = season.entries.prefetch_related("people")
    return {entry.reference: (entry, list(entry.people.all())) for entry in entries}


def _choice(part: AwardPart, people: People, kinds: Mapping[str, AwardKind]) -> AwardChoice:
    entry, persons = people[part.entry]
    return AwardChoice(
        kind=kinds[part.kind] if part.kind else None,
        entry=entry,
        is_joint=part.joint,
        person=persons[part.person - 1] if part.person else None,
        key=part.key,
        title=bilingual(part.title),
        slug=bilingual(part.slug),
        text=bilingual(part.text),
        presenter=bilingual(part.presenter),
        collected_by=bilingual(part.collected_by),
    )


def _reason(reason: Text | OwnText | None) -> tuple[BilingualText, str]:
    if isinstance(reason, OwnText):
        return BilingualText(**{reason.language: reason.text}), reason.language
    return bilingual(reason), ""


def _write_decision(loading: Loading, part: DecisionPart, judges: Mapping[str, Judge]) -> Decision:
    reason, language = _reason(part.reason)
    return Decision.objects.create(
        season=loading.season,
        category=loading.categories[part.category],
        outcome=part.outcome,
        **columns("reason", reason),
        reason_language=language,
        **columns("wording", bilingual(part.wording)),
        decided_at=instant(part.decided_at) if part.decided_at else None,
        decided_by=judges[part.decided_by] if part.decided_by else None,
    )


@transaction.atomic
def decide_from(*, season: Season, document: SeasonDocument, by: Actor) -> list[Decision]:
    """Write down, one action each and all or none, what the panel decided as a season file says it.

    The overall awards come last: they go to holders of the others.

    Raises:
        Refusal: the file is of another season, or names something that the season does not have;
            or what `decide_category` refuses.
    """
    if document.key != season.key:
        raise _does_not_fit(document.key)
    judges = {judge.key: judge for judge in season.judges.all()}
    categories = {category.key: category for category in season.categories.all()}
    kinds = {kind.key: kind for kind in season.award_kinds.all()}
    people = _people(season)
    decided = []
    for part in sorted(document.decisions, key=lambda each: _is_overall(categories, each)):
        awards = [award for award in document.awards if award.category == part.category]
        if part.category not in categories or part.decided_by not in judges:
            raise _does_not_fit(part.key)
        for award in awards:
            if not _fits(award, people, kinds):
                raise _does_not_fit(award.key)
        reason, language = _reason(part.reason)
        decided.append(
            decide_category(
                category=categories[part.category],
                outcome=Outcome(part.outcome),
                reason=reason,
                reason_language=language,
                decided_by=judges[part.decided_by],
                by=by,
                awards=[_choice(award, people, kinds) for award in awards],
                wording=bilingual(part.wording),
            )
        )
    return decided


def _is_overall(categories: Mapping[str, Category], part: DecisionPart) -> bool:
    category = categories.get(part.category)
    return category is not None and category.group == CategoryGroup.OVERALL


def _fits(part: AwardPart, people: People, kinds: Mapping[str, AwardKind]) -> bool:
    if part.entry not in people or (part.kind is not None and part.kind not in kinds):
        return False
    return part.person is None or part.person <= len(people[part.entry][1])


def _does_not_fit(key: str) -> Refusal:
    return Refusal(
        "decision-does-not-fit",
        _("The file names something that the season does not have. Look at: %(key)s")
        % {"key": key},
    )


def _export_decision(decision: Decision) -> DecisionPart:
    outcome: Any = decision.outcome
    return DecisionPart(
        key=decision.category.key,
        category=decision.category.key,
        outcome=outcome,
        reason=_export_reason(decision),
        wording=file_text(decision.wording),
        decided_at=wall_time(decision.decided_at) if decision.decided_at else None,
        decided_by=decision.decided_by.key if decision.decided_by else None,
    )


def _export_reason(decision: Decision) -> Text | OwnText | None:
    language: Any = decision.reason_language
    if language:
        return OwnText(text=decision.reason, language=language)
    return file_text(BilingualText(decision.reason_cy, decision.reason_en))


def _export_award(award: Award) -> AwardPart:
    return AwardPart(
        key=award.key,
        category=award.category.key,
        kind=award.kind.key if award.kind else None,
        joint=award.is_joint,
        entry=award.entry.reference,
        person=award.person.position + 1 if award.person else None,
        title=given_text(award.title),
        slug=given_text(award.slug),
        text=file_text(award.text),
        presenter=file_text(award.presenter),
        collected_by=file_text(award.collected_by),
    )
