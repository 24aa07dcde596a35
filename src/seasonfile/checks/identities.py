"""Nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final

from seasonfile.checks.findings import Findings, Path, found
from seasonfile.checks.known import Known, judges_of, questions_of
from seasonfile.document import EntryPart, SeasonDocument

_KEYS: Final[Mapping[str, str]] = {
    "papers": "kind",
    "letters": "letter",
    "criteria": "key",
    "categories": "key",
    "award_kinds": "key",
    "organisations": "key",
    "panel": "seat",
    "entries": "reference",
    "nominations": "reference",
    "decisions": "category",
    "awards": "key",
    "news": "key",
}
"""The lists whose items have a name of their own, and the key that holds it."""

_PAIRS: Final[Mapping[str, Callable[[Any], tuple[str, ...]]]] = {
    "interests": lambda part: (part.judge, part.entry),
    "scorecards": lambda part: (part.judge, part.entry, part.category),
    "awards": lambda part: (
        part.category,
        part.entry,
        *([] if part.kind is None else [part.kind]),
        *([] if part.person is None else [str(part.person)]),
    ),
}
"""The lists whose items are told apart by what they bring together."""


def check_identities(known: Known) -> Findings:
    """Names, numbers, marks and declarations that are there twice."""
    document = known.document
    for section, key in _KEYS.items():
        named = [
            (getattr(part, key), (section, at, key))
            for at, part in enumerate(getattr(document, section))
        ]
        yield from _repeated("repeated-key", named)
    judges = [(judge.key, _judge_path(at)) for at, judge in judges_of(document)]
    yield from _repeated("repeated-key", judges)
    marks = [(anchor.mark, ("scale", at, "mark")) for at, anchor in enumerate(document.scale)]
    yield from _repeated("repeated-key", [(mark, path) for mark, path in marks if mark >= 0])
    for section, identity in _PAIRS.items():
        parts: Iterable[object] = getattr(document, section)
        yield from _repeated(
            f"repeated-{section}",
            [(identity(part), (section, at)) for at, part in enumerate(parts)],
        )
    yield from _form(document)
    yield from _repeated_in_lists(document)
    yield from _tags(document)


def _judge_path(at: tuple[int, int]) -> Path:
    return ("panel", at[0], "judges", at[1], "key")


def _repeated(code: str, items: Iterable[tuple[Hashable, Path]]) -> Findings:
    first: dict[Hashable, Path] = {}
    for item, path in items:
        if item == "" or (isinstance(item, tuple) and "" in item):
            continue
        if item in first:
            shown = ", ".join(item) if isinstance(item, tuple) else str(item)
            yield found(code, *path, first=first[item], value=shown)
        first.setdefault(item, path)


def _repeated_in_lists(document: SeasonDocument) -> Findings:
    for at, entry in enumerate(document.entries):
        yield from _in_list(entry.categories, "entries", at, "categories")
        yield from _organisations(at, entry)
    for at, kind in enumerate(document.award_kinds):
        yield from _in_list(kind.groups, "award_kinds", at, "groups")
        yield from _in_list(kind.categories, "award_kinds", at, "categories")
        for name in ("entry_kinds", "holders_of", "ties") if kind.rule else ():
            yield from _in_list(getattr(kind.rule, name), "award_kinds", at, "rule", name)
    for (seat_at, judge_at), judge in judges_of(document):
        yield from _in_list(judge.reads, "panel", seat_at, "judges", judge_at, "reads")
        yield from _in_list(judge.only, "panel", seat_at, "judges", judge_at, "only")
    for at, listed in enumerate(document.declaring.memberships):
        yield from _in_list(listed.members, "declaring", "memberships", at, "members")


def _form(document: SeasonDocument) -> Findings:
    form = document.form
    sections = [
        (each.key, ("form", "sections", at, "key")) for at, each in enumerate(form.sections)
    ]
    asked_before = [
        (each.key, ("form", "eligibility", at, "key")) for at, each in enumerate(form.eligibility)
    ]
    questions: list[tuple[Hashable, Path]] = []
    for (section_at, at), question in questions_of(document):
        path: Path = ("form", "sections", section_at, "questions", at)
        questions.append((question.key, (*path, "key")))
        options = [
            (each.key, (*path, "options", option_at, "key"))
            for option_at, each in enumerate(question.options)
        ]
        yield from _repeated("repeated-key", options)
        yield from _in_list(question.categories, *path, "categories")
        if question.only_if:
            yield from _in_list(question.only_if.answers, *path, "only_if", "answers")
    for named in (sections, questions, asked_before):
        yield from _repeated("repeated-key", named)


def _organisations(at: int, entry: EntryPart) -> Findings:
    bodies = [body.organisation for body in entry.organisations]
    yield from _in_list(bodies, "entries", at, "organisations")


def _in_list(items: Iterable[str], *path: str | int) -> Findings:
    seen: set[str] = set()
    for at, item in enumerate(items):
        if item and item in seen:
            yield found("repeated-in-list", *path, at, value=item)
        seen.add(item)


def _tags(document: SeasonDocument) -> Findings:
    """A tag is called the same wherever it stands."""
    names: dict[str, tuple[object, Path]] = {}
    for at, item in enumerate(document.news):
        for tag_at, tag in enumerate(item.tags):
            path: Path = ("news", at, "tags", tag_at)
            name, first = names.setdefault(tag.key, (tag.name, path))
            if tag.key and name != tag.name:
                yield found("tag-called-differently", *path, first=first, value=tag.key)
