"""From which chance on an order is called clear, ahead or level: what an organiser may change."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import set_certainty_words
from cadair.judging.analyses import certainty_words
from cadair.web.panel.guards import Room, panel_page
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE

FIELDS: Final = ("clear", "ahead", "contenders", "open_from", "open_to")


def _hundredths(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=1,
        max_value=100,
        error_messages={
            "required": gettext_lazy("Enter a whole number from 1 to 100."),
            "invalid": gettext_lazy("Enter a whole number from 1 to 100."),
            "min_value": gettext_lazy("Enter a whole number from 1 to 100."),
            "max_value": gettext_lazy("Enter a whole number from 1 to 100."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "size": 4}),
    )


class ThresholdsForm(forms.Form):
    """Chances in hundredths."""

    clear = _hundredths(
        gettext_lazy("“Clear” from"),
        gettext_lazy("The chance of the first to be the best, in per cent. Usual: 80."),
    )
    ahead = _hundredths(
        gettext_lazy("“Ahead” from"),
        gettext_lazy("Below this the marks are called close. Usual: 50."),
    )
    contenders = _hundredths(
        gettext_lazy("Whoever could be the best, up to"),
        gettext_lazy("So many are named that their chances come to this together. Usual: 90."),
    )
    open_from = _hundredths(
        gettext_lazy("“As good as level” from"),
        gettext_lazy("The chance that the first is better than the second. Usual: 35."),
    )
    open_to = _hundredths(gettext_lazy("“As good as level” up to"), gettext_lazy("Usual: 65."))


@panel_page(*READ_AND_WRITE)
def thresholds(request: HttpRequest, room: Room) -> HttpResponse:
    """`panel/…/figures/thresholds`: for organisers; nothing is decided here."""
    if not room.is_organiser:
        raise Http404
    if request.method != "POST":
        words = certainty_words(room.season)
        form = ThresholdsForm(initial={name: getattr(words, name) for name in FIELDS})
        return _page(request, room, form)
    form = ThresholdsForm(request.POST)
    if not form.is_valid():
        return _page(request, room, form, status=422)
    try:
        set_certainty_words(season=room.season, by=room.visit.actor, **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, room, form, refused(refusal), status=422)
    messages.success(request, _("Kept. The categories are worked out again within a minute."))
    return redirect("panel_thresholds", season=room.season.key)


def _page(
    request: HttpRequest,
    room: Room,
    form: ThresholdsForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "can_change": room.is_deciding, **(more or {})}
    return render_desk(request, room.visit, "panel/thresholds.html", context, status=status)
