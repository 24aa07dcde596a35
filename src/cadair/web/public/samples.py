"""What the style page shows: one of every part, filled with something fictional."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.dates import long_date
from cadair.foundation.welsh.plurals import counted
from cadair.web.public.cards import BETWEEN_NAMES, AwardGroup, Tone
from cadair.web.public.newsroom import PostCard
from cadair.web.public.timetable import DateLine
from cadair.web.shared.forms import CadairRenderer

DAY: Final = date(2026, 2, 10)


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


def samples(language: Language) -> dict[str, Any]:
    """The context of the style page, with a form that somebody filled in wrongly."""
    wrong = {"name": "Siân Ŵŷn Llŷr-Ôl", "email": "", "contact_language": "cy"}
    return {
        "form": SampleForm(wrong, renderer=CadairRenderer(), auto_id="sample_%s"),
        "jumps": [_("Lantern Project"), _("Open Door"), _("Safe Harbour"), _("Bridges")],
        "posts": [_post(language)],
        "dates": [_date_line(language, is_past=True), _date_line(language, is_past=False)],
        "section": {"groups": _groups(language)},
    }


def _award_text() -> str:
    return _(
        "Since 2019 the team has gone out in all weathers to meet people where they are. "
        "Hundreds have found support as a result."
    )


def _groups(language: Language) -> list[AwardGroup]:
    """Joint winners, a winner, a commendation and an award of unknown kind."""
    joint = counted("joint-winner", 2, language)
    return [
        _group("winner", joint, _("Lantern Project"), _("Open Door")),
        _group("winner", _("Winner"), _("Safe Harbour")),
        _group("commended", _("Highly commended"), _("Bridges")),
        _group("award", _("Award"), _("Night Lights")),
    ]


def _group(tone: Tone, heading: str, *titles: str) -> AwardGroup:
    return {
        "tone": tone,
        "heading": heading,
        "is_shared": len(titles) > 1,
        "awards": [
            {
                "id": f"sample-{tone}-{len(titles)}-{number}",
                "url": f"#sample-{tone}-{len(titles)}-{number}",
                "title": title,
                "who": BETWEEN_NAMES.join((_("a youth worker"), "Cyngor Abertawe")),
                "text": _award_text(),
                "more": [],
            }
            for number, title in enumerate(titles)
        ],
    }


def _post(language: Language) -> PostCard:
    return {
        "title": _("Save the date"),
        "url": "#news",
        "excerpt": _award_text(),
        "date": long_date(DAY, language),
        "machine": DAY.isoformat(),
        "tags": [],
    }


def _date_line(language: Language, *, is_past: bool) -> DateLine:
    return {
        "key": "nominations_close",
        "label": _("Nominations close"),
        "words": long_date(DAY, language),
        "machine": DAY.isoformat(),
        "is_past": is_past,
        "is_cancelled": False,
    }
