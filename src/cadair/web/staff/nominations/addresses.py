"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.nominations.views import (
    bulk,
    evidence,
    exclusions,
    grouping,
    listing,
    nomination,
    notes,
    organisations,
    rehearsal,
    repeats,
    saved,
    verdicts,
)

_PAGES: Final = (
    ("enwebiadau", "nominations", listing.nominations, "staff_nominations"),
    ("enwebiadau/lawrlwytho", "nominations/download", listing.download, "staff_download"),
    ("enwebiadau/gweithredu", "nominations/act", bulk.act, "staff_act"),
    ("enwebiadau/cadw", "nominations/save", saved.save, "staff_view_save"),
    (
        "enwebiadau/rhestrau/<slug:view>/dileu",
        "nominations/lists/<slug:view>/remove",
        saved.remove,
        "staff_view_remove",
    ),
    (
        "enwebiadau/anghymwys",
        "nominations/not-eligible",
        exclusions.exclusions,
        "staff_exclusions",
    ),
    (
        "enwebiadau/anghymwys/<slug:entry>/tynnu-n-ol",
        "nominations/not-eligible/<slug:entry>/take-back",
        exclusions.drop,
        "staff_exclusion_drop",
    ),
    ("enwebiadau/ailadrodd", "nominations/repeats", repeats.repeats, "staff_repeats"),
    (
        "enwebiadau/ailadrodd/<slug:repeat>/gwahanol",
        "nominations/repeats/<slug:repeat>/different",
        repeats.dismiss,
        "staff_repeat_dismiss",
    ),
    ("enwebiadau/gwirio", "nominations/check", nomination.check, "staff_check"),
    (
        "enwebiadau/<slug:nomination>",
        "nominations/<slug:nomination>",
        nomination.nomination,
        "staff_nomination",
    ),
    (
        "enwebiadau/<slug:nomination>/baner",
        "nominations/<slug:nomination>/flag",
        notes.flag,
        "staff_flag",
    ),
    (
        "enwebiadau/<slug:nomination>/baner/<slug:flag>/tynnu",
        "nominations/<slug:nomination>/flag/<slug:flag>/down",
        notes.unflag,
        "staff_unflag",
    ),
    (
        "enwebiadau/<slug:nomination>/cysylltiad",
        "nominations/<slug:nomination>/contact",
        notes.contact,
        "staff_contact",
    ),
    (
        "enwebiadau/<slug:nomination>/tynnu-n-ol",
        "nominations/<slug:nomination>/withdraw",
        verdicts.withdraw,
        "staff_withdraw",
    ),
    (
        "ceisiadau/<slug:entry>/cymwys",
        "entries/<slug:entry>/eligible",
        verdicts.eligible,
        "staff_eligible",
    ),
    (
        "ceisiadau/<slug:entry>/anghymwys",
        "entries/<slug:entry>/not-eligible",
        verdicts.not_eligible,
        "staff_not_eligible",
    ),
    ("ceisiadau/<slug:entry>/symud", "entries/<slug:entry>/move", verdicts.move, "staff_move"),
    ("ceisiadau/<slug:entry>/grwpio", "entries/<slug:entry>/group", grouping.group, "staff_group"),
    (
        "ceisiadau/<slug:entry>/dadgrwpio",
        "entries/<slug:entry>/ungroup",
        grouping.ungroup,
        "staff_ungroup",
    ),
    ("sefydliadau", "organisations", organisations.organisations, "staff_organisations"),
    ("sefydliadau/sectorau", "organisations/sectors", organisations.sectors, "staff_sectors"),
    (
        "sefydliadau/<slug:organisation>",
        "organisations/<slug:organisation>",
        organisations.organisation,
        "staff_organisation",
    ),
    (
        "tystiolaeth/<slug:evidence>",
        "evidence/<slug:evidence>",
        evidence.download,
        "staff_evidence",
    ),
    (
        "tystiolaeth/<slug:evidence>/beirniaid",
        "evidence/<slug:evidence>/judges",
        evidence.judges,
        "staff_evidence_judges",
    ),
    ("ymarfer", "rehearsal", rehearsal.rehearsal, "staff_rehearsal"),
    ("ymarfer/dileu", "rehearsal/wipe", rehearsal.wipe, "staff_rehearsal_wipe"),
)
"""Welsh words, English words, the view, its name; fixed words before what they resemble."""

NOMINATIONS: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
