"""Every column in which somebody may be named, and a mark in their place (PRI-12).

Which columns there are is read from the registers of the apps (`privacy.py`): a table that a test
lets nobody forget there cannot be forgotten here. What is frozen or public is not written over: the
rules name nobody, and the results are published anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from django.apps import apps
from django.db.models import (
    CharField,
    EmailField,
    Field,
    ForeignKey,
    JSONField,
    Manager,
    Model,
    Q,
    TextField,
)
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cadair.audit.privacy import declared
from cadair.files.models import StoredFile
from cadair.nominations.models import Entry
from cadair.retention.naming import Named
from cadair.seasons.models import Season

MARK: Final = _("[name removed]")
LEFT: Final = frozenset(
    {
        "audit.AuditEntry",
        "judging.Judge",
        "publishing.ReleasedPost",
        "publishing.ReleasedProgramme",
        "publishing.ReleasedSeason",
        "seasons.RulesVersion",
    }
)
"""Never written over: the record and the rules, who judged, and what is published anew."""

ADDRESSES: Final = (
    "outcomes.Award.key",
    "outcomes.Award.slug_cy",
    "outcomes.Award.slug_en",
    "publishing.Post.key",
    "publishing.Post.slug_cy",
    "publishing.Post.slug_en",
)
"""Words of addresses, in which a title with a name lives on."""

SPOKEN: Final = ("title_language", "reason_language", "answer_language", "language")
_WRITTEN: Final = (CharField, TextField, JSONField)


def columns_of(model: type[Model]) -> Sequence[Field[Any, Any]]:
    """The columns of a table."""
    return cast("Sequence[Field[Any, Any]]", model._meta.concrete_fields)  # noqa: SLF001


def column_of(model: type[Model], name: str) -> Field[Any, Any]:
    """One of them."""
    return next(each for each in columns_of(model) if each.name == name)


def every(model: type[Model]) -> Manager[Any]:
    """The rows of a table."""
    return model._default_manager  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the columns that may name somebody, and how a row leads to its season."""

    model: type[Model]
    columns: tuple[str, ...]
    to_season: tuple[str, ...]
    to_entry: tuple[str, ...]

    def rows(self, season: Season) -> Any:
        """The rows of a season."""
        found = Q()
        for path in self.to_season:
            is_named = path == "season" and not _is_relation(self.model, "season")
            found |= Q(**{path: season.public_id if is_named else season.pk})
        return every(self.model).filter(found).distinct().order_by("pk")


@dataclass(frozen=True, slots=True)
class Place:
    """A row in which somebody is named, with what its columns become; `entry` is whose it is."""

    model: type[Model]
    pk: Any
    entry: int | None
    columns: dict[str, Any]


@cache
def tables() -> Sequence[Table]:
    """Every table that some app declares, with what leads to a season; in the order of the apps."""
    found: defaultdict[type[Model], list[str]] = defaultdict(list)
    for name in [each.field for each in declared()] + list(ADDRESSES):
        label, _dot, column = name.rpartition(".")
        model = apps.get_model(label)
        if label not in LEFT and isinstance(column_of(model, column), _WRITTEN):
            found[model].append(column)
    known = [
        Table(model, tuple(columns), _to_season(model), tuple(_paths(model, Entry)))
        for model, columns in found.items()
    ]
    return [each for each in known if each.to_season]


def _to_season(model: type[Model]) -> tuple[str, ...]:
    if model is StoredFile:
        ours = "nominee_photos__nominee__nomination__season"
        return ("evidence__nomination__season", "evidence__draft__season", ours)
    if any(each.name == "season" for each in columns_of(model)):
        return ("season",)
    return tuple(_paths(model, Season))


def _is_relation(model: type[Model], name: str) -> bool:
    return bool(column_of(model, name).is_relation)


def _paths(model: type[Model], target: type[Model]) -> list[str]:
    """How rows lead to a table: the shortest way that always exists, else every way that may."""
    if model is target:
        return ["pk"]
    always = _path(model, target)
    if always:
        return [always]
    return [
        f"{each.name}__{rest}" if rest != "pk" else each.name
        for each in _ties(model)
        if each.null and (rest := _rest(each, target))
    ]


def _rest(tie: ForeignKey[Any, Any], target: type[Model]) -> str:
    return "pk" if tie.related_model is target else _path(_related(tie), target)


def _related(tie: ForeignKey[Any, Any]) -> type[Model]:
    return tie.related_model


def _ties(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [each for each in columns_of(model) if isinstance(each, ForeignKey)]


def _path(model: type[Model], target: type[Model]) -> str:
    """The shortest way over columns that are never empty; none where there is none."""
    ways: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    seen = {model}
    for here, way in ways:
        for tie in _ties(here):
            there = _related(tie)
            if tie.null or there in seen:
                continue
            if there is target:
                return "__".join((*way, tie.name))
            seen.add(there)
            ways.append((there, (*way, tie.name)))
    return ""


def places_of(season: Season, person: Named, apart: Collection[int] = ()) -> Iterator[Place]:
    """Every row of a season that names somebody; none of the entries that are kept `apart`."""
    if not person:
        return
    for table in tables():
        spoken = [each for each in SPOKEN if each in _names(table.model)]
        wanted = dict.fromkeys(("pk", *table.columns, *spoken, *table.to_entry))
        for row in table.rows(season).values(*wanted).iterator(chunk_size=500):
            changed = dict(_changed(table, row, person, spoken))
            entry = next((row[each] for each in table.to_entry if row[each]), None)
            if changed and entry not in apart:
                yield Place(table.model, row["pk"], entry, changed)


def _names(model: type[Model]) -> set[str]:
    return {each.name for each in columns_of(model)}


def _changed(
    table: Table, row: dict[str, Any], person: Named, spoken: Iterable[str]
) -> Iterator[tuple[str, Any]]:
    own = next((row[each] for each in spoken if row[each]), "")
    for column in table.columns:
        if not person.stands_in(row[column]):
            continue
        field = column_of(table.model, column)
        yield column, _written(field, row[column], person, own)


def _written(field: Field[Any, Any], value: Any, person: Named, own: str) -> Any:
    if isinstance(field, EmailField):
        return ""
    side = field.name[-2:] if field.name.endswith(("_cy", "_en")) else own
    mark = mark_in(side)
    is_address = field.name in {"key", "slug_cy", "slug_en"}
    # In a file's name nothing may stand that an operating system reads as something else.
    if is_address or (field.model is StoredFile and field.name == "name"):
        mark = slugify(mark)
    written = person.replaced(value, mark)
    most = getattr(field, "max_length", None)
    return written[:most] if isinstance(written, str) and most else written


def mark_in(language: str) -> str:
    """What stands in the place of a name: in the language of the text, in both where none is."""
    if language in {"cy", "en"}:
        with translation.override(language):
            return str(MARK)
    return f"{mark_in('cy')} {mark_in('en')}"


def swept(places: Iterable[Place]) -> list[Place]:
    """Write what the columns become; returns what was written. Part of an action."""
    done = []
    for each in places:
        columns = dict(each.columns)
        for name in {"key", "slug_cy", "slug_en"} & set(columns):
            columns[name] = _free(each, name, columns[name])
        every(each.model).filter(pk=each.pk).update(**columns)
        done.append(each)
    return done


def _free(place: Place, name: str, wanted: str) -> str:
    """A word of an address that nothing else has."""
    others = every(place.model).exclude(pk=place.pk)
    taken = set(others.filter(**{f"{name}__startswith": wanted}).values_list(name, flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *numbered) if each not in taken)
