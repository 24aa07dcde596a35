"""Catalogues are compiled without GNU gettext and compared with what the code asks for."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import polib
import pytest

from cadair.foundation.catalogue import (
    PLURAL_RULE,
    borrowed_messages,
    catalogues,
    compile_all,
    contradictions,
    mark_unsigned,
    missing,
    translations,
    translations_of,
    unused,
)
from cadair.foundation.extraction import Message

HEADER = f"""msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {PLURAL_RULE}\\n"
"""


def write(root: Path, app: str, body: str) -> Path:
    """A catalogue of one app of a project below `root`."""
    folder = root / app / "locale" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    path = folder / "django.po"
    path.write_text(f"{HEADER}\n{body}", encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_for_gettext(tmp_path: Path) -> None:
    write(tmp_path, "seasons", 'msgid "Open"\nmsgstr "Ar agor: ŵ"\n')
    compiled = compile_all(tmp_path)
    assert [path.name for path in compiled] == ["django.mo"]
    welsh = gettext.translation("django", str(tmp_path / "seasons" / "locale"), ["cy"])
    assert welsh.gettext("Open") == "Ar agor: ŵ"


def test_only_what_is_older_than_its_source_is_compiled(tmp_path: Path) -> None:
    path = write(tmp_path, "seasons", 'msgid "Open"\nmsgstr "Ar agor"\n')
    assert len(compile_all(tmp_path)) == 1
    assert compile_all(tmp_path) == []
    later = path.with_suffix(".mo").stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))
    assert len(compile_all(tmp_path)) == 1


def test_compiling_leaves_nothing_beside_the_result(tmp_path: Path) -> None:
    path = write(tmp_path, "seasons", 'msgid "Open"\nmsgstr "Ar agor"\n')
    compile_all(tmp_path)
    assert sorted(p.name for p in path.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_broken_catalogue_stops_the_start(tmp_path: Path) -> None:
    write(tmp_path, "seasons", 'msgid "Open"\nnonsense\n')
    with pytest.raises(OSError, match=r"django\.po"):
        compile_all(tmp_path)


def test_every_catalogue_of_the_project_is_found() -> None:
    apps = {path.parents[3].name for path in catalogues()}
    assert {"cadair", "foundation", "seasons"} <= apps


def test_a_message_without_complete_welsh_is_missing(tmp_path: Path) -> None:
    write(
        tmp_path,
        "seasons",
        'msgid "A"\nmsgstr "Â"\n\nmsgid "B"\nmsgstr ""\n\n#, fuzzy\nmsgid "C"\nmsgstr "Ĉ"\n\n'
        'msgctxt "menu"\nmsgid "D"\nmsgstr "Dd"\n\n'
        'msgid "E"\nmsgid_plural "Es"\nmsgstr[0] "e"\nmsgstr[1] ""\n',
    )
    asked = [Message(letter) for letter in "ABCDEF"] + [Message("D", context="menu"), Message("B")]
    report = missing(asked, translations(tmp_path))
    assert [(message.context, message.msgid) for message in report] == [
        ("", "B"),
        ("", "C"),
        ("", "D"),
        ("", "E"),
        ("", "F"),
    ]


def test_welsh_that_nothing_asks_for_is_unused(tmp_path: Path) -> None:
    write(tmp_path, "seasons", 'msgid "A"\nmsgstr "Â"\n\nmsgid "B"\nmsgstr "B"\n')
    assert [t.msgid for t in unused([Message("A")], translations(tmp_path))] == ["B"]


def test_two_catalogues_that_differ_contradict_each_other(tmp_path: Path) -> None:
    write(tmp_path, "seasons", 'msgid "Open"\nmsgstr "Ar agor"\n')
    write(tmp_path, "web", 'msgid "Open"\nmsgstr "Agor"\n')
    write(tmp_path, "mail", 'msgid "Open"\nmsgstr "Agor"\n')
    ((first, second),) = contradictions(translations(tmp_path))
    assert {first.welsh, second.welsh} == {("Agor",), ("Ar agor",)}


def test_obsolete_texts_count_for_nothing(tmp_path: Path) -> None:
    write(tmp_path, "seasons", '#~ msgid "Open"\n#~ msgstr "Ar agor"\n')
    assert list(translations(tmp_path)) == []


def test_every_text_is_marked_until_a_translator_has_signed_it_off(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "seasons",
        'msgid "A"\nmsgstr "Â"\n\n#. a note\nmsgid "B"\nmsgstr "B"\n\n'
        '#. signed off: E. Rees, 2026-11-20\nmsgid "C"\nmsgstr "Ĉ"\n',
    )
    assert [t.state for t in translations_of(path)] == ["unmarked", "unmarked", "signed off"]
    assert mark_unsigned(path) == 2
    assert [t.state for t in translations_of(path)] == [
        "awaiting review",
        "awaiting review",
        "signed off",
    ]
    (second,) = [entry for entry in polib.pofile(str(path)) if entry.msgid == "B"]
    assert "a note" in second.comment
    assert mark_unsigned(path) == 0


def test_what_django_and_allauth_say_is_read_from_their_code() -> None:
    borrowed = {message.msgid for message in borrowed_messages()}
    assert {"This field is required.", "Incorrect code.", "You have signed out."} <= borrowed
    assert borrowed.isdisjoint({"Yes", "No", "Big (8 byte) integer"})
