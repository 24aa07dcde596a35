"""Whom the panel names itself, where the rules give an award at its discretion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.nominations.queries import named_by_panel
from cadair.nominations.states import EntryKind
from cadair.outcomes.actions import Recipient, drop_recipient, name_recipient
from cadair.outcomes.queries import gives_freely
from cadair.seasons.models import Category
from cadair.web.panel.guards import Room, panel_page
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE


class RecipientForm(forms.Form):
    """Who or what it is, in both languages, as the public will read it."""

    title_cy = forms.CharField(
        label=gettext_lazy("Name (Welsh)"), widget=forms.TextInput(attrs={"lang": "cy"})
    )
    title_en = forms.CharField(
        label=gettext_lazy("Name (English)"), widget=forms.TextInput(attrs={"lang": "en"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=EntryKind.choices, widget=forms.RadioSelect
    )
    organisation = forms.CharField(
        label=gettext_lazy("The organisation behind it"),
        required=False,
        help_text=gettext_lazy("As it is named in public. Empty: none."),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("The person was asked and agrees to be named in public"),
        required=False,
    )

    def recipient(self) -> Recipient:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return Recipient(
            title=BilingualText(cy=data["title_cy"], en=data["title_en"]),
            kind=EntryKind(data["kind"]),
            organisation=data["organisation"],
            agreed=data["agreed"],
        )


@panel_page(*READ_AND_WRITE)
def recipients(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/name`: whom the panel named, one more, or one less."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    if not gives_freely(found):
        raise Http404
    if room.is_closed(found):
        return redirect("panel_category", season=room.season.key, category=found.key)
    form = RecipientForm()
    if request.method == "POST":
        answer = _acted(request, room, found)
        if not isinstance(answer, tuple):
            return answer
        form, refusal = answer
        return _page(request, room, found, form, refusal)
    return _page(request, room, found, form)


def _acted(
    request: HttpRequest, room: Room, category: Category
) -> HttpResponse | tuple[RecipientForm, Refusal | None]:
    """What was asked for is done; or the form as it was typed, and why it is not."""
    own, actor = named_by_panel(room.season).filter(places__category=category), room.visit.actor
    here = redirect("panel_recipients", season=room.season.key, category=category.key)
    try:
        if "drop" in request.POST:
            entry = get_object_or_404(own, public_id=request.POST["drop"])
            drop_recipient(entry=entry, category=category, by=actor)
            messages.success(request, _("It is taken back."))
            return here
        form = RecipientForm(request.POST)
        if not form.is_valid():
            return form, None
        entry = name_recipient(category=category, recipient=form.recipient(), by=actor)
    except Refusal as refusal:
        return RecipientForm(request.POST if "drop" not in request.POST else None), refusal
    messages.success(
        request,
        _("Named: %(name)s. Choose its award in the list, and write the reason.")
        % {"name": entry.title},
    )
    return redirect("panel_category", season=room.season.key, category=category.key)


def _page(
    request: HttpRequest,
    room: Room,
    category: Category,
    form: RecipientForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    named = named_by_panel(room.season).filter(places__category=category)
    context: dict[str, Any] = {
        "room": room,
        "category": category,
        "form": form,
        "named": named.prefetch_related("awards"),
        "can_name": room.is_deciding,
        **(refused(refusal) if refusal else {}),
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, room.visit, "panel/recipients.html", context, status=status)
