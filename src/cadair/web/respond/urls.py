"""Addresses: below `ateb` and `respond`, with the secret of the link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.respond.views import (
    clarifying,
    nominee,
    publicity,
    referee,
    sharing,
    stopping,
    translating,
)
from cadair.web.shared.routing import worded

RESPOND = BilingualText(cy="ateb", en="respond")


def linked(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    """A page for holders of a link: `linked("enwebai/<slug:token>", "nominee/<slug:token>", …)`."""
    yield from worded(BilingualText(cy=f"{RESPOND.cy}/{cy}", en=f"{RESPOND.en}/{en}"), view, name)


urlpatterns: list[URLPattern] = [
    *linked("enwebai/<slug:token>", "nominee/<slug:token>", nominee.nominee, "respond_nominee"),
    *linked(
        "enwebai/<slug:token>/cywiro",
        "nominee/<slug:token>/correct",
        nominee.correct,
        "respond_nominee_correct",
    ),
    *linked(
        "enwebai/<slug:token>/gwrthod",
        "nominee/<slug:token>/decline",
        nominee.decline,
        "respond_nominee_decline",
    ),
    *linked(
        "enwebai/<slug:token>/gwrthwynebu",
        "nominee/<slug:token>/object",
        nominee.objection,
        "respond_nominee_object",
    ),
    *linked(
        "enwebai/<slug:token>/cyhoeddusrwydd",
        "nominee/<slug:token>/publicity",
        publicity.publicity,
        "respond_nominee_publicity",
    ),
    *linked(
        "enwebai/<slug:token>/llun",
        "nominee/<slug:token>/photo",
        publicity.photo,
        "respond_nominee_photo",
    ),
    *linked(
        "enwebai/<slug:token>/data",
        "nominee/<slug:token>/data",
        nominee.held,
        "respond_nominee_held",
    ),
    *linked(
        "enwebai/<slug:token>/data/ffeil",
        "nominee/<slug:token>/data/file",
        nominee.held_as_file,
        "respond_nominee_held_file",
    ),
    *linked(
        "enwebai/<slug:token>/llun/ffeil",
        "nominee/<slug:token>/photo/file",
        publicity.photo_file,
        "respond_nominee_photo_file",
    ),
    *linked(
        "cwestiwn/<slug:token>", "question/<slug:token>", clarifying.question, "respond_question"
    ),
    *linked("ffurflen/<slug:token>", "form/<slug:token>", sharing.form, "respond_form"),
    *linked("canolwr/<slug:token>", "referee/<slug:token>", referee.referee, "respond_referee"),
    *linked("stopio/<str:token>", "stop/<str:token>", stopping.stop, "respond_stop"),
    *linked(
        "cyfieithu/<slug:token>",
        "translation/<slug:token>",
        translating.translation,
        "respond_translation",
    ),
    *linked(
        "cyfieithu/<slug:token>/<slug:kind>",
        "translation/<slug:token>/<slug:kind>",
        translating.texts,
        "respond_translation_texts",
    ),
]
