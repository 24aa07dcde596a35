"""Scenes of evidence: files and links beside a form, and keeping one from the judges."""

from __future__ import annotations

from cadair.files.arriving import Arrived
from cadair.files.models import StoredFile
from cadair.files.states import FileKind, FileState
from cadair.nominations.actions import (
    add_file,
    add_link,
    describe_evidence,
    remove_evidence,
    reuse_file,
    start_draft,
    tell_of_refused_files,
    withhold_evidence,
)
from cadair.nominations.models import Draft, Evidence
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene

S, DAY, CHECK = SeasonState, NOMINATING_AT, CHECKING_AT
LETTER = Arrived(FileKind.PDF, "letter.pdf", 900, "0" * 64, "00/none")


def _begin(cast: Cast) -> None:
    eirian = cast.accounts["eirian"]
    start_draft(season=cast.season, language="en", account=eirian, by=cast.actor("eirian"))


def _with_link(cast: Cast) -> None:
    _begin(cast)
    _link(cast)


def _link(cast: Cast) -> Evidence:
    return add_link(
        draft=_draft(cast),
        link="https://example.org/",
        description="The page",
        by=cast.actor("eirian"),
    )


def _sent_before(cast: Cast) -> None:
    """Another form of the same person has a file that was checked."""
    _begin(cast)
    other = cast.season.drafts.create(
        account=cast.accounts["eirian"],
        language="en",
        is_test=True,
        started_at=NOMINATING_AT,
        saved_at=NOMINATING_AT,
    )
    file = StoredFile.objects.create(
        kind="pdf",
        state=FileState.READY,
        name="letter.pdf",
        size=9,
        sent_sha256="0" * 64,
        received_at=NOMINATING_AT,
        next_attempt_at=NOMINATING_AT,
    )
    Evidence.objects.create(
        draft=other, file=file, description="A letter", language="en", position=0
    )


def _draft(cast: Cast) -> Draft:
    eirian = cast.accounts["eirian"]
    return cast.season.drafts.get(account=eirian, is_test=False)


def _sent(cast: Cast) -> None:
    nomination = cast.season.nominations.all()[0]
    Evidence.objects.create(
        nomination=nomination, link="https://example.org/", language="en", position=0
    )


SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.add_file": Scene(
        S.OPEN,
        DAY,
        lambda c: add_file(
            draft=_draft(c), arrived=LETTER, description="A letter", by=c.actor("eirian")
        ),
        _begin,
    ),
    "cadair.nominations.actions.tell_of_refused_files": Scene(
        S.OPEN, DAY, lambda c: tell_of_refused_files(season=c.season, by=c.organiser)
    ),
    "cadair.nominations.actions.reuse_file": Scene(
        S.OPEN,
        DAY,
        lambda c: reuse_file(
            draft=_draft(c),
            evidence=Evidence.objects.get(draft__is_test=True),
            by=c.actor("eirian"),
        ),
        _sent_before,
    ),
    "cadair.nominations.actions.add_link": Scene(S.OPEN, DAY, _link, _begin),
    "cadair.nominations.actions.describe_evidence": Scene(
        S.OPEN,
        DAY,
        lambda c: describe_evidence(
            evidence=_draft(c).evidence.get(), description="Another", by=c.actor("eirian")
        ),
        _with_link,
    ),
    "cadair.nominations.actions.remove_evidence": Scene(
        S.OPEN,
        DAY,
        lambda c: remove_evidence(evidence=_draft(c).evidence.get(), by=c.actor("eirian")),
        _with_link,
    ),
    "cadair.nominations.actions.withhold_evidence": Scene(
        S.CHECKING,
        CHECK,
        lambda c: withhold_evidence(
            evidence=Evidence.objects.get(nomination__season=c.season),
            is_withheld=True,
            by=c.organiser,
        ),
        _sent,
    ),
}
