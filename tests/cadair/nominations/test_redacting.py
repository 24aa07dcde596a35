"""What is taken out stays out: of the columns, of every text, through every later change."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.files.models import StoredFile
from cadair.files.states import FileKind, FileState
from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete, Refusal
from cadair.judging.actions import begin_judging
from cadair.nominations.actions import (
    declare_eligible,
    lift_redaction,
    mark_all_read,
    mark_read,
    open_original,
    redact_passage,
    renew_panel_copy,
    reword_title,
    withhold_name,
)
from cadair.nominations.hints import hints_in
from cadair.nominations.models import EntryPerson, Evidence, Nomination, OriginalReading
from cadair.nominations.queries import (
    harmless_nominations,
    panel_person,
    panel_texts,
    state_to_read,
    unread_nominations,
)
from cadair.nominations.redacting import Span, pieces, places_of, redacted
from cadair.nominations.states import RedactionReason
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season

pytestmark = pytest.mark.django_db
NAME = "Heulwen Xylander"
TEXT = f"The victim, {NAME}, was helped. {NAME} came back.\nHeulwen\nXylander thanked us."


@pytest.fixture
def cast() -> Cast:
    """Nominations are checked; that of Operation Lantern names somebody."""
    found = a_season(SeasonState.CHECKING)
    sent = Nomination.objects.get(entry=found.entries[LANTERN])
    sent.summary = TEXT
    sent.answers = {"prevention": f"{NAME} again", "impact": "…"}
    sent.save()
    renew_panel_copy(sent)
    return found


def _sent(cast: Cast) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[LANTERN])


def _redact(cast: Cast, passage: str = NAME, **more: Any) -> Nomination:
    with clock.at(CHECKING_AT):
        redact_passage(
            nomination=_sent(cast),
            passage=passage,
            reason=RedactionReason.VICTIM,
            by=cast.organiser,
            **more,
        )
    return _sent(cast)


def test_a_name_goes_from_every_text_however_its_lines_were_broken(cast: Cast) -> None:
    sent = _redact(cast)
    assert sent.panel_summary == (
        "The victim, [victim], was helped. [victim] came back.\n[victim] thanked us."
    )
    assert sent.panel_answers["prevention"] == "[victim] again"
    assert sent.summary == TEXT


def test_the_mark_is_in_the_language_of_the_text(cast: Cast) -> None:
    Nomination.objects.filter(pk=_sent(cast).pk).update(language="cy")
    assert "[dioddefwr]" in _redact(cast).panel_summary


def test_one_place_alone_can_be_taken_out_and_given_back(cast: Cast) -> None:
    sent = _redact(cast, field="summary", start=TEXT.index(NAME))
    assert sent.panel_summary.count(NAME) == 1
    with clock.at(CHECKING_AT):
        lift_redaction(redaction=sent.redactions.get(), by=cast.organiser)
    assert _sent(cast).panel_summary == TEXT


def test_words_that_do_not_stand_there_are_refused(cast: Cast) -> None:
    for passage, more in (
        ("Nobody Here", {}),
        ("   ", {}),
        ("eulwen", {}),
        (NAME, {"field": "summary", "start": 3}),
        (NAME, {"field": "no-such-text", "start": 0}),
    ):
        with pytest.raises(Refusal):
            _redact(cast, passage, **more)
    _redact(cast)
    with pytest.raises(Refusal):
        _redact(cast)


def test_a_redaction_follows_its_words_when_the_nominator_changes_the_text(cast: Cast) -> None:
    sent = _redact(cast)
    with clock.at(CHECKING_AT):
        mark_read(nomination=sent, by=cast.organiser)
    sent = _sent(cast)
    sent.summary = f"A new beginning. {NAME} is still named here."
    sent.answers = {"prevention": "Nobody here now.", "impact": "…"}
    sent.save()
    renew_panel_copy(sent)
    sent = _sent(cast)
    assert sent.panel_summary == "A new beginning. [victim] is still named here."
    assert not sent.is_read, "what was changed is read again"
    assert sent.redactions.count() == 1


def test_the_panel_reads_nothing_that_nobody_has_read(cast: Cast) -> None:
    sent = _sent(cast)
    text = panel_texts(sent)
    assert (text.is_read, text.summary, list(text.answers)) == (False, "", [])
    with clock.at(CHECKING_AT):
        mark_read(nomination=sent, by=cast.organiser)
    assert panel_texts(_sent(cast)).summary == TEXT


def test_judging_waits_until_all_is_read(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        for entry in cast.entries.values():
            declare_eligible(entry=entry, by=cast.organiser)
        with pytest.raises(NotComplete) as refused:
            begin_judging(season=cast.season, by=cast.organiser)
        assert "3" in " ".join(str(each) for each in refused.value.problems)
        for each in unread_nominations(cast.season):
            mark_read(nomination=each, by=cast.organiser)
        begin_judging(season=cast.season, by=cast.organiser)


def test_a_nomination_with_a_hint_is_never_read_in_a_batch(cast: Cast) -> None:
    assert _sent(cast).hints > 0
    with clock.at(CHECKING_AT):
        with pytest.raises(Refusal):
            mark_all_read(season=cast.season, nominations=[_sent(cast)], by=cast.organiser)
        plain = list(unread_nominations(cast.season).filter(hints=0))
        mark_all_read(season=cast.season, nominations=plain, by=cast.organiser)
    assert [each.entry.title for each in unread_nominations(cast.season)] == [LANTERN]


def test_a_nomination_with_a_file_or_a_link_is_never_read_in_a_batch(cast: Cast) -> None:
    """No hint can see what a file shows."""
    shown = next(iter(harmless_nominations(cast.season)))
    Evidence.objects.create(
        nomination=shown, position=0, link="https://example.org/photo", description="A photograph"
    )
    assert shown not in harmless_nominations(cast.season)
    with clock.at(CHECKING_AT), pytest.raises(Refusal):
        mark_all_read(season=cast.season, nominations=[shown], by=cast.organiser)


def test_what_changed_after_the_page_was_opened_has_not_been_read(cast: Cast) -> None:
    before = state_to_read(_sent(cast))
    sent = _sent(cast)
    sent.summary = "Delyth Xylander was there too."
    sent.save()
    renew_panel_copy(sent)
    with clock.at(CHECKING_AT):
        with pytest.raises(Refusal) as refused:
            mark_read(nomination=sent, by=cast.organiser, shown=before)
        assert refused.value.code == "nomination-changed"
        assert not _sent(cast).is_read
        mark_read(nomination=sent, by=cast.organiser, shown=state_to_read(_sent(cast)))
    assert _sent(cast).is_read


def test_what_nobody_could_open_yet_has_not_been_read(cast: Cast) -> None:
    """Judges would see it as soon as it is checked; what is kept from them holds up nothing."""
    file = StoredFile.objects.create(
        kind=FileKind.JPEG,
        state=FileState.CHECKING,
        name="llun.jpg",
        size=1,
        received_at=CHECKING_AT,
        next_attempt_at=CHECKING_AT,
    )
    sent = _sent(cast)
    there = Evidence.objects.create(nomination=sent, position=0, file=file, description="A photo")
    with clock.at(CHECKING_AT):
        with pytest.raises(Refusal) as refused:
            mark_read(nomination=sent, by=cast.organiser)
        assert refused.value.code == "file-being-checked"
        Evidence.objects.filter(pk=there.pk).update(is_withheld=True)
        mark_read(nomination=sent, by=cast.organiser)
    assert _sent(cast).is_read


def test_only_an_organiser_redacts_reads_or_opens_the_original(cast: Cast) -> None:
    sent = _sent(cast)
    with clock.at(CHECKING_AT):
        for name in ("ann", "cerys", "eirian", "sian"):
            by = cast.actor(name)
            with pytest.raises(NotAllowed):
                mark_read(nomination=sent, by=by)
            with pytest.raises(NotAllowed):
                open_original(nomination=sent, why="I want to.", by=by)
            with pytest.raises(NotAllowed):
                redact_passage(nomination=sent, passage=NAME, reason=RedactionReason.NAME, by=by)
    assert not OriginalReading.objects.exists()


def test_the_original_needs_a_reason_and_leaves_one(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        with pytest.raises(Refusal):
            open_original(nomination=_sent(cast), why=" \x00 ", by=cast.organiser)
        open_original(nomination=_sent(cast), why="The nominator asks.", by=cast.organiser)
    assert OriginalReading.objects.get().why == "The nominator asks."


def test_a_title_is_worded_otherwise_and_the_former_one_kept(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        for wrong in (BilingualText(), BilingualText(cy="Yn Gymraeg"), BilingualText(en=LANTERN)):
            with pytest.raises(Refusal):
                reword_title(entry=cast.entries[LANTERN], title=wrong, by=cast.organiser)
        entry = reword_title(
            entry=cast.entries[LANTERN], title=BilingualText(en="A light"), by=cast.organiser
        )
    assert entry.title == "A light"
    assert entry.former_titles.get().title_en == LANTERN


def test_a_withheld_name_is_a_mark_in_the_readers_language(cast: Cast) -> None:
    person = EntryPerson.objects.create(entry=cast.entries[LANTERN], name=NAME)
    with clock.at(CHECKING_AT):
        withhold_name(part=person, is_withheld=True, by=cast.organiser)
    person.refresh_from_db()
    assert panel_person(person) == "[name]"
    assert person.name == NAME


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The victim, Jane Example, came.", ["Jane Example"]),
        ("Roedd y dioddefwr, Siân ap Huw, yno.", ["Siân ap Huw"]),
        ("The victim of the assault, Jane Example, came.", ["Jane Example"]),
        ("at 14 High Street, NP20 4AB", ["14 High Street", "NP20 4AB"]),
        ("yn 12 Stryd y Bont", ["12 Stryd y Bont"]),
        ("Ring 07700 900123 or +44 1632 960 001.", ["07700 900123", "+44 1632 960 001"]),
        ("born on 3/4/2009", ["3/4/2009"]),
        ("Ganwyd hi ar 3 Mai 1991", ["3 Mai 1991"]),
        ("crime reference number WP/2025/00412", ["WP/2025/00412"]),
        ("Rhif yr achos: 2400123456", ["2400123456"]),
        ("write to a.b@example.org", ["a.b@example.org"]),
        ("a 14-year-old boy called Tom", ["14-year-old boy", "Tom"]),
        ("Victim Support and South Wales Police met 253 people in 2025.", []),
        ("Cefnogi dioddefwyr yng Nghymru yw’r nod.", []),
    ],
)
def test_hints_are_found_in_both_languages(text: str, found: list[str]) -> None:
    assert [text[hint.start : hint.end] for hint in hints_in(text)] == found


WORDS = st.text(alphabet="aŵ ’\n.😀", min_size=1, max_size=12)


@given(before=WORDS, secret=st.text(alphabet="QZX", min_size=3, max_size=9), after=WORDS)
def test_what_is_taken_out_is_nowhere_in_what_is_left(before: str, secret: str, after: str) -> None:
    text = f"{before} {secret} {after} {secret}"
    spans = [Span(*place, RedactionReason.OTHER) for place in places_of(secret, text)]
    assert len(spans) == 2
    assert secret not in redacted(text, spans, "cy")


@given(
    text=st.text(alphabet="abc ŵ\n", min_size=1, max_size=40),
    cuts=st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)), max_size=6),
)
def test_spans_that_overlap_take_out_all_of_theirs_and_nothing_else(
    text: str, cuts: list[tuple[int, int]]
) -> None:
    spans = [
        Span(start, min(start + size, len(text)), RedactionReason.OTHER)
        for start, size in cuts
        if start < len(text)
    ]
    gone = {n for span in spans for n in range(span.start, span.end)}
    left = "".join(letter for n, letter in enumerate(text) if n not in gone)
    shown = pieces(text, spans, "en")
    assert "".join(piece.text for piece in shown if not piece.is_mark) == left
