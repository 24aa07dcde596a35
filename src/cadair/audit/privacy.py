"""The register of personal data: what is kept of whom, why, and how long (PRI-11…13).

Every app lists its fields in `privacy.py`, as `PERSONAL` and `NOT_PERSONAL`. A test walks the
tables: whatever could hold something about a person must stand in one of the two, so that an
answer to “what do you know of me?” and an erasure cannot forget a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from django.apps import apps

from cadair.foundation.bilingual import LANGUAGES


@dataclass(frozen=True, slots=True)
class Personal:
    """Fields of one table of the app that say something about a person.

    `kept` says how long, in words; `cadair.retention` and the tasks of the apps carry it out.
    """

    model: str
    fields: tuple[str, ...]
    why: str
    kept: str


@dataclass(frozen=True, slots=True)
class NotPersonal:
    """Text fields of one table that could be taken for personal, and why they are not."""

    model: str
    fields: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Declared:
    """One field as its app declares it: `people.Account.email`."""

    field: str
    is_personal: bool
    why: str
    kept: str


def both(*names: str) -> tuple[str, ...]:
    """The columns of texts in two languages: `both("title")` is `title_cy` and `title_en`."""
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


PERSONAL: Final = (
    Personal(
        model="AuditEntry",
        fields=("actor_ref",),
        why="to show who did what; an opaque reference, never a name",
        kept="6 years; without the account it leads to nobody",
    ),
    Personal(
        model="AuditEntry",
        fields=("facts",),
        why="codes, numbers and hashes; among them the marks on an entry, so that a changed mark "
        "shows (PRO-08); checked to hold no name and no free text when an entry is appended",
        kept="6 years; without entry and judge the marks lead to nobody",
    ),
    Personal(
        model="RetentionHold",
        fields=("reason", "placed_by_ref", "lifted_by_ref"),
        why="to show why something was kept longer, and who said so; may speak of a person",
        kept="6 years, as the record of actions",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal(
        model="AuditEntry",
        fields=("action", "subject_ref", "season_ref", "previous_hash", "hash"),
        why="ids, codes, numbers and hashes only: checked when an entry is appended",
    ),
    NotPersonal("RetentionHold", ("season", "subject_ref"), "an id and a reference"),
    NotPersonal("RetentionRun", ("gone",), "codes of rules, and numbers"),
)


def declared() -> Iterator[Declared]:
    """Every field that some app declares, in the order of the apps."""
    for config in apps.get_app_configs():
        name = f"{config.name}.privacy"
        if not config.name.startswith("cadair.") or find_spec(name) is None:
            continue
        module = import_module(name)
        for entry in (*getattr(module, "PERSONAL", ()), *getattr(module, "NOT_PERSONAL", ())):
            is_personal = isinstance(entry, Personal)
            for field in entry.fields:
                yield Declared(
                    field=f"{config.label}.{entry.model}.{field}",
                    is_personal=is_personal,
                    why=entry.why,
                    kept=entry.kept if is_personal else "",
                )
