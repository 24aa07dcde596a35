"""Whatever could hold something about a person is declared, with a reason and a time."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models

from cadair.audit.privacy import declared

pytestmark = pytest.mark.static

DECLARED = {entry.field: entry for entry in declared()}
OURS = [model for model in apps.get_models() if model.__module__.startswith("cadair.")]
CODES = re.compile(r"public_id|key|\w+_key|slug_(cy|en)|\w*sha256|stage|reason_language")
"""Columns of ids, codes and hashes: about nobody."""


def _could_be_personal(field: models.Field[object, object]) -> bool:
    """Free text, a file, an address, a link to an account; choices and keys are not."""
    if CODES.fullmatch(field.name) or field.choices or isinstance(field, models.SlugField):
        return False
    if isinstance(field, models.ForeignKey):
        return field.related_model._meta.label == "people.Account"
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return isinstance(field, kinds) or field.name in {"last_login", "password"}


FIELDS = [
    f"{model._meta.app_label}.{model.__name__}.{field.name}"
    for model in OURS
    for field in model._meta.concrete_fields
    if _could_be_personal(field)
]


def test_there_are_fields_to_look_at() -> None:
    assert "people.Account.email" in FIELDS
    assert "mail.OutboxMessage.body_cy" in FIELDS


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_could_be_personal_is_declared(field: str) -> None:
    assert field in DECLARED, "name it in the app's privacy.py, as Personal or NotPersonal"


def test_every_declared_field_exists() -> None:
    existing = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.concrete_fields
    }
    assert set(DECLARED) - existing == set()


@pytest.mark.parametrize("field", sorted(DECLARED))
def test_every_declaration_has_a_reason_and_personal_data_an_end(field: str) -> None:
    entry = DECLARED[field]
    assert entry.why.strip()
    assert bool(entry.kept.strip()) == entry.is_personal
