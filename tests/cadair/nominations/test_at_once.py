"""The same form at the same moment: two windows, two presses of Send; nothing is torn or doubled.

Real threads with real connections on committed rows, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from functools import partial

import pytest

from cadair.audit.verification import verify
from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import ChangedElsewhere, autosave_draft, submit_draft
from cadair.nominations.models import Nomination
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState
from tests.cadair.at_once import at_once, problems
from tests.cadair.nominations.test_drafting import PAGE, VISITOR, a_draft
from tests.cast import NOMINATING_AT, a_season

pytestmark = pytest.mark.django_db(transaction=True)


def test_send_pressed_four_times_is_one_nomination_and_one_letter() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        draft = a_draft(cast)
        send = partial(submit_draft, draft=draft, page=PAGE, by=VISITOR)
        results = at_once([send] * 4)
    assert problems(results) == []
    assert len({each.pk for each in results if isinstance(each, Nomination)}) == 1
    assert cast.season.nominations.count() == 4
    assert OutboxMessage.objects.filter(to_address="nia@example.org").count() == 1
    verify()


def test_of_four_windows_on_one_page_one_saves_and_three_are_told() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        draft = a_draft(cast, whole=False)
        results = at_once(
            [
                partial(
                    autosave_draft,
                    draft=draft,
                    page="summary",
                    values={"summary": f"Window {number}"},
                    seen=1,
                    by=VISITOR,
                )
                for number in range(4)
            ]
        )
    told = problems(results)
    assert [type(each) for each in told] == [ChangedElsewhere] * 3
    draft.refresh_from_db()
    assert draft.version == 2


def test_an_organisation_typed_by_four_at_once_is_registered_once() -> None:
    results = at_once([partial(named_organisation, name="Clwb Ŵyn")] * 4)
    assert problems(results) == []
    assert Organisation.objects.get().name.cy == "Clwb Ŵyn"
