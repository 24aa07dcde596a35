"""An award that reaches beyond its category: whoever may get it is on the list."""

from __future__ import annotations

import pytest

from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import KICKABOUT, QUIET, a_season

pytestmark = pytest.mark.django_db


def test_the_list_holds_every_entry_that_an_award_may_go_to() -> None:
    cast = a_season(SeasonState.DECIDING)
    chair = pages.browser(cast, "cerys")
    before = chair.get(pages.category(cast, "asb")).content.decode()
    kind = cast.kind("winner")
    kind.rule = {**(kind.rule or {}), "method": "highest-score/1", "pool": "all-entries"}
    kind.save()
    after = chair.get(pages.category(cast, "asb")).content.decode()
    assert QUIET in before
    assert KICKABOUT not in before
    assert QUIET in after
    assert KICKABOUT in after
    assert "Each entry stands with its best score in any category." in after
