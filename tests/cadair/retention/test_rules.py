"""The rules themselves: what hangs on a nomination is known, and every rule has a name."""

from __future__ import annotations

from cadair.nominations.models import Nomination
from cadair.retention import erasing
from cadair.retention.rules import RULES


def test_whatever_hangs_on_a_nomination_is_known() -> None:
    """A table that is added must say what becomes of its rows: it goes too, or it is named here."""
    known = {manager.model for manager in erasing.HANGING_ON}
    stays = {"BatchText"}
    hanging = {each.related_model for each in Nomination._meta.related_objects}
    assert {model.__name__ for model in hanging - known} - stays == set()


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
