"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.notices.views import agreed, listing, nominee, publicity, record, referees


def _page(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    words = BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}")
    yield from worded(words, view, name)


NOTICES: list[URLPattern] = [
    *_page("enwebeion", "nominees", listing.nominees, "staff_notices"),
    *_page("enwebeion/dweud", "nominees/tell", listing.tell, "staff_notices_tell"),
    *_page("enwebeion/cyhoeddusrwydd", "nominees/publicity", agreed.agreed, "staff_agreed"),
    *_page(
        "enwebeion/cyhoeddusrwydd/ffeil/<slug:kind>",
        "nominees/publicity/file/<slug:kind>",
        agreed.file,
        "staff_agreed_file",
    ),
    *_page(
        "enwebeion/<slug:nominee>/papur",
        "nominees/<slug:nominee>/paper",
        agreed.paper,
        "staff_paper_consent",
    ),
    *_page("enwebeion/<slug:nominee>", "nominees/<slug:nominee>", nominee.nominee, "staff_nominee"),
    *_page(
        "enwebeion/<slug:nominee>/ailagor",
        "nominees/<slug:nominee>/reopen",
        nominee.reopen,
        "staff_nominee_reopen",
    ),
    *_page(
        "enwebeion/<slug:nominee>/cyhoeddusrwydd",
        "nominees/<slug:nominee>/publicity",
        publicity.publicity,
        "staff_publicity",
    ),
    *_page(
        "enwebeion/<slug:nominee>/llun",
        "nominees/<slug:nominee>/photo",
        publicity.photo,
        "staff_nominee_photo",
    ),
    *_page(
        "atebion-enwebeion/<slug:saying>",
        "nominee-answers/<slug:saying>",
        nominee.saying,
        "staff_saying",
    ),
    *_page("diogelu-data", "data-protection", record.record, "staff_notice_record"),
    *_page("canolwyr", "referees", referees.referees, "staff_referees"),
    *_page(
        "canolwyr/<slug:endorsement>", "referees/<slug:endorsement>", referees.move, "staff_referee"
    ),
]
