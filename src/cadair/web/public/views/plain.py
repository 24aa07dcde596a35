"""Plain pages, and the living style page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import Language, active_language
from cadair.foundation.welsh.dates import long_date
from cadair.foundation.welsh.plurals import counted
from cadair.web.public.cards import BETWEEN_NAMES
from cadair.web.public.frames import cadair_page
from cadair.web.public.plain_texts import plain_text
from cadair.web.shared import addresses
from cadair.web.shared.addresses import in_both
from cadair.web.shared.caching import kept_by_caches
from cadair.web.shared.forms import CadairRenderer
from cadair.web.shared.page import Link, render_page, service_name


@require_safe
@kept_by_caches
def plain(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """`/en/privacy/` and the like."""
    title, html = plain_text(name, language)
    paths = in_both(lambda each: addresses.plain_page(each, name))
    page = cadair_page(language, title, paths)
    return render_page(request, "public/plain.html", page, {"title": title, "html": html})


RELEASED = date(2026, 2, 10)


class SampleForm(forms.Form):
    """Every kind of field, for the style page only."""

    name = forms.CharField(label=gettext_lazy("Your name"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We only use it to send you a code."),
        error_messages={"required": gettext_lazy("Enter your e-mail address.")},
    )
    contact_language = forms.ChoiceField(
        label=gettext_lazy("Which language should we write to you in?"),
        choices=[("cy", "Cymraeg"), ("en", "English"), ("both", gettext_lazy("Both"))],
        widget=forms.RadioSelect,
        initial="both",
    )
    summary = forms.CharField(
        label=gettext_lazy("What was done, and what came of it?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


@require_safe
@kept_by_caches
def style(request: HttpRequest, language: Language) -> HttpResponse:
    """`/en/style/`: every component, so that a change is seen in one place."""
    page = cadair_page(
        language,
        _("Look and feel"),
        in_both(addresses.style_page),
        description=_("Every part that pages are made of."),
        crumbs=[Link(service_name(language), addresses.home(language))],
    )
    data = {"name": "Siân Ŵŷn Llŷr-Ôl", "email": "", "contact_language": "cy"}
    form = SampleForm(data, renderer=CadairRenderer(), auto_id="sample_%s")
    return render_page(request, "public/style.html", page, {"form": form, **_samples()})


def _samples() -> dict[str, Any]:
    """A section with joint winners, a commendation and an award of unknown kind."""
    team = _(
        "Since 2019 the team has gone out in all weathers to meet people where they are. "
        "Hundreds have found support as a result."
    )

    def group(tone: str, heading: str, *titles: str) -> dict[str, Any]:
        awards = [
            {
                "id": f"sample-{tone}-{number}",
                "url": f"#sample-{tone}-{number}",
                "title": title,
                "who": BETWEEN_NAMES.join((_("a youth worker"), "Cyngor Abertawe")),
                "text": team,
            }
            for number, title in enumerate(titles, len(heading))
        ]
        return {"tone": tone, "heading": heading, "awards": awards, "is_shared": len(titles) > 1}

    joint = counted("joint-winner", 2, active_language())
    return {
        "jumps": [_("Lantern Project"), _("Open Door"), _("Safe Harbour"), _("Bridges")],
        "posts": [
            {
                "title": _("Save the date"),
                "url": "#news",
                "excerpt": team,
                "date": long_date(RELEASED, active_language()),
                "machine": RELEASED.isoformat(),
            }
        ],
        "dates": [
            {
                "label": _("Nominations close"),
                "words": long_date(RELEASED, active_language()),
                "machine": RELEASED.isoformat(),
                "is_past": is_past,
            }
            for is_past in (True, False)
        ],
        "section": {
            "groups": [
                group("winner", joint, _("Lantern Project"), _("Open Door")),
                group("winner", _("Winner"), _("Safe Harbour")),
                group("commended", _("Highly commended"), _("Bridges")),
                group("award", _("Award"), _("Night Lights")),
            ]
        },
    }
