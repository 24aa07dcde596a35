"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.setup.views import (
    awards,
    form,
    form_changes,
    frame,
    lists,
    overview,
    panel,
    questions,
    start,
)


def _page(cy: str, en: str, view: Any, name: str) -> Iterator[URLPattern]:
    rest = BilingualText(cy=f"desg/<slug:season>/gosod{cy}", en=f"desk/<slug:season>/set-up{en}")
    return worded(rest, view, f"staff_setup{name}")


def _change(cy: str, en: str, view: Any, name: str) -> Iterator[URLPattern]:
    rest = BilingualText(
        cy=f"desg/<slug:season>/newidiadau/ffurflen{cy}",
        en=f"desk/<slug:season>/changes/form{en}",
    )
    return worded(rest, view, f"staff_change_{name}")


SETUP: list[URLPattern] = [
    *worded(BilingualText(cy="desg/dechrau", en="desk/start"), start.start, "staff_start"),
    *worded(
        BilingualText(cy="desg/dechrau/gwobrau-newydd", en="desk/start/new-awards"),
        start.start_awards_page,
        "staff_start_awards",
    ),
    *worded(
        BilingualText(cy="desg/dechrau/ffeil", en="desk/start/file"),
        start.start_file,
        "staff_start_file",
    ),
    *_page("", "", overview.setup, ""),
    *_page("/agor", "/open", overview.opening, "_open"),
    *_page("/enwau", "/names", frame.names, "_names"),
    *_page("/dyddiadau", "/dates", frame.dates, "_dates"),
    *_page("/testunau", "/texts", frame.texts, "_texts"),
    *_page("/testunau/<slug:text>", "/texts/<slug:text>", frame.text, "_text"),
    *_page("/seremoni", "/ceremony", frame.ceremony, "_ceremony"),
    *_page("/dogfennau/<slug:paper>", "/documents/<slug:paper>", frame.paper, "_paper"),
    *_page("/categoriau", "/categories", lists.categories, "_categories"),
    *_page("/categoriau/newydd", "/categories/new", lists.new_category, "_new_category"),
    *_page(
        "/categoriau/<slug:category>", "/categories/<slug:category>", lists.category, "_category"
    ),
    *_page("/meini-prawf", "/criteria", lists.criteria, "_criteria"),
    *_page("/meini-prawf/newydd", "/criteria/new", lists.new_criterion, "_new_criterion"),
    *_page(
        "/meini-prawf/<slug:criterion>", "/criteria/<slug:criterion>", lists.criterion, "_criterion"
    ),
    *_page("/graddfa", "/scale", lists.scale, "_scale"),
    *_page("/ffurflen", "/form", form.form, "_form"),
    *_page("/ffurflen/rhagolwg", "/form/preview", form.preview, "_form_preview"),
    *_page("/ffurflen/terfynau", "/form/limits", form.limits, "_form_limits"),
    *_page("/ffurflen/adrannau/newydd", "/form/sections/new", form.new_section, "_new_section"),
    *_page(
        "/ffurflen/adrannau/<slug:section>",
        "/form/sections/<slug:section>",
        form.section,
        "_section",
    ),
    *_page(
        "/ffurflen/cwestiynau/newydd",
        "/form/questions/new",
        questions.new_question,
        "_new_question",
    ),
    *_page(
        "/ffurflen/cwestiynau/<slug:question>",
        "/form/questions/<slug:question>",
        questions.question,
        "_question",
    ),
    *_page("/ffurflen/cyn/newydd", "/form/before/new", questions.new_before, "_new_before"),
    *_page(
        "/ffurflen/cyn/<slug:question>",
        "/form/before/<slug:question>",
        questions.before,
        "_before",
    ),
    *_page("/gwobrau", "/awards", awards.awards, "_awards"),
    *_page("/gwobrau/newydd", "/awards/new", awards.new_award, "_new_award"),
    *_page("/gwobrau/<slug:kind>", "/awards/<slug:kind>", awards.award, "_award"),
    *_page("/panel", "/panel", panel.panel, "_panel"),
    *_page("/panel/newydd", "/panel/new", panel.new_judge, "_new_judge"),
    *_page("/panel/<slug:judge>", "/panel/<slug:judge>", panel.judge, "_judge"),
    *_page("/panel/<slug:judge>/gwahodd", "/panel/<slug:judge>/invite", panel.invite, "_invite"),
    *_page("/trefn", "/procedure", panel.procedure, "_procedure"),
    *_change("", "", form_changes.change_form, "form"),
    *_change("/newydd", "/new", form_changes.further, "further"),
    *_change("/<slug:question>/geiriad", "/<slug:question>/wording", form_changes.reword, "reword"),
    *_change("/<slug:question>/peidio", "/<slug:question>/retire", form_changes.retire, "retire"),
]
