"""Every text field of every action takes any text: kept as text, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import UnfitText
from cadair.judging.actions import save_scorecard
from cadair.judging.queries import places_to_judge
from cadair.nominations.actions import NewEntry, NominatedPerson, Nominator, submit_nomination
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.states import EntryKind, OrganisationRole, Relation
from cadair.outcomes.actions import decide_category, write_award_text
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.states import Outcome
from cadair.people.actions import open_account, register_organisation
from tests.cadair import valley
from tests.cadair.hostile.texts import CLEANED, KEPT, MEGABYTE

pytestmark = pytest.mark.django_db

Keep = Callable[[valley.SmallSeason, str], str]
"""Put a text into one field by its action; gives what is stored there."""


def both(text: str) -> BilingualText:
    return BilingualText(text, text)


def nominate(small: valley.SmallSeason, **changes: Any) -> Nomination:
    """A nomination that is right but for what the test changes."""
    entry = NewEntry(
        title=BilingualText("", "Bore Da"),
        title_language="en",
        kind=EntryKind.PROJECT,
        categories=[small.categories["asb"]],
    )
    nominator = Nominator(name="Nia", email="nia@example.org")
    given: dict[str, Any] = {"summary": "What they did.", "answers": {}, "language": "en"} | changes
    entry_changes = {k: v for k, v in given.items() if k in NewEntry.__dataclass_fields__}
    sender_changes = {k: v for k, v in given.items() if k in {"name", "email", "organisation"}}
    with clock.at(valley.DURING):
        return submit_nomination(
            season=small.season,
            entry=replace(entry, **entry_changes),
            nominator=replace(nominator, **sender_changes),
            language=given["language"],
            relation=Relation.SELF,
            summary=given["summary"],
            answers=given["answers"],
            by=Actor(ref="visitor:public"),
            reference=given.get("form_reference", ""),
        )


def decide(small: valley.SmallSeason, **changes: Any) -> Decision:
    """A decision that is right but for what the test changes."""
    award = replace(valley.choice(small, "winner", "Operation Lantern"), key="the-award")
    given: dict[str, Any] = {"reason": valley.REASON, "reason_language": "en"} | changes
    award_changes = {k: v for k, v in given.items() if k in type(award).__dataclass_fields__}
    with clock.at(valley.MEETING):
        return decide_category(
            category=small.categories["asb"],
            outcome=Outcome.AWARDED,
            reason=given["reason"],
            reason_language=given["reason_language"],
            decided_by=small.stand_in,
            by=small.by_organiser,
            awards=[replace(award, **award_changes)],
            wording=given.get("wording"),
        )


def given_award(small: valley.SmallSeason, **changes: Any) -> Award:
    return decide(small, **changes).awards.get()


def person(small: valley.SmallSeason, who: NominatedPerson) -> Any:
    return nominate(small, people=[who]).entry.people.get()


def comment(small: valley.SmallSeason, text: str) -> str:
    judge = small.judges[0]
    place = places_to_judge(small.season).select_related("entry", "category")[0]
    given = {"entry": place.entry, "category": place.category, "marks": {"impact": 5}}
    return save_scorecard(judge=judge, comment=text, by=small.by(judge), **given).comment  # type: ignore[arg-type]


def rewritten(small: valley.SmallSeason, text: str) -> str:
    award = given_award(small)
    return write_award_text(award=award, text=both(text), by=small.by_organiser).text.cy


def body(_small: valley.SmallSeason, text: str) -> str:
    return register_organisation(key="new", name=both(text), by=Actor.operator()).name.en


def account(_small: valley.SmallSeason, text: str) -> str:
    number = AuditEntry.objects.count()
    return open_account(email=f"a{number}@example.org", name=text, by=Actor.operator()).name


Field = tuple[Callable[[], valley.SmallSeason], Keep]
LINES: dict[str, Field] = {
    "title": (
        valley.opened,
        lambda small, text: nominate(small, title=BilingualText("", text)).entry.title,
    ),
    "title in both": (
        valley.opened,
        lambda small, text: nominate(small, title=both(text), title_language="").entry.title_cy,
    ),
    "place": (valley.opened, lambda small, text: nominate(small, place=both(text)).entry.place.cy),
    "person": (valley.opened, lambda small, text: person(small, NominatedPerson(text)).name),
    "role": (
        valley.opened,
        lambda small, text: person(small, NominatedPerson("", both(text))).description.en,
    ),
    "nominator": (valley.opened, lambda small, text: nominate(small, name=text).nominator_name),
    "employer": (
        valley.opened,
        lambda small, text: nominate(small, organisation=text).nominator_organisation,
    ),
    "award title": (
        valley.in_deciding,
        lambda small, text: given_award(small, title=both(text)).title.cy,
    ),
    "presenter": (
        valley.in_deciding,
        lambda small, text: given_award(small, presenter=both(text)).presenter.cy,
    ),
    "collector": (
        valley.in_deciding,
        lambda small, text: given_award(small, collected_by=both(text)).collected_by.en,
    ),
    "organisation": (valley.small_season, body),
    "account": (valley.small_season, account),
}
PASSAGES: dict[str, Field] = {
    "summary": (valley.opened, lambda small, text: nominate(small, summary=text).summary),
    "answer": (
        valley.opened,
        lambda small, text: nominate(small, answers={"impact": text}).answers["impact"],
    ),
    "comment": (valley.in_judging, comment),
    "reason": (
        valley.in_deciding,
        lambda small, text: decide(small, reason=BilingualText("", text)).reason,
    ),
    "wording": (
        valley.in_deciding,
        lambda small, text: decide(small, wording=both(text)).wording.cy,
    ),
    "award text": (
        valley.in_deciding,
        lambda small, text: given_award(small, text=both(text)).text.cy,
    ),
    "award text again": (valley.in_deciding, rewritten),
}
EVERY = LINES | PASSAGES


@pytest.mark.parametrize("field", EVERY)
def test_any_text_is_kept_to_the_letter_or_without_what_nobody_can_see(field: str) -> None:
    state, keep = EVERY[field]
    small = state()
    for name, text in KEPT.items():
        assert keep(small, text) == text, name
    for name, (text, stored) in CLEANED.items():
        assert keep(small, text) == stored, name


@pytest.mark.parametrize("field", LINES)
def test_a_line_stays_one_line(field: str) -> None:
    state, keep = LINES[field]
    assert keep(state(), " a \r\n b\tc\u2028d ") == "a b c d"


@pytest.mark.parametrize("field", PASSAGES)
def test_a_passage_keeps_its_lines_however_they_end(field: str) -> None:
    state, keep = PASSAGES[field]
    assert keep(state(), "a\r\nb\rc\u2028d  \r\n\r\n") == "a\nb\nc\nd"


@pytest.mark.parametrize("field", EVERY)
def test_a_megabyte_is_refused_in_both_languages_and_changes_nothing(field: str) -> None:
    state, keep = EVERY[field]
    small = state()
    keep(small, "fits")
    before = [AuditEntry.objects.count(), Nomination.objects.count(), Entry.objects.count()]
    said = set()
    for language in ("cy", "en"):
        with translation.override(language), pytest.raises(UnfitText) as refusal:
            keep(small, MEGABYTE)
        assert refusal.value.code == "text-too-long"
        said.add(str(refusal.value))
    after = [AuditEntry.objects.count(), Nomination.objects.count(), Entry.objects.count()]
    # Writing the text of an award takes a decision first, which stands.
    assert after[1:] == before[1:]
    assert after[0] - before[0] == (2 if field == "award text again" else 0)
    assert len(said) == 2
    assert all(len(sentence) < 200 and "500000" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": BilingualText("", " \u202e\x00 ")}, "text-missing"),
        ({"title": BilingualText("Bore Da", "")}, "text-missing"),
        ({"title": BilingualText("Bore Da", ""), "title_language": ""}, "text-missing"),
        ({"title_language": "fr"}, "text-missing"),
        ({"title": both("Bore Da"), "title_language": "fr"}, "unknown-language"),
        ({"summary": "\u200b"}, "text-missing"),
        ({"name": ""}, "text-missing"),
        ({"email": "nia@example.org\r\nBcc: all@example.org"}, "not-an-address"),
        ({"email": "Nia <nia@example.org>"}, "not-an-address"),
        ({"email": "n" * 300 + "@example.org"}, "not-an-address"),
        ({"language": "cymraeg"}, "unknown-language"),
        ({"answers": {"<script>": "x"}}, "unknown-criterion"),
        ({"people": [NominatedPerson()]}, "person-without-name"),
        ({"people": [NominatedPerson("\x00", both(""))]}, "person-without-name"),
        ({"reference": "2026-001"}, "reference-taken"),
        ({"reference": "../../etc/passwd"}, "reference-form"),
        ({"reference": "a" * 81}, "reference-form"),
        ({"form_reference": "N-0001"}, "reference-taken"),
        ({"form_reference": "<b>"}, "reference-form"),
        ({"categories": []}, "no-category"),
    ],
)
def test_a_nomination_that_no_table_could_hold_is_refused_with_its_reason(
    changes: dict[str, Any], code: str
) -> None:
    small = valley.opened()
    before = AuditEntry.objects.count()
    with valley.refused(code):
        nominate(small, **changes)
    assert AuditEntry.objects.count() == before
    assert not Nomination.objects.filter(entry__title_en="Bore Da").exists()


def test_naming_a_category_or_an_organisation_twice_is_refused() -> None:
    small = valley.opened()
    with valley.refused("named-twice"):
        nominate(small, categories=[small.categories["asb"]] * 2)
    with valley.refused("named-twice"):
        nominate(small, organisations=[(small.bodies["club"], OrganisationRole.LEAD)] * 2)


def test_an_entry_of_another_season_or_a_withdrawn_one_takes_no_more_nominations() -> None:
    small = valley.opened()
    entry = small.entries["Quiet Corner"]
    common: dict[str, Any] = {
        "entry": entry,
        "nominator": Nominator("Nia", "nia@example.org"),
        "language": "en",
        "relation": Relation.SELF,
        "summary": "Again",
        "answers": {},
        "by": Actor(ref="visitor:public"),
    }
    Entry.objects.filter(pk=entry.pk).update(eligibility="withdrawn")
    with clock.at(valley.DURING), valley.refused("entry-withdrawn"):
        submit_nomination(season=small.season, **common)


@pytest.mark.parametrize("title", ["🎉", "مرحبا", "…", "=+-@", "א"])
def test_a_title_without_a_letter_for_an_address_still_has_an_address_in_both_languages(
    title: str,
) -> None:
    award = given_award(valley.in_deciding(), title=both(title))
    assert award.slug.cy
    assert award.slug.en


def test_two_awards_that_would_share_an_address_are_refused() -> None:
    small = valley.in_deciding()
    twins = [
        replace(valley.choice(small, kind, title), title=both("The same"))
        for kind, title in (("winner", "Operation Lantern"), ("highly-commended", "Golau’r Stryd"))
    ]
    with clock.at(valley.MEETING), valley.refused("award-address-taken"):
        decide_category(
            category=small.categories["asb"],
            outcome=Outcome.AWARDED,
            reason=valley.REASON,
            reason_language="en",
            decided_by=small.stand_in,
            by=small.by_organiser,
            awards=twins,
        )
    assert not Award.objects.exists()


def test_a_chair_decides_nothing_in_somebody_elses_season() -> None:
    small = valley.in_deciding()
    other = small.season.programme.seasons.create(
        key="other", year=2027, name_cy="Arall", name_en="Other", state="deciding"
    )
    category = other.categories.create(
        key="asb", group="theme", position=0, name_cy="A", name_en="A", slug_cy="a", slug_en="a",
        definition_cy="", definition_en="", sort_cy=b"", sort_en=b"",
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        decide_category(
            category=category,
            outcome=Outcome.NO_AWARD,
            reason=valley.REASON,
            reason_language="en",
            decided_by=small.chair,
            by=small.by(small.chair),
        )
    assert refusal.value.code == "not-the-chair"
