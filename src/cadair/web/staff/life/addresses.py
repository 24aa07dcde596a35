"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.seasons.states import ChangeKind
from cadair.web.shared.routing import worded
from cadair.web.staff.life.views import changes, history, people, plan, today


def _desk(cy: str, en: str) -> BilingualText:
    return BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}")


def _change(kind: ChangeKind) -> Callable[..., Any]:
    return partial(changes.change, kind=kind)


_CHANGES: Final = (
    (ChangeKind.DEADLINE, "dyddiad-cau", "deadline", "staff_change_deadline"),
    (ChangeKind.CATEGORIES, "uno-categoriau", "merge-categories", "staff_change_categories"),
    (ChangeKind.CEREMONY_MOVED, "symud-y-seremoni", "move-ceremony", "staff_change_ceremony"),
    (ChangeKind.CEREMONY_CANCELLED, "canslo-r-seremoni", "cancel-ceremony", "staff_change_cancel"),
    (ChangeKind.TEXT, "cywiro-testun", "correct-a-text", "staff_change_text"),
)

LIFE: list[URLPattern] = [
    *worded(_desk("heddiw", "today"), today.today, "staff_today"),
    *worded(_desk("cam-nesaf", "next-step"), today.next_move, "staff_next"),
    *worded(_desk("cynllun", "plan"), plan.plan, "staff_plan"),
    *worded(_desk("cynllun/<slug:step>", "plan/<slug:step>"), plan.plan_step, "staff_plan_step"),
    *worded(
        _desk("cynllun/<slug:step>/wedi-i-wneud", "plan/<slug:step>/done"),
        plan.plan_tick,
        "staff_plan_tick",
    ),
    *worded(_desk("newidiadau", "changes"), changes.changes, "staff_changes"),
    *[
        pattern
        for kind, cy, en, name in _CHANGES
        for pattern in worded(_desk(f"newidiadau/{cy}", f"changes/{en}"), _change(kind), name)
    ],
    *worded(_desk("pobl", "people"), people.people, "staff_people"),
    *worded(
        _desk("pobl/<slug:role>/tynnu", "people/<slug:role>/remove"),
        people.take_part_back,
        "staff_take_part_back",
    ),
    *worded(_desk("hanes", "history"), history.history, "staff_history"),
]
