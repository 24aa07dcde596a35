"""The register of organisations, in the order of either alphabet."""

from __future__ import annotations

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.people.actions import register_organisation
from cadair.people.models import Organisation
from cadair.people.queries import organisations_in_order

pytestmark = pytest.mark.django_db

OPERATOR = Actor.operator()


def _register(key: str, cy: str, en: str) -> Organisation:
    return register_organisation(key=key, name=BilingualText(cy=cy, en=en), by=OPERATOR)


def test_a_list_follows_the_alphabet_of_its_language() -> None:
    _register("llanelli", "Llanelli", "Llanelli")
    _register("lymington", "Lymington", "Lymington")
    _register("chwilog", "Chwilog", "Chwilog")
    _register("cyncoed", "Cyncoed", "Cyncoed")
    _register("cardiff", "Caerdydd", "Cardiff")
    welsh = [o.name.cy for o in organisations_in_order("cy")]
    english = [o.name.en for o in organisations_in_order("en")]
    assert welsh == ["Caerdydd", "Cyncoed", "Chwilog", "Lymington", "Llanelli"]
    assert english == ["Cardiff", "Chwilog", "Cyncoed", "Llanelli", "Lymington"]


def test_correcting_a_name_keeps_the_body_and_moves_it_in_the_order() -> None:
    first = _register("body", "Anghywir", "Wrong")
    second = _register("body", "Cywir", "Right")
    assert second.pk == first.pk
    assert second.public_id == first.public_id
    assert second.sort_cy != first.sort_cy
    assert AuditEntry.objects.filter(action="register_organisation").count() == 2


def test_a_name_is_given_in_both_languages() -> None:
    with pytest.raises(Refusal):
        _register("body", "Corff", "")
    assert not Organisation.objects.exists()


def test_only_the_operator_registers() -> None:
    by = Actor.account(public_id="0f" * 16, account_id=1)
    with pytest.raises(NotAllowed):
        register_organisation(key="body", name=BilingualText("Corff", "Body"), by=by)
