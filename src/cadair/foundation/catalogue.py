"""The Welsh catalogues: compiled without GNU gettext, and compared with what the code asks for.

Every app keeps its Welsh in its own `locale/cy/LC_MESSAGES/django.po`. What Django and allauth say
to our readers stands in `cadair/locale`, because neither ships complete Welsh. Only `.po` files are
kept in the repository; `compile_all` writes the `.mo` files that gettext reads, at every start.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import polib

from cadair.foundation.extraction import Message, Unreadable, messages_in, unreadable_in

ROOT: Final = Path(__file__).resolve().parents[1]
"""The folder of the package `cadair`."""

PLURAL_RULE: Final = (
    "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"
)
"""The six Unicode plural categories of Welsh: zero, one, two, few, many, other."""

AWAITING_REVIEW: Final = "awaiting review"
"""The mark (`#. awaiting review`) of Welsh that no translator has signed off."""

SIGNED_OFF: Final = "signed off"
"""The beginning of the mark (`#. signed off: who, when`) that replaces it."""


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(spec.origin).parent


_WIDTH: Final = 100
_DJANGO: Final = _folder("django")
_ALLAUTH: Final = _folder("allauth")

BORROWED_FROM: Final = (
    _DJANGO / "forms",
    _DJANGO / "core" / "validators.py",
    _DJANGO / "db" / "models" / "base.py",
    _DJANGO / "db" / "models" / "constraints.py",
    _DJANGO / "db" / "models" / "fields",
    _DJANGO / "utils" / "text.py",
    _ALLAUTH / "account" / "adapter.py",
    _ALLAUTH / "account" / "fields.py",
    _ALLAUTH / "account" / "forms.py",
    _ALLAUTH / "templates" / "account" / "messages",
)
"""Where other people's code speaks to our readers."""

NEVER_SHOWN: Final = frozenset({"Yes", "No", "Unknown"})
"""Labels of one widget of Django's that is not used: Welsh has no single yes and no (WEL-16)."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of a catalogue and its Welsh."""

    msgid: str
    context: str
    plural: str
    welsh: tuple[str, ...]
    state: str
    note: str
    catalogue: Path
    line: int

    @property
    def key(self) -> tuple[str, str]:
        """What it is looked up by."""
        return self.context, self.msgid

    @property
    def is_translated(self) -> bool:
        """Every form has Welsh, and none is a guess (`fuzzy`)."""
        return all(self.welsh) and self.state != "fuzzy"


def catalogues(root: Path = ROOT) -> list[Path]:
    """The Welsh catalogues below `root`, in a fixed order."""
    return sorted(root.glob("**/locale/cy/LC_MESSAGES/*.po"))


def compile_all(root: Path = ROOT) -> list[Path]:
    """Compile every catalogue whose `.mo` is missing or older; what was compiled.

    Several programs may start at once: each file is written beside its place and moved there.

    Raises:
        OSError: a catalogue cannot be read as one, or its folder cannot be written.
    """
    return [_compiled(path) for path in catalogues(root) if _is_stale(path)]


def translations(root: Path = ROOT) -> Iterator[Translation]:
    """Every text of every catalogue below `root`."""
    for path in catalogues(root):
        yield from translations_of(path)


def translations_of(path: Path) -> Iterator[Translation]:
    """Every text of one catalogue, obsolete ones left out.

    Raises:
        OSError: the file is no catalogue; the message names the line.
    """
    for entry in polib.pofile(str(path), encoding="utf-8"):
        if not entry.obsolete:
            yield _translation(entry, path)


def own_messages(root: Path = ROOT) -> Iterator[Message]:
    """What our code and templates ask gettext for."""
    yield from messages_in(root)


def borrowed_messages(sources: Iterable[Path] = BORROWED_FROM) -> Iterator[Message]:
    """What Django and allauth say to our readers."""
    for source in sources:
        for message in messages_in(source):
            if message.msgid not in NEVER_SHOWN and not _is_description(message):
                yield message


def unreadable(root: Path = ROOT) -> list[Unreadable]:
    """Calls for a translation of something that is not written there as a literal."""
    return list(unreadable_in(root))


def missing(messages: Iterable[Message], known: Iterable[Translation]) -> list[Message]:
    """The messages for which no catalogue has complete Welsh, each once."""
    translated = {translation.key for translation in known if translation.is_translated}
    return list({m.key: m for m in messages if m.key not in translated}.values())


def unused(messages: Iterable[Message], known: Iterable[Translation]) -> list[Translation]:
    """The texts of the catalogues for which nothing asks any more."""
    asked = {message.key for message in messages}
    return [translation for translation in known if translation.key not in asked]


def contradictions(known: Iterable[Translation]) -> list[tuple[Translation, Translation]]:
    """Texts that two catalogues put differently; which would be shown depends on their order."""
    first: dict[tuple[str, str], Translation] = {}
    found = []
    for translation in known:
        earlier = first.setdefault(translation.key, translation)
        if earlier.welsh != translation.welsh:
            found.append((earlier, translation))
    return found


def mark_unsigned(path: Path) -> int:
    """Mark every text of a catalogue that no translator signed off; how many were newly marked."""
    catalogue = polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
    unmarked = [entry for entry in catalogue if _state(entry) == "unmarked"]
    for entry in unmarked:
        entry.comment = "\n".join(filter(None, [AWAITING_REVIEW, entry.comment]))
    if unmarked:
        catalogue.save(str(path))
    return len(unmarked)


def header(path: Path) -> Mapping[str, str]:
    """The header of a catalogue: its language, its plural rule."""
    return polib.pofile(str(path), encoding="utf-8").metadata


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < path.stat().st_mtime_ns


def _compiled(path: Path) -> Path:
    target = path.with_suffix(".mo")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    polib.pofile(str(path), encoding="utf-8").save_as_mofile(str(beside))
    beside.replace(target)
    return target


def _translation(entry: polib.POEntry, path: Path) -> Translation:
    plural_forms = tuple(entry.msgstr_plural[slot] for slot in sorted(entry.msgstr_plural))
    return Translation(
        msgid=entry.msgid,
        context=entry.msgctxt or "",
        plural=entry.msgid_plural,
        welsh=plural_forms or (entry.msgstr,),
        state=_state(entry),
        note=entry.tcomment,
        catalogue=path,
        line=entry.linenum or 0,
    )


def _state(entry: polib.POEntry) -> str:
    """`fuzzy`, `untranslated`, `awaiting review`, `signed off` or `unmarked`."""
    if entry.fuzzy:
        return "fuzzy"
    if not (entry.msgstr or all(entry.msgstr_plural.values() or [""])):
        return "untranslated"
    for line in entry.comment.splitlines():
        for state in (AWAITING_REVIEW, SIGNED_OFF):
            if line.startswith(state):
                return state
    return "unmarked"


def _is_description(message: Message) -> bool:
    """Names of database types, for programmers: not sentences, unlike every error message."""
    return "models" in message.path.parts and not message.msgid.endswith((".", "and"))
