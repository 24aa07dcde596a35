"""Who acts is named by an opaque reference; a refusal says why in the reader's language."""

from __future__ import annotations

import copy
import pickle
import re

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from cadair.foundation.actors import Actor
from cadair.foundation.models import new_public_id
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal

RESERVED = gettext_lazy("This address is kept for a page of the system; choose another.")
NUMBER = gettext_lazy("An address cannot be only a number; add a word to it.")


def test_an_actor_is_named_without_a_name() -> None:
    person = Actor.account(public_id="a1b2", account_id=7)
    assert (person.ref, person.account_id, person.is_operator) == ("account:a1b2", 7, False)
    assert Actor.operator().ref == "console:operator"
    assert Actor.system("worker").ref == "system:worker"
    assert Actor.operator().is_operator
    assert Actor.system("worker").is_operator


def test_an_actor_cannot_be_changed_into_another() -> None:
    with pytest.raises(AttributeError):
        Actor.operator().ref = "account:other"  # type: ignore[misc]


def test_a_refusal_keeps_its_code_and_speaks_the_language_of_the_moment() -> None:
    refusal = Refusal("slug-reserved", RESERVED)
    with translation.override("cy"):
        assert "dewiswch un arall" in str(refusal)
    with translation.override("en"):
        assert str(refusal) == "This address is kept for a page of the system; choose another."
    assert refusal.code == "slug-reserved"
    assert refusal.args == ("slug-reserved",)


@pytest.mark.parametrize("kind", [NotAllowed, NotNow, NotComplete])
def test_every_refusal_can_be_caught_as_one(kind: type[Refusal]) -> None:
    assert issubclass(kind, Refusal)


def test_what_is_missing_is_listed_line_by_line_in_the_readers_language() -> None:
    refusal = NotComplete("not-ready", RESERVED, (NUMBER, "plain"))
    with translation.override("cy"):
        first, second, third = str(refusal).splitlines()
    assert first.startswith("Mae’r cyfeiriad")
    assert second.startswith("- Ni chaiff")
    assert third == "- plain"


@pytest.mark.parametrize(
    "refusal",
    [NotNow("closed", "It is closed."), NotComplete("not-ready", "Not yet.", ("one", "two"))],
)
def test_a_refusal_survives_the_way_to_another_process(refusal: Refusal) -> None:
    for travelled in (pickle.loads(pickle.dumps(refusal)), copy.copy(refusal)):  # noqa: S301
        assert (type(travelled), travelled.code) == (type(refusal), refusal.code)
        assert str(travelled) == str(refusal)


def test_public_identities_are_random_and_fit_for_an_address() -> None:
    identities = {new_public_id() for _ in range(100)}
    assert len(identities) == 100
    assert all(re.fullmatch(r"[0-9a-f]{32}", identity) for identity in identities)
