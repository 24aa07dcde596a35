"""Who gets in: evidence beside a form, for whoever writes it."""

from __future__ import annotations

import hashlib

from cadair.files import keeping
from cadair.files.models import StoredFile
from cadair.files.states import FileState
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.nominations.actions import start_draft
from cadair.nominations.models import Draft, Evidence, Nomination
from cadair.seasons.states import SeasonState
from tests.cast import Cast, an_account
from tests.structure.matrix.row import NOMINATOR, Row

WRITER = frozenset({NOMINATOR})


def a_ready_file(content: bytes = b"%PDF-1.4 clean") -> StoredFile:
    """A file that was checked."""
    now = clock.now()
    return StoredFile.objects.create(
        kind="pdf",
        name="letter.pdf",
        state=FileState.READY,
        place=keeping.put_away(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sent_sha256="1" * 64,
        received_at=now,
        next_attempt_at=now,
    )


def evidence_of(nomination: Nomination) -> Evidence:
    """A file that was sent with a nomination."""
    return Evidence.objects.create(
        nomination=nomination,
        file=a_ready_file(),
        description="A letter",
        language="en",
        position=0,
    )


def _draft(cast: Cast, name: str) -> Draft:
    account = cast.accounts.get(name) or an_account(name)
    by = Actor.account(public_id=account.public_id, account_id=account.pk)
    return start_draft(season=cast.season, language="en", account=account, by=by)


def _arguments(draft: Draft) -> dict[str, str]:
    found = Evidence.objects.create(
        draft=draft, file=a_ready_file(), description="A letter", language="en", position=0
    )
    season = draft.season.key
    return {"season": season, "draft": draft.public_id, "evidence": found.public_id}


def _mine(cast: Cast) -> dict[str, str]:
    return _arguments(_draft(cast, "eirian"))


def _somebody_elses(cast: Cast) -> dict[str, str]:
    return _arguments(_draft(cast, "nobody-here"))


def _place(draft: Draft) -> dict[str, str]:
    return {"season": draft.season.key, "draft": draft.public_id}


def _of_the_form(cast: Cast) -> dict[str, str]:
    return _place(_draft(cast, "eirian"))


def _of_another_form(cast: Cast) -> dict[str, str]:
    return _place(_draft(cast, "nobody-here"))


_FORM = Row(WRITER, SeasonState.OPEN, _mine, _somebody_elses)
ROWS: dict[str, Row] = {
    "cadair.web.nominate.views.evidence.page": _FORM,
    "cadair.web.nominate.views.evidence.download": _FORM,
    "cadair.web.nominate.views.arriving.parts": Row(
        WRITER, SeasonState.OPEN, _of_the_form, _of_another_form, is_form_only=True
    ),
}
