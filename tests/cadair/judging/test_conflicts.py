"""What may tie a judge to an entry, from values alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.judging.conflicts import (
    Body,
    Matching,
    PutForward,
    Sender,
    Sitting,
    is_same_person,
    needs_reason,
    same_box,
    share_domain,
)
from cadair.judging.states import InterestKind, InterestNature, Sign

pytestmark = pytest.mark.static

POLICE = Body(1, ("Heddlu Gwent", "Gwent Police"), frozenset({"gwent.police.uk"}))
COUNCIL = Body(2, ("Cyngor Sir Fynwy", "Monmouthshire County Council"))
TYPED = Body(3, ("Monmouthshire Council", "Monmouthshire Council"))
CHARITY = Body(4, ("Elusen y Bont", "Bridge Charity"), frozenset({"bridge.cymru"}))
BODIES = {each.id: each for each in (POLICE, COUNCIL, TYPED, CHARITY)}


def signs(judge: Sitting, entry: PutForward) -> list[Sign]:
    return [each.sign for each in Matching(judge, BODIES).suggestions(entry)]


def a_judge(body: Body = COUNCIL, **more: object) -> Sitting:
    given_more = {"name": "Siân Jones", "address": "sian@monmouthshire.gov.uk", "account": 7}
    return Sitting(body=body, **{**given_more, **more})  # type: ignore[arg-type]


def test_the_own_body_behind_an_entry_is_seen_also_as_a_nominator_typed_it() -> None:
    assert signs(a_judge(), PutForward(bodies=[(COUNCIL.id, False)])) == [Sign.EMPLOYER]
    assert signs(a_judge(), PutForward(bodies=[(TYPED.id, False)])) == [Sign.EMPLOYER]
    assert signs(a_judge(), PutForward(bodies=[(POLICE.id, False)])) == []


def test_a_nominator_from_the_own_body_is_seen_by_its_name_in_either_language() -> None:
    for typed in ("Cyngor Sir Fynwy", "Monmouthshire CC", "MONMOUTHSHIRE COUNTY COUNCIL"):
        assert signs(a_judge(), PutForward(senders=[Sender(organisation=typed)])) == [
            Sign.SENT_BY_EMPLOYER
        ]


def test_the_same_domain_tells_and_a_public_one_never_does() -> None:
    entry = PutForward(senders=[Sender(address="dai@monmouthshire.gov.uk")])
    assert signs(a_judge(), entry) == [Sign.SAME_DOMAIN]
    for public in ("gmail.com", "hotmail.co.uk", "yahoo.co.uk", "btinternet.com", "example.org"):
        judge = a_judge(address=f"sian@{public}")
        assert signs(judge, PutForward(senders=[Sender(address=f"dai@{public}")])) == []


def test_what_the_judge_sent_in_or_wrote_too_is_seen_by_address_and_account() -> None:
    for sender in (
        Sender(address="SIAN+awards@monmouthshire.gov.uk"),
        Sender(address="other@elsewhere.cymru", accounts=frozenset({7})),
    ):
        assert signs(a_judge(), PutForward(senders=[sender])) == [Sign.SENT_IT]


def test_a_namesake_is_suggested_and_may_be_dismissed_without_a_word() -> None:
    found = Matching(a_judge(), BODIES).suggestions(
        PutForward(senders=[Sender(name="Dr Sian E. Jones")], people=[("Jones, Siân", False)])
    )
    assert [each.sign for each in found] == [Sign.NAMESAKE_SENT_IT, Sign.NAMED]
    assert not needs_reason(found, InterestKind.NONE)


def test_a_member_of_the_own_body_is_suggested_as_an_interest_with_which_one_may_score() -> None:
    judge = a_judge(POLICE, represents=frozenset({COUNCIL.id}), address="a@gwent.police.uk")
    [found] = Matching(judge, BODIES).suggestions(PutForward(bodies=[(COUNCIL.id, False)]))
    assert (found.kind, found.nature) == (
        InterestKind.MAY_SCORE,
        InterestNature.PARTNER_ORGANISATION,
    )
    assert not needs_reason([found], InterestKind.NONE)


def test_a_body_that_has_letters_where_the_judge_has_is_the_same_employer() -> None:
    judge = a_judge(address="x@post.bridge.cymru")
    assert signs(judge, PutForward(bodies=[(CHARITY.id, False)])) == [Sign.SAME_DOMAIN]


@pytest.mark.parametrize("sign", [Sign.EMPLOYER, Sign.SENT_BY_EMPLOYER, Sign.SAME_DOMAIN])
def test_a_match_with_the_employer_is_never_dismissed_without_a_reason(sign: Sign) -> None:
    by_sign = {
        Sign.EMPLOYER: PutForward(bodies=[(COUNCIL.id, False)]),
        Sign.SENT_BY_EMPLOYER: PutForward(senders=[Sender(organisation="Cyngor Sir Fynwy")]),
        Sign.SAME_DOMAIN: PutForward(addresses=["dai@monmouthshire.gov.uk"]),
    }
    found = Matching(a_judge(), BODIES).suggestions(by_sign[sign])
    assert [each.sign for each in found] == [sign]
    assert needs_reason(found, InterestKind.NONE)
    assert not needs_reason(found, InterestKind.MAY_SCORE)


def test_what_the_panel_may_not_read_is_marked_so() -> None:
    entry = PutForward(bodies=[(COUNCIL.id, True)], people=[("Siân Jones", True)])
    found = Matching(a_judge(), BODIES).suggestions(entry)
    assert {each.sign: each.is_hidden for each in found} == {Sign.NAMED: True, Sign.EMPLOYER: True}


def test_nothing_known_of_a_judge_suggests_nothing() -> None:
    judge = Sitting(name="", address="", account=None, body=Body(9, ("", "")))
    entry = PutForward(
        bodies=[(COUNCIL.id, False)],
        people=[("", False)],
        addresses=[""],
        senders=[Sender(), Sender(name="Siân", accounts=frozenset())],
    )
    assert signs(judge, entry) == []


ADDRESSES = st.one_of(
    st.emails(), st.text(max_size=40), st.sampled_from(["a@b", "@", "a@", "@b.cymru", "a@co.uk"])
)


@given(ADDRESSES, ADDRESSES)
def test_comparing_addresses_never_fails_and_has_no_order(one: str, other: str) -> None:
    assert share_domain(one, other) == share_domain(other, one)
    assert same_box(one, other) == same_box(other, one)


@given(st.sampled_from(["gmail.com", "outlook.com", "nhs.uk", "police.uk", "example.org", "co.uk"]))
def test_a_domain_of_everybody_ties_nobody(domain: str) -> None:
    assert not share_domain(f"a@{domain}", f"b@{domain}")
    assert not share_domain(f"a@one.{domain}", f"b@two.{domain}")


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_names_of_people_has_no_order(one: str, other: str) -> None:
    assert is_same_person(one, other) == is_same_person(other, one)


def test_one_word_is_no_name_by_which_somebody_is_known() -> None:
    assert not is_same_person("Siân", "Siân")
    assert not is_same_person("Siân Jones", "Siân Evans")
    assert is_same_person("Sian JONES", "Cyng. Siân Jones")
