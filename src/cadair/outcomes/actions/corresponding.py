"""Deciding by correspondence: put to the judges, answered on their own page, then it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.dates import weekday_date
from cadair.foundation.welsh.written import written_passage
from cadair.judging.meeting_states import MOTION_MOVES, Answer, MotionState
from cadair.judging.models import Judge, Motion, Reply
from cadair.judging.rules import require_own_desk
from cadair.mail.actions import queue_letter
from cadair.outcomes.choices import AwardChoice, with_words_kept
from cadair.outcomes.letters import DecisionAsked, motion_page
from cadair.outcomes.models import Decision
from cadair.outcomes.queries import free_judges
from cadair.outcomes.rules import (
    check_decision,
    require_deciding,
    require_may_decide,
    require_may_lead_in,
)
from cadair.outcomes.states import Outcome
from cadair.seasons.models import Category
from cadair.seasons.queries import locked


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision as it would be written down once it is carried; `form` as it was typed."""

    outcome: Outcome
    decided_by: Judge
    awards: Sequence[AwardChoice] = ()
    form: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def put_motion(
    *, category: Category, proposed: Proposed, needed: int, due_on: date, by: Actor
) -> Motion:
    """Put a decision to the judges: each answers on their own page by a date.

    Asked is everybody on the panel who did not step aside here. It is checked now as it will be
    when it is written down.

    Raises:
        NotAllowed: `by` does not lead the meeting or stepped aside here, or whoever is to have
            decided may not.
        NotNow: the panel is not deciding, or judges are asked about this category already.
        Refusal: what is proposed does not fit the rules, a day that has passed, or a number of
            judges that nobody can reach.
    """
    season = locked(category.season)
    require_deciding(season)
    require_may_lead_in(by, category)
    _check(category, proposed, by)
    asked = free_judges(category, season.judges.filter(is_substitute=False).order_by("position"))
    _check_asking(category, needed, due_on, len(asked))
    motion = Motion.objects.create(
        season=season,
        category=category,
        form=dict(proposed.form),
        sha256=sha256_of(dict(proposed.form)),
        needed=needed,
        due_on=due_on,
        put_at=clock.now(),
        put_by_ref=by.ref,
    )
    Reply.objects.bulk_create(Reply(motion=motion, judge=each) for each in asked)
    _tell(motion, asked)
    record(
        actor=by,
        action="put_motion",
        subject=motion.ref,
        season=season.public_id,
        facts={
            "category": category.ref,
            "asked": len(asked),
            "needed": needed,
            "due_on": due_on.isoformat(),
            "motion_sha256": motion.sha256,
        },
    )
    return motion


@transaction.atomic
def answer_motion(
    *, motion: Motion, judge: Judge, answer: Answer, by: Actor, note: str = ""
) -> Motion:
    """A judge agrees, does not, or abstains; with the last one needed it is carried, or lost.

    Until then an answer can be changed.

    Raises:
        NotAllowed: `by` is not the judge, or the judge is not asked.
        NotNow: it is carried, lost or withdrawn, or its day has passed.
        Refusal: a note that is too long.
    """
    season = locked(motion.season)
    require_own_desk(by, judge)
    require_deciding(season)
    held = _open(motion)
    if held.due_on < clock.to_london(clock.now()).date():
        raise NotNow("motion-over", _("The day for answering has passed. Ask the organisers."))
    reply = Reply.objects.filter(motion=held, judge=judge).first()
    if reply is None:
        raise NotAllowed("not-asked", _("You are not asked about this decision."))
    reply.answer, reply.given_at = Answer(answer).value, clock.now()
    reply.note = written_passage(_("Note"), note)
    reply.save(update_fields=["answer", "given_at", "note"])
    _settle(held)
    record(
        actor=by,
        action="answer_motion",
        subject=held.ref,
        season=season.public_id,
        facts={
            "category": held.category.ref,
            "judge": judge.ref,
            "answer": Answer(answer).value,
            "state": MotionState(held.state).value,
        },
    )
    return held


@transaction.atomic
def end_motion(*, motion: Motion, by: Actor) -> Motion:
    """End the asking: lost once its day has passed, otherwise withdrawn.

    Raises:
        NotAllowed: `by` does not lead the meeting, or stepped aside here.
        NotNow: the panel is not deciding, or it is carried, lost or withdrawn.
    """
    season = locked(motion.season)
    require_deciding(season)
    require_may_lead_in(by, motion.category)
    held = _open(motion)
    is_over = held.due_on < clock.to_london(clock.now()).date()
    _end(held, MotionState.LOST if is_over else MotionState.WITHDRAWN)
    record(
        actor=by,
        action="end_motion",
        subject=held.ref,
        season=season.public_id,
        facts={"category": held.category.ref, "state": MotionState(held.state).value},
    )
    return held


def _check(category: Category, proposed: Proposed, by: Actor) -> None:
    require_may_decide(by, proposed.decided_by, category, proposed.awards)
    before = Decision.objects.filter(category=category).first()
    chosen = with_words_kept(before, proposed.awards, category)
    check_decision(category.season, category, proposed.outcome, [each.choice for each in chosen])


def _check_asking(category: Category, needed: int, due_on: date, asked: int) -> None:
    if category.motions.filter(state=MotionState.OPEN).exists():
        raise NotNow("motion-open", _("The judges are asked about this category already."))
    if due_on < clock.to_london(clock.now()).date():
        raise Refusal("due-before", _("Choose a day that has not passed."))
    if not 1 <= needed <= asked:
        raise Refusal(
            "needed-impossible",
            _("Ask for at least one judge to agree and at most all who are asked: %(number)s")
            % {"number": asked},
        )


def _open(motion: Motion) -> Motion:
    held = Motion.objects.select_related("category", "season").get(pk=motion.pk)
    if MotionState.WITHDRAWN not in MOTION_MOVES[MotionState(held.state)]:
        raise NotNow("motion-ended", _("The judges are not asked about this any more."))
    return held


def _settle(motion: Motion) -> None:
    """Carried once enough agree; lost once enough of them cannot any more."""
    answers = list(motion.replies.values_list("answer", flat=True))
    if answers.count(Answer.AGREES) >= motion.needed:
        _end(motion, MotionState.CARRIED)
    elif answers.count(Answer.AGREES) + answers.count("") < motion.needed:
        _end(motion, MotionState.LOST)


def _end(motion: Motion, state: MotionState) -> None:
    motion.state, motion.ended_at = state.value, clock.now()
    motion.save(update_fields=["state", "ended_at"])


def _tell(motion: Motion, asked: Sequence[Judge]) -> None:
    season = motion.season
    letter = DecisionAsked(
        season=season.name,
        category=motion.category.name,
        due=BilingualText(
            cy=weekday_date(motion.due_on, "cy"), en=weekday_date(motion.due_on, "en")
        ),
        page=motion_page(motion.category),
    )
    for judge in asked:
        if judge.account is not None and judge.account.is_active:
            once = f"decision-asked:{motion.public_id}:{judge.public_id}"
            queue_letter(letter=letter, to=judge.account.email, once=once, season=season.public_id)
