"""A paper held while something is written to it: part of the actions that answer in rounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cadair.audit.validators import Fact
from cadair.foundation import clock
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.models import Paper, Round
from cadair.judging.round_states import PaperState, RoundMethod, Verdict

MOST_POINTS: Final = 100


class AnswerChanged(Refusal):
    """The answer is no longer what the page showed: another tab or device saved it."""

    @classmethod
    def since_shown(cls) -> AnswerChanged:
        """The refusal with its sentence."""
        return cls(
            "answer-changed",
            _(
                "This page was saved from another tab or device since you opened it. Both are "
                "shown; nothing is lost."
            ),
        )


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What somebody gives an entry: a verdict in a sift, otherwise points from 0 to 100."""

    verdict: str = ""
    points: int | None = None
    reason: str = ""
    is_abstained: bool = False

    def checked(self, round_: Round) -> PaperAnswer:
        """The answer as it is kept; it may still lack something until it is locked.

        Raises:
            Refusal: no such verdict, points outside the scale, or a reason that is too long.
        """
        reason = written_passage(_("Your reason"), self.reason)
        if self.is_abstained:
            return PaperAnswer(reason=reason, is_abstained=True)
        if round_.method == RoundMethod.SIFT:
            if self.verdict and self.verdict not in Verdict.values:
                raise Refusal("no-verdict", _("Say whether the entry passes, or abstain."))
            return PaperAnswer(verdict=self.verdict, reason=reason)
        if self.points is not None and not 0 <= self.points <= MOST_POINTS:
            raise Refusal(
                "points-outside-scale", _("Give points from 0 to 100, as a whole number.")
            )
        return PaperAnswer(points=self.points, reason=reason)


@dataclass(slots=True)
class HeldPaper:
    """One paper, made where there is none, held until the transaction ends."""

    paper: Paper
    is_new: bool
    was: dict[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, **where: Any) -> HeldPaper:
        """The paper of a round, a judge or an organiser, and an entry."""
        paper, is_new = Paper.objects.select_for_update().get_or_create(**where)
        return cls(paper, is_new)

    def write(self, answer: PaperAnswer, shown: int | None) -> bool:
        """Write what differs; whether anything did.

        Raises:
            NotNow: the paper is locked, or its judge has to confirm it.
            AnswerChanged: it is no longer what was shown.
        """
        paper = self.paper
        self._require_writable()
        state = PaperState.ABSTAINED if answer.is_abstained else PaperState.OPEN
        there = (paper.state, paper.verdict, paper.points, paper.reason)
        if not self.is_new and there == (state, answer.verdict, answer.points, answer.reason):
            return False
        self.require_shown(shown)
        self.put(state, verdict=answer.verdict, points=answer.points, reason=answer.reason)
        return True

    def require_shown(self, shown: int | None) -> None:
        """Refuse to write over what somebody has not seen; `shown` 0: there was no paper.

        Raises:
            AnswerChanged: another tab or device wrote it.
        """
        if shown is not None and shown != (0 if self.is_new else self.paper.version):
            raise AnswerChanged.since_shown()

    def put(self, state: PaperState, **columns: Any) -> None:
        """Write these columns and the state, and remember what stood there."""
        paper = self.paper
        if not self.is_new:
            self.was = {f"was_{key}": value for key, value in _given(paper).items()}
            paper.version += 1
        paper.state = state
        for name, value in columns.items():
            setattr(paper, name, value)
        paper.given_at = clock.now()
        paper.save()

    def _require_writable(self) -> None:
        if self.paper.state == PaperState.KEYED:
            raise NotNow(
                "to-be-confirmed",
                _("The organisers typed this in from your paper. Confirm it, or correct it there."),
            )
        if self.paper.state == PaperState.LOCKED:
            raise NotNow("paper-locked", _("This answer is locked and can no longer change."))

    @property
    def facts(self) -> dict[str, Fact]:
        """What the record keeps: codes, numbers and hashes, from which it is rechecked."""
        paper = self.paper
        said = {"reason_sha256": sha256_of(paper.reason)} if paper.reason else {}
        now = {f"paper_{key}": value for key, value in _given(paper).items()}
        where: dict[str, Fact] = {
            "round": paper.round.ref,
            "entry": paper.entry.ref,
            "paper_state": str(paper.state),
        }
        return {**where, **now, **self.was, **said}


def _given(paper: Paper) -> dict[str, Fact]:
    if paper.verdict:
        return {"verdict": str(paper.verdict)}
    return {} if paper.points is None else {"points": paper.points}


@dataclass(frozen=True, slots=True)
class LockedPapers:
    """Papers that were locked together: how many, and a hash of what they held."""

    count: int
    sha256: str

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> LockedPapers:
        """Lock those that are still open."""
        ordered = sorted(papers, key=lambda paper: paper.entry.public_id)
        opened = [paper.pk for paper in ordered if paper.state == PaperState.OPEN]
        Paper.objects.filter(pk__in=opened).update(state=PaperState.LOCKED)
        held: list[Canonical] = [
            [paper.entry.public_id, paper.verdict, paper.points] for paper in ordered
        ]
        return cls(len(held), sha256_of(held))
