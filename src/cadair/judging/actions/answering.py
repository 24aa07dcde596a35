"""What is answered on one entry in a round: pass or fail, or one overall score with a reason.

Every answer is a paper of its own; it counts once whoever gave it has locked.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.judging.actions.papers import HeldPaper, LockedPapers, PaperAnswer
from cadair.judging.answers import is_answered, own_papers
from cadair.judging.models import Judge, Paper, Round
from cadair.judging.round_rules import ON_PAPERS, open_round, require_asked
from cadair.judging.round_states import RoundMethod
from cadair.judging.rounds import asked_entries, entries_in
from cadair.judging.rules import require_own_desk, require_readable
from cadair.nominations.models import Entry
from cadair.seasons.rules import require_organiser


@transaction.atomic
def answer_paper(
    *,
    round_: Round,
    judge: Judge,
    entry: Entry,
    answer: PaperAnswer,
    by: Actor,
    shown: int | None = None,
) -> Paper:
    """Keep what a judge gives an entry in a sift, a single score or a live final, until they lock.

    It may lack something until then. `shown` is the version that the page held (0: none); without
    one, the last word counts. Saving what is already kept changes nothing and leaves no entry in
    the record.

    Raises:
        NotAllowed: `by` is not the judge, or the judge is not asked about this entry.
        NotNow: the round is not open, the paper is locked or waits to be confirmed, or a text is
            in a language that the judge does not read.
        AnswerChanged: it is no longer what was shown.
        Refusal: no such verdict, points outside 0 to 100, a reason that is too long.
    """
    require_own_desk(by, judge)
    round_ = open_round(round_, *ON_PAPERS)
    require_asked(round_, judge, entry)
    if not by.is_operator and not answer.is_abstained:
        require_readable(judge, entry)
    answer = answer.checked(round_)
    held = HeldPaper.of(round=round_, judge=judge, entry=entry)
    if not held.write(answer, shown):
        return held.paper
    record(
        actor=by,
        action="answer_paper",
        subject=held.paper.ref,
        season=round_.season.public_id,
        facts=held.facts,
    )
    return held.paper


@transaction.atomic
def lock_papers(*, round_: Round, judge: Judge, by: Actor) -> Round:
    """Finish a round that is answered entry by entry: the judge's answers can no longer change.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the round is not open.
        NotComplete: an entry is not answered, lacks points or a reason, is not declared on, or
            waits to be confirmed.
    """
    require_own_desk(by, judge)
    round_ = open_round(round_, *ON_PAPERS)
    papers = own_papers(round_, judge)
    missing = tuple(
        _("Not answered: %(reference)s") % {"reference": entry.reference}
        for entry in asked_entries(round_, judge).order_by("reference")
        if not is_answered(round_, papers.get(entry.pk))
    )
    if missing:
        raise NotComplete(
            "papers-open", _("You can lock when everything is answered. Missing:"), missing
        )
    done = LockedPapers.of(papers.values())
    record(
        actor=by,
        action="lock_papers",
        subject=judge.ref,
        season=round_.season.public_id,
        facts={"round": round_.ref, "papers": done.count, "papers_sha256": done.sha256},
    )
    return round_


@transaction.atomic
def sift_as_staff(
    *, round_: Round, entry: Entry, answer: PaperAnswer, by: Actor, shown: int | None = None
) -> Paper:
    """Keep what an organiser says of an entry where organisers sift, until they lock.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the round is not open, or the paper is locked.
        AnswerChanged: it is no longer what was shown.
        Refusal: judges sift here, the entry is not in the round, no such verdict, or a reason
            that is too long.
    """
    round_ = _staff_round(round_, by)
    if not entries_in(round_).filter(pk=entry.pk).exists():
        raise Refusal("not-in-the-round", _("This entry is not in this round."))
    answer = answer.checked(round_)
    held = HeldPaper.of(round=round_, judge=None, account_id=by.account_id, entry=entry)
    if not held.write(answer, shown):
        return held.paper
    record(
        actor=by,
        action="sift_as_staff",
        subject=held.paper.ref,
        season=round_.season.public_id,
        facts=held.facts,
    )
    return held.paper


@transaction.atomic
def lock_sift(*, round_: Round, by: Actor) -> Round:
    """Finish one's own sift as an organiser: what one said of entries can no longer change.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the round is not open.
        Refusal: judges sift here, or nothing is said yet.
    """
    round_ = _staff_round(round_, by)
    own = Paper.objects.filter(round=round_, judge=None, account__pk=by.account_id or 0)
    papers = [each for each in own.select_related("entry") if is_answered(round_, each)]
    if not papers:
        raise Refusal("nothing-sifted", _("You have said nothing of any entry yet."))
    done = LockedPapers.of(papers)
    record(
        actor=by,
        action="lock_sift",
        subject=round_.ref,
        season=round_.season.public_id,
        facts={"papers": done.count, "papers_sha256": done.sha256},
    )
    return round_


def _staff_round(round_: Round, by: Actor) -> Round:
    """Organisers answer only where the rules of the season have them sift (PRO-10)."""
    round_ = open_round(round_, RoundMethod.SIFT)
    require_organiser(by, round_.season)
    if not round_.by_staff:
        raise Refusal("judges-answer", _("In this round judges answer, not organisers."))
    return round_
