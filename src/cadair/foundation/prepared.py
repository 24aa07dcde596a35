"""Queries of the busiest pages, built once and asked often.

Django builds the text of a query anew each time, which costs more than the database takes to
answer a small one. A `Prepared` query is still written with Django's own words, so that a rule
such as “what the panel reads” stands in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
Value = int | str

_NUMBERS_FROM: Final = 31_001
"""Stand-ins for numbers: unlike any constant of a query, and small enough for every column."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A query as the database gets it, and how its rows are read.

    `places` are the parameters that differ, by name; `converters` what Django does to a column.
    """

    sql: str
    parameters: Sequence[Any]
    places: Sequence[tuple[int, str]]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    model: type[Model] | None
    columns: Sequence[str]
    related: Sequence[Any]


_Answer = tuple["_Statement", list[Sequence[Any]]]
_REMEMBERED: ContextVar[dict[Any, _Answer] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While a page that changes nothing is made, ask the database each question once.

    Rows are remembered, not objects. Never around a write: what it changes would not be seen.
    """
    token = _REMEMBERED.set({})
    try:
        yield
    finally:
        _REMEMBERED.reset(token)


class Prepared(Generic[M]):
    """A query whose text never changes; `build` gets its values by name, each a number or text.

    Everything that differs from one time to the next must be such a value: what `build` reads
    elsewhere (the time, a setting) is read once for all.
    """

    def __init__(self, build: Callable[..., QuerySet[M, Any]]) -> None:
        self._build = build
        self._statements: dict[str, _Statement] = {}

    def rows(self, **values: Value) -> list[Any]:
        """The rows of a query that ends in `values_list`."""
        return self._asked(values)[1]

    def objects(self, **values: Value) -> list[M]:
        """The objects of a query, with those that `select_related` names."""
        statement, rows = self._asked(values)
        model, columns = cast("type[M]", statement.model), statement.columns
        found = []
        for row in rows:
            each = model.from_db(DEFAULT_DB_ALIAS, columns, row[: len(columns)])
            for populator in statement.related:
                populator.populate(row, each)
            found.append(each)
        return found

    def first(self, **values: Value) -> M | None:
        """The first object, or None."""
        found = self.objects(**values)
        return found[0] if found else None

    def _asked(self, values: Mapping[str, Value]) -> tuple[_Statement, list[Sequence[Any]]]:
        known = _REMEMBERED.get()
        if known is None:
            return self._sent(values)
        key = (self, *values.items())
        if key not in known:
            known[key] = self._sent(values)
        return known[key]

    def _sent(self, values: Mapping[str, Value]) -> tuple[_Statement, list[Sequence[Any]]]:
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = _built(self._build, values)
            self._statements[connection.vendor] = statement
        parameters = list(statement.parameters)
        for place, name in statement.places:
            parameters[place] = values[name]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            rows: list[Sequence[Any]] = cursor.fetchall()
        return statement, _converted(rows, statement, connection) if statement.converters else rows


def _built(build: Callable[..., QuerySet[Any, Any]], values: Mapping[str, Value]) -> _Statement:
    """Let Django build the query once, with stand-ins that are then found among its parameters."""
    stand_ins: dict[Value, str] = {}
    for number, (name, value) in enumerate(values.items(), start=_NUMBERS_FROM):
        stand_ins[number if isinstance(value, int) else f"stand-in-{number}"] = name
    query = build(**{name: stand_in for stand_in, name in stand_ins.items()}).query
    compiler = query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    places = [
        (place, stand_ins[value]) for place, value in enumerate(parameters) if value in stand_ins
    ]
    if {name for _place, name in places} != set(values):
        raise ValueError("every value of a prepared query must be a parameter of it")
    converters = compiler.get_converters([column for column, *_rest in compiler.select])
    info: Any = compiler.klass_info
    columns: list[str] = []
    if info is not None:
        fields = info["select_fields"]
        columns = [each.target.attname for each, *_rest in compiler.select[: len(fields)]]
    return _Statement(
        sql=sql,
        parameters=parameters,
        places=places,
        converters=[(place, how, what) for place, (how, what) in converters.items()],
        model=info["model"] if info else None,
        columns=columns,
        # The types we check with are of a later Django, which wants one argument more.
        related=get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS) if info else (),  # type: ignore[call-arg]
    )


def _converted(
    rows: list[Sequence[Any]], statement: _Statement, connection: BaseDatabaseWrapper
) -> list[Sequence[Any]]:
    converted: list[Sequence[Any]] = []
    for row in rows:
        values = list(row)
        for place, converters, expression in statement.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        converted.append(values)
    return converted
