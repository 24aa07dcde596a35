"""Files and links that were sent with a nomination, on the pages of those who may read them.

`{% load cadair_evidence %}`; whoever renders them has made sure that the reader may see the entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise

from cadair.files.states import FileState, WhyRefused
from cadair.foundation.bilingual import active_language
from cadair.judging.masking import without_names
from cadair.nominations.evidence import evidence_behind, panel_evidence
from cadair.nominations.models import Entry, Evidence, Nomination, Translation
from cadair.nominations.panel_words import (
    panel_description,
)
from cadair.nominations.translations import approved_description

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A file or a link as somebody else than its sender sees it."""

    evidence: Evidence
    description: str
    address: str = ""
    is_organiser: bool = False
    translation: Translation | None = None

    @property
    def lang(self) -> str:
        """The language of the description where it is not the page’s own."""
        written = self.evidence.language
        return written if written != active_language() else ""

    @property
    def is_ready(self) -> bool:
        """Whether there is something to open."""
        file = self.evidence.file
        return file is None or file.state == FileState.READY

    @property
    def state(self) -> str | Promise:
        """How far a file has come, or why it was not accepted; empty when it can be opened."""
        file = self.evidence.file
        if file is None or self.is_ready:
            return ""
        if file.state == FileState.REFUSED:
            return WhyRefused(file.why_refused).label
        return FileState(file.state).label

    @property
    def kilobytes(self) -> int:
        """How big the file is."""
        return -(-self.evidence.file.size // 1000) if self.evidence.file else 0


@register.inclusion_tag("shared/evidence.html")
def evidence_for_panel(
    entry: Entry, name: str, *, nameless_only: bool = False, **arguments: Any
) -> dict[str, Any]:
    """`{% evidence_for_panel entry "panel_evidence" season=… category=… %}`: what judges may read.

    `name` is that of the address under which a file is handed out in this area. `nameless_only`:
    names are hidden from this reader (PRO-13).
    """
    there = panel_evidence(entry)
    if nameless_only:
        there = without_names(there)
    arguments = {**arguments, "entry": entry.public_id}
    return {"items": [_beside(_shown(each, name, arguments)) for each in there]}


@register.inclusion_tag("shared/evidence.html", takes_context=True)
def evidence_for_organisers(
    context: template.RequestContext, nomination: Nomination
) -> dict[str, Any]:
    """`{% evidence_for_organisers nomination %}`: all of it, each to be kept from the judges."""
    season = context["season"].key
    found: Iterable[Evidence] = evidence_behind([nomination])
    items = [
        _shown(each, "staff_evidence", {"season": season}, is_organiser=True) for each in found
    ]
    about = {"season": context["season"], "csrf_token": context.get("csrf_token")}
    return {"items": items, "is_organiser": True, "nomination": nomination, **about}


def _shown(
    evidence: Evidence, name: str, arguments: dict[str, Any], *, is_organiser: bool = False
) -> ShownEvidence:
    address = evidence.link
    if evidence.file is not None:
        address = reverse(name, kwargs={**arguments, "evidence": evidence.public_id})
    return ShownEvidence(evidence, panel_description(evidence), address, is_organiser)


def _beside(shown: ShownEvidence) -> ShownEvidence:
    """With the approved translation, where the page is in another language than its sender’s."""
    if not shown.lang:
        return shown
    return replace(shown, translation=approved_description(shown.evidence))
