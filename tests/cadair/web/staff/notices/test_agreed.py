"""Who agreed to what, in one list; and what somebody signed on paper."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.nominations.models import EntryPerson, Nominee, PublicityStatement
from cadair.nominations.publicity import agreed_kinds, public_name
from cadair.nominations.states import AgeBand, PublicityGiver, PublicityKind
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season

pytestmark = pytest.mark.django_db
NOTE = "Signed on 3 October; in the red folder."


@pytest.fixture
def cast() -> Cast:
    """Mererid agreed to her name and photos, Jo is a child, Sam has said nothing."""
    cast = a_season(SeasonState.CHECKING)
    people = ((LANTERN, "Mererid Cudd", "adult"), (QUIET, "Jo Bach", "under-16"))
    for title, name, band in (*people, (KICKABOUT, "=Sam()", "adult")):
        entry = cast.entries[title]
        Nominee.objects.create(
            nomination=entry.nominations.get(),
            person=EntryPerson.objects.create(entry=entry, name=name),
            name=name,
            age_band=band,
            received_at=CHECKING_AT,
            due_at=CHECKING_AT,
        )
    _said(_nominee("Mererid Cudd"), "name", "photo")
    return cast


def _nominee(name: str) -> Nominee:
    return Nominee.objects.get(name=name)


def _said(nominee: Nominee, *kinds: str) -> None:
    PublicityStatement.objects.create(
        nominee=nominee,
        giver=PublicityGiver.NOMINEE,
        kinds=list(kinds),
        wording=1,
        language="en",
        made_at=CHECKING_AT,
        made_by_ref="link:x",
    )


@pytest.fixture
def client(cast: Cast) -> Client:
    return signed_in(cast.accounts["olwen"])


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("", {"Mererid Cudd", "Jo Bach", "=Sam()"}),
        ("photo", {"Mererid Cudd"}),
        ("press", set()),
        ("silent", {"Jo Bach", "=Sam()"}),
        ("\x00'--", {"Mererid Cudd", "Jo Bach", "=Sam()"}),
    ],
)
def test_the_list_shows_whom_one_may_photograph_or_has_yet_to_ask(
    client: Client, show: str, names: set[str]
) -> None:
    with clock.at(CHECKING_AT):
        page = client.get("/en/desk/valley-2026/nominees/publicity/", {"show": show})
    shown = page.content.decode()
    assert {each for each in ("Mererid Cudd", "Jo Bach", "=Sam()") if each in shown} == names


def test_the_file_has_a_column_for_each_thing_and_no_formula_and_is_on_record(
    client: Client,
) -> None:
    with clock.at(CHECKING_AT):
        sent = client.get("/en/desk/valley-2026/nominees/publicity/file/csv/")
    text = sent.content.decode("utf-8-sig")
    head, *rows = list(csv.reader(StringIO(text)))
    assert len(head) == 5 + len(PublicityKind)
    row = next(each for each in rows if each[1] == "Mererid Cudd")
    assert row[2] == "Mererid Cudd"
    assert row[5:] == [
        "agreed" if kind in {"name", "photo"} else "not agreed" for kind in PublicityKind
    ]
    assert not any(cell.startswith("=") for each in rows for cell in each)
    assert AuditEntry.objects.filter(action="export_publicity").count() == 1
    assert client.get("/en/desk/valley-2026/nominees/publicity/file/exe/").status_code == 404


def _paper(client: Client, nominee: Nominee, **typed: object) -> int:
    address = f"/en/desk/valley-2026/nominees/{nominee.public_id}/paper/"
    with clock.at(CHECKING_AT):
        return client.post(address, {"note": NOTE, **typed}).status_code


def test_what_somebody_signed_counts_and_says_where_the_paper_is(client: Client) -> None:
    sam = _nominee("=Sam()")
    assert _paper(client, sam, kinds=["name"]) == 302
    assert agreed_kinds(sam) == {PublicityKind.NAME}
    said = sam.publicity.get()
    assert (said.note, said.made_by_ref.partition(":")[0]) == (NOTE, "account")
    assert _paper(client, sam, kinds=[]) == 302
    assert agreed_kinds(Nominee.objects.get(pk=sam.pk)) == frozenset()


def test_for_a_child_the_parent_signs_as_well_by_name(client: Client) -> None:
    jo = _nominee("Jo Bach")
    assert _paper(client, jo, kinds=["name"]) == 302
    assert agreed_kinds(jo) == frozenset()
    both = {"kinds": ["name"], "guardian_kinds": ["name"]}
    assert _paper(client, jo, **both) == 422
    assert _paper(client, jo, **both, guardian_name="Mam Jo", capacity="parent") == 302
    jo = _nominee("Jo Bach")
    assert agreed_kinds(jo) == {PublicityKind.NAME}
    assert jo.person is not None
    assert public_name(jo.person) == "Jo"


def test_without_a_note_or_an_age_nothing_is_written_down(client: Client) -> None:
    sam = _nominee("=Sam()")
    assert _paper(client, sam, kinds=["name"], note=" ") == 422
    Nominee.objects.filter(pk=sam.pk).update(age_band=AgeBand.UNKNOWN)
    assert _paper(client, sam, kinds=["name"]) == 422
    assert _paper(client, sam, kinds=["all\x00"]) == 422
    assert not sam.publicity.exists()


def test_the_form_to_print_stands_in_both_languages_whatever_the_page(client: Client) -> None:
    sam = _nominee("=Sam()")
    with clock.at(CHECKING_AT):
        page = client.get(f"/cy/desg/valley-2026/enwebeion/{sam.public_id}/papur/").content.decode()
    assert "What may be public about you" in page
    assert "Beth gaiff fod yn gyhoeddus amdanoch" in page
