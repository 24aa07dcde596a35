"""Every file that the desk, the judges and the panel take away holds the redacted text (PRI-06).

Found by walking: whatever answers with a file is read, unpacked where it is packed, as everybody
of the role matrix. Nominators’ own copies of what they sent are theirs and stand elsewhere.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import Order, order_translations
from cadair.nominations.models import Nomination
from cadair.seasons.states import SeasonState
from tests.cadair.web.everybody import Everybody, everybody_in
from tests.cadair.web.test_matrix import BY_VIEW, _addresses
from tests.cadair.web.test_redacted import ASKED, CALLED, LATER, NAME, SHOWN, _hide
from tests.cast import CHECKING_AT, LANTERN
from tests.structure.matrix import MATRIX

pytestmark = pytest.mark.django_db

TEXTS = (f"{NAME} was", f"Again {NAME}", LATER, CALLED, SHOWN, ASKED)
"""Words that were taken out; who is nominated stands in lists of organisers by name."""

AREAS = frozenset({"jury", "panel", "staff"})


@pytest.fixture
def everybody() -> Everybody:
    """A season being checked in which much was taken out, and texts are with a translator."""
    found = everybody_in(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        _hide(found.cast)
        order_translations(
            season=found.cast.season,
            nominations=[Nomination.objects.get(entry=found.cast.entries[LANTERN])],
            language="en",
            order=Order("Cwmni", "", clock.to_london(clock.now()).date()),
            by=found.cast.organiser,
        )
    return found


def _every_address(everybody: Everybody) -> Iterator[str]:
    cast = everybody.cast
    sent = Nomination.objects.get(entry=cast.entries[LANTERN])
    batch = cast.season.translation_batches.get()
    for key in BY_VIEW:
        row = MATRIX[key]
        if key[0] not in AREAS or row.is_form_only:
            continue
        try:
            arguments = dict(row.arguments(cast)) if row.arguments else {}
        except (Refusal, ObjectDoesNotExist):
            continue
        if "nomination" in arguments:
            arguments["nomination"] = sent.public_id
        if "batch" in arguments:
            arguments["batch"] = batch.public_id
        kinds = ("xliff", "word") if "kind" in arguments else ("",)
        for kind in kinds:
            more = {"kind": kind} if kind else {}
            yield from (address for _language, address in _addresses(key, {**arguments, **more}))


def _is_file(answer: Any) -> bool:
    return answer.status_code == 200 and "attachment" in answer.get("Content-Disposition", "")


def _inside(answer: Any) -> str:
    """Everything that a file holds, as text."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return str(content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return "\n".join(parts)


def test_no_file_that_anybody_can_take_holds_what_was_taken_out(everybody: Everybody) -> None:
    kinds: set[str] = set()
    marks = 0
    with clock.at(CHECKING_AT):
        for address in _every_address(everybody):
            for browser in everybody.browsers.values():
                answer = browser.get(address)
                if _is_file(answer):
                    held = _inside(answer)
                    assert [text for text in TEXTS if text in held] == [], address
                    kinds.add(answer["Content-Type"].partition(";")[0])
                    marks += "[victim]" in held
    assert marks >= 2, "the files for translators hold the nomination at all"
    assert {"text/csv", "application/x-xliff+xml"} & kinds
    assert len(kinds) >= 3


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_nominations_holds_titles_as_they_were_reworded(
    everybody: Everybody, kind: str
) -> None:
    page = f"/en/desk/{everybody.cast.season.key}/nominations/download/"
    files = 0
    with clock.at(CHECKING_AT):
        for browser in everybody.browsers.values():
            answer = browser.post(page, {"format": kind})
            if _is_file(answer):
                held = _inside(answer)
                assert [text for text in TEXTS if text in held] == []
                assert "A light" in held
                files += 1
    assert files == 1, "organisers of this season alone take the list away"
