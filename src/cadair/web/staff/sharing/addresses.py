"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.sharing.views import by_hand, names, plans, practice, rounds

_ONE_CY, _ONE_EN = "rhannu/<slug:which>", "sharing/<slug:which>"

_PAGES: Final = (
    ("rhannu", "sharing", rounds.listing, "staff_sharing"),
    ("rhannu/ymarfer", "sharing/practice", practice.practice, "staff_practice"),
    (_ONE_CY, _ONE_EN, rounds.one, "staff_sharing_round"),
    (f"{_ONE_CY}/cynllun", f"{_ONE_EN}/plan", plans.plan, "staff_sharing_plan"),
    (f"{_ONE_CY}/enwau", f"{_ONE_EN}/names", names.names, "staff_hidden_names"),
    (
        f"{_ONE_CY}/cais/<slug:entry>",
        f"{_ONE_EN}/entry/<slug:entry>",
        by_hand.entry,
        "staff_sharing_entry",
    ),
)
"""Welsh words, English words, the view, its name; fixed words before what they resemble."""

SHARING: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
