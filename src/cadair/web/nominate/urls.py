"""Addresses. Nominating: from the first page to the state of what was sent in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.nominate.views import (
    again,
    arriving,
    category,
    copies,
    evidence,
    filling,
    held,
    mine,
    monitoring,
    questions,
    referees,
    sending,
    sharing,
    start,
)
from cadair.web.shared.addresses import NOMINATE
from cadair.web.shared.routing import worded

START = BilingualText(cy=f"{NOMINATE.cy}/<slug:season>", en=f"{NOMINATE.en}/<slug:season>")
MINE = BilingualText(cy="enwebiadau", en="nominations")


def _form(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    """A page of one form, below the first page of its season."""
    words = BilingualText(
        cy=f"{START.cy}/<slug:draft>/{cy}".rstrip("/"),
        en=f"{START.en}/<slug:draft>/{en}".rstrip("/"),
    )
    yield from worded(words, view, name)


def _page(key: str, cy: str, en: str) -> Iterator[URLPattern]:
    yield from _form(cy, en, partial(filling.page, key=key), f"nominate_{key}")


def _sent(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    """A page about what one has sent."""
    words = BilingualText(
        cy=f"{MINE.cy}/<slug:nomination>/{cy}", en=f"{MINE.en}/<slug:nomination>/{en}"
    )
    yield from worded(words, view, name)


urlpatterns: list[URLPattern] = [
    *worded(START, start.start, "nominate_start"),
    *worded(
        BilingualText(
            cy=f"{START.cy}/categori/<slug:category>", en=f"{START.en}/category/<slug:category>"
        ),
        category.category,
        "nominate_category",
    ),
    *worded(
        BilingualText(cy=f"{START.cy}/dienw", en=f"{START.en}/anonymous"),
        monitoring.who_nominates,
        "nominate_monitoring",
    ),
    *_form("", "", filling.tasks, "nominate_tasks"),
    *_page("fits", "pwy-gaiff-enwebu", "can-you-nominate"),
    *_page("language", "iaith", "language"),
    *_page("categories", "categoriau", "categories"),
    *_page("entry", "cais", "entry"),
    *_page("people", "pobl", "people"),
    *_page("organisations", "sefydliadau", "organisations"),
    *_page("summary", "crynodeb", "summary"),
    *_form(
        "cwestiwn/<slug:question>",
        "question/<slug:question>",
        filling.page,
        "nominate_question",
    ),
    *_form("tystiolaeth", "evidence", evidence.page, "nominate_evidence"),
    *_form("tystiolaeth-fesul-rhan", "evidence-in-parts", arriving.parts, "nominate_parts"),
    *_form(
        "tystiolaeth/<slug:evidence>",
        "evidence/<slug:evidence>",
        evidence.download,
        "nominate_evidence_file",
    ),
    *_page("you", "chi", "you"),
    *_form("gwirio", "check", sending.check, "nominate_check"),
    *_form("anfonwyd", "sent", sending.sent, "nominate_sent"),
    *_form("dileu", "discard", sending.discard, "nominate_discard"),
    *_form("copi", "copy-of-sent", copies.sent_just_now, "nominate_copy_of_sent"),
    *_form(
        "copi/pdf",
        "copy-of-sent/pdf",
        partial(copies.sent_just_now, is_pdf=True),
        "nominate_copy_of_sent_pdf",
    ),
    *_form("rhannu", "share", sharing.share, "nominate_share"),
    *_form("trosglwyddo", "hand-over", sharing.hand_over, "nominate_hand_over"),
    *_form("newid", "change", again.reopen, "nominate_reopen"),
    *worded(MINE, mine.mine, "nominate_mine"),
    *worded(
        BilingualText(cy=f"{MINE.cy}/fy-nata", en=f"{MINE.en}/my-data"), held.held, "nominate_held"
    ),
    *worded(
        BilingualText(cy=f"{MINE.cy}/fy-nata/ffeil", en=f"{MINE.en}/my-data/file"),
        held.file,
        "nominate_held_file",
    ),
    *_sent("tynnu-yn-ol", "withdraw", mine.withdraw, "nominate_withdraw"),
    *_sent("newid", "change", again.change, "nominate_change"),
    *_sent("copio", "copy", again.copy, "nominate_copy"),
    *_sent("fel-yr-anfonwyd", "as-sent", copies.as_sent, "nominate_as_sent"),
    *_sent(
        "fel-yr-anfonwyd/pdf",
        "as-sent/pdf",
        partial(copies.as_sent, is_pdf=True),
        "nominate_as_sent_pdf",
    ),
    *_sent(
        "cwestiwn/<slug:asked>",
        "question/<slug:asked>",
        questions.question,
        "nominate_question_asked",
    ),
    *_sent("ategu", "vouch", referees.referees, "nominate_referees"),
]
