"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.importing.views import extending, files, keying


def _page(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    words = BilingualText(
        cy=f"desg/<slug:season>/ar-ran-eraill{cy}", en=f"desk/<slug:season>/on-behalf{en}"
    )
    yield from worded(words, view, name)


_FILE = BilingualText(cy="/ffeiliau/<slug:batch>", en="/files/<slug:batch>")

IMPORTING: list[URLPattern] = [
    *_page("", "", keying.overview, "staff_behalf"),
    *_page("/bysellu", "/key-in", keying.key_in, "staff_key_in"),
    *_page("/ffeiliau", "/files", files.imports, "staff_imports"),
    *_page(_FILE.cy, _FILE.en, files.batch, "staff_import"),
    *_page(f"{_FILE.cy}/derbyn", f"{_FILE.en}/take-in", files.run, "staff_import_run"),
    *_page(f"{_FILE.cy}/dadwneud", f"{_FILE.en}/undo", files.undo, "staff_import_undo"),
    *_page(f"{_FILE.cy}/dileu", f"{_FILE.en}/discard", files.discard, "staff_import_discard"),
    *_page("/mwy-o-amser", "/more-time", extending.extensions, "staff_extensions"),
    *_page(
        "/mwy-o-amser/<slug:extension>/diwedd",
        "/more-time/<slug:extension>/end",
        extending.end,
        "staff_extension_end",
    ),
]
