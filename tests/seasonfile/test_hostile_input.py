"""Files that are meant to hurt: too large, too deep, hidden, endless; each is refused cheaply."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import seasonfile
from seasonfile.nodes import MOST_VALUES
from seasonfile.problems import MOST_PROBLEMS
from seasonfile.source import MOST_BYTES

pytestmark = pytest.mark.static

GOOD = (Path(__file__).parent / "valley.yaml").read_bytes()
GOOD_TEXT = GOOD.decode()


def said(data: bytes | str) -> list[str]:
    content = data if isinstance(data, bytes) else data.encode()
    return [problem.render() for problem in seasonfile.check(content, name="f")]


def test_fifty_megabytes_are_refused_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)

    def no_reading(*_more: object) -> None:
        pytest.fail("the file was opened")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", no_reading)
        problems = seasonfile.check(path, name="f")
    assert [problem.render() for problem in problems] == [
        (
            "f:1: The file is too large. Bytes: 50000000. Most: 20000000. "
            "Put only one season in a file, without attachments."
        )
    ]


def test_bytes_are_held_to_the_same_limit() -> None:
    assert said(b"#" * (MOST_BYTES + 1)) == [
        (
            "f:1: The file is too large. Bytes: 20000001. Most: 20000000. "
            "Put only one season in a file, without attachments."
        )
    ]


def test_a_folder_or_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    missing = tmp_path / "nothing.yaml"
    assert [problem.render() for problem in seasonfile.check(missing)] == [
        f"{missing}:1: There is no file with this name. Check the name and the folder."
    ]
    assert [problem.render() for problem in seasonfile.check(str(tmp_path), name="f")] == [
        "f:1: This is not a file. Give the name of one file."
    ]


def test_a_file_one_may_not_read_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.yaml"
    path.write_bytes(GOOD)

    def refuse(*_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        problems = seasonfile.check(path, name="f")
    assert [problem.render() for problem in problems] == [
        (
            "f:1: The file cannot be read. "
            "Ask for permission to read it, or copy it to a folder of your own."
        )
    ]


def test_more_values_than_any_season_has_are_not_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 20 * GOOD_TEXT.count("\n") < MOST_VALUES
    monkeypatch.setattr("seasonfile.nodes.MOST_VALUES", 1_000)
    endless = "key: [" + "a," * 5_000
    assert said(endless) == [
        ("f:1: There are too many values in the file. Most: 1000. Put only one season in a file.")
    ]


def test_after_a_thousand_problems_only_their_number_is_given() -> None:
    messages = said(GOOD_TEXT + "".join(f"unknown{number}: 1\n" for number in range(1_234)))
    assert len(messages) == MOST_PROBLEMS + 1
    last = GOOD_TEXT.count("\n") + MOST_PROBLEMS
    assert messages[-1] == (
        f"f:{last}: There are more problems. Number: 234. "
        "Correct those above and check the file again."
    )


@pytest.mark.parametrize(
    "attack",
    [
        "[" * 300_000,
        "{" * 300_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(1_000)),
        "a: &a [b]\nc: &c [*a, *a]\nd: &d [*c, *c]\ne: [*d, *d]\n",
        "a: " + "b: " * 50_000,
        "'" * 300_000,
        'a: "' + "\\n" * 100_000 + '"',
        "a: |\n" + "  b\n" * 100_000,
        "%" * 300_000,
        "key: " + "9" * 300_000,
        "year: " + "9" * 300_000,
        "\0" * 300_000,
        "a: a" + "\u0301" * 200_000,
    ],
    ids=lambda attack: repr(attack[:12]),
)
def test_an_attack_is_refused_within_seconds(attack: str) -> None:
    before = time.process_time()
    assert said(attack)
    assert time.process_time() - before < 10


def test_a_text_of_a_megabyte_is_refused_with_its_length() -> None:
    line = GOOD_TEXT.split("\n").index("  summary: What was done.") + 1
    assert said(GOOD_TEXT.replace("What was done.", "ŵ" * 1_000_000, 1)) == [
        (
            f"f:{line}: The text is too long. Key: summary. Characters: 1000000. "
            "Shorten it. Most: 50000."
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "ŵ ŷ Ŵ Ŷ â",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍👩‍👧",
        "'; DROP TABLE seasons; --",
        "{{ season }} %(name)s {0} $HOME",
        "../../etc/passwd",
        "مرحبا",
        "a: b # c",
        "yes",
        "0x1F",
        "=1+1",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    document = seasonfile.read(GOOD_TEXT.replace("What was done.", quoted).encode())
    assert {nomination.summary for nomination in document.nominations} == {text}
    assert seasonfile.read(seasonfile.write(document)) == document


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u2066", "\u200b", "\ufeff", "\x07", "\x85", "\u2028", "\ufdd0", "\U000e0041"],
)
def test_hidden_characters_are_refused_written_plainly_or_escaped(hidden: str) -> None:
    line = GOOD_TEXT.split("\n").index("    name: Eirian Example") + 1
    escaped = f"\\U{ord(hidden):08X}"
    plain = said(GOOD_TEXT.replace("Eirian Example", f"Eirian{hidden}Example", 1))
    assert said(GOOD_TEXT.replace("Eirian Example", f'"Eirian{escaped}Example"', 1)) == plain
    assert len(plain) == 1
    assert plain[0].startswith(f"f:{line}: Hidden characters: U+{ord(hidden):04X}")


def test_a_key_with_a_hidden_character_is_not_the_key_it_looks_like() -> None:
    messages = said(GOOD_TEXT.replace("\npreset:", '\n"pre\\u200bset":', 1))
    assert [message.split(". ")[0] for message in messages] == [
        "f:22: Hidden characters: U+200B ZERO WIDTH SPACE",
        "f:22: Unknown key: pre\ufffdset",
    ]
