"""The order of the apps where imports cannot show it: relations between tables."""

from __future__ import annotations

import configparser

import pytest
from django.apps import apps
from django.db import models

from tests.structure.source import ROOT

pytestmark = pytest.mark.static


def _app_order() -> dict[str, int]:
    """Each app of ours and its height, read from the import contract: one order in one place."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    layers = contracts["importlinter:contract:app-order"]["layers"].split("\n")
    order = {}
    for height, layer in enumerate(reversed([line for line in layers if line.strip()])):
        for name in layer.replace("|", " ").replace("(", " ").replace(")", " ").split():
            order[name] = height
    return order


ORDER = _app_order()


def _height(model: type[models.Model]) -> int | None:
    parts = model.__module__.split(".")
    return ORDER[parts[1]] if parts[0] == "cadair" else None


OUR_MODELS = [model for model in apps.get_models() if _height(model) is not None]


def test_the_contract_names_the_apps_that_are_installed() -> None:
    ours = {
        config.name.split(".")[1]
        for config in apps.get_app_configs()
        if config.name.startswith("cadair.")
    }
    assert ours
    assert ours - set(ORDER) == set()


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model: type[models.Model]) -> None:
    here = _height(model)
    assert here is not None
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and (_height(field.related_model) or 0) > here
    ]
    assert upwards == []


@pytest.mark.parametrize("app", ["audit", "publishing"])
def test_what_must_outlive_people_has_no_foreign_key_to_an_account(app: str) -> None:
    to_accounts = [
        f"{model._meta.label}.{field.name}"
        for model in OUR_MODELS
        if model._meta.app_label == app
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label == "people.Account"
    ]
    assert to_accounts == []


def test_the_administration_that_bypasses_the_actions_is_not_installed() -> None:
    assert not apps.is_installed("django.contrib.admin")
