"""Marks of an interview or a live final: typed in from paper by a clerk, confirmed by the judge."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.actions.papers import HeldPaper, PaperAnswer
from cadair.judging.models import Judge, Paper, Round
from cadair.judging.round_rules import open_round, require_asked
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.rules import require_own_desk
from cadair.nominations.models import Entry
from cadair.seasons.rules import require_organiser


@transaction.atomic
def key_paper(
    *, round_: Round, judge: Judge, entry: Entry, points: int, again: int, by: Actor
) -> Paper:
    """Type in what a judge wrote on paper, twice; it counts once the judge has confirmed it.

    Typing what stands there already changes nothing.

    Raises:
        NotAllowed: `by` is no organiser, or the judge is not asked about the entry.
        NotNow: the round is not open, or the judge has confirmed.
        Refusal: this is no live final, points outside 0 to 100, or the two differ.
    """
    round_ = open_round(round_, RoundMethod.LIVE_FINAL)
    require_organiser(by, round_.season)
    require_asked(round_, judge, entry)
    if points != again:
        raise Refusal(
            "typed-differently",
            _("The two numbers differ. Look at the paper and type it again."),
        )
    answer = PaperAnswer(points=points).checked(round_)
    held = HeldPaper.of(round=round_, judge=judge, entry=entry)
    paper = held.paper
    if paper.points == points and paper.state in (PaperState.KEYED, PaperState.LOCKED):
        return paper
    if paper.state == PaperState.LOCKED:
        raise NotNow(
            "paper-confirmed", _("The judge has confirmed these points. They can no longer change.")
        )
    held.put(PaperState.KEYED, points=answer.points, keyed_by_ref=by.ref, confirmed_at=None)
    record(
        actor=by,
        action="key_paper",
        subject=paper.ref,
        season=round_.season.public_id,
        facts={"judge": judge.ref, **held.facts},
    )
    return paper


@transaction.atomic
def confirm_paper(
    *, paper: Paper, by: Actor, points: int | None = None, shown: int | None = None
) -> Paper:
    """Confirm what was typed in from one's paper, or correct it; now it counts.

    `points` are what the paper says, where it was typed in wrongly. `shown`: the version that the
    judge saw.

    Raises:
        NotAllowed: `by` is not the judge, or has stepped aside.
        NotNow: the round is not open, or nothing waits to be confirmed.
        AnswerChanged: it is no longer what was shown.
        Refusal: points outside 0 to 100.
    """
    judge = Judge.objects.get(pk=paper.judge_id or 0)
    require_own_desk(by, judge)
    round_ = open_round(paper.round, RoundMethod.LIVE_FINAL)
    require_asked(round_, judge, paper.entry)
    held = HeldPaper.of(round=round_, judge=judge, entry=paper.entry)
    if held.paper.state != PaperState.KEYED:
        raise NotNow("nothing-to-confirm", _("Nothing is waiting for you to confirm it here."))
    held.require_shown(shown)
    right = held.paper.points if points is None else points
    answer = PaperAnswer(points=right).checked(round_)
    is_corrected = answer.points != held.paper.points
    held.put(PaperState.LOCKED, points=answer.points, confirmed_at=clock.now())
    record(
        actor=by,
        action="confirm_paper",
        subject=held.paper.ref,
        season=round_.season.public_id,
        facts={"is_corrected": is_corrected, **held.facts},
    )
    return held.paper
