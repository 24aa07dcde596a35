"""Plain pages, and the living style page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import Language
from cadair.web.public.frames import cadair_page
from cadair.web.public.plain_texts import plain_text
from cadair.web.public.samples import samples
from cadair.web.shared import addresses
from cadair.web.shared.addresses import in_both
from cadair.web.shared.caching import kept_by_caches
from cadair.web.shared.page import Link, render_page, service_name


@require_safe
@kept_by_caches
def plain(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """`/en/privacy/` and the like."""
    title, html = plain_text(name, language)
    paths = in_both(lambda each: addresses.plain_page(each, name))
    page = cadair_page(language, title, paths)
    return render_page(request, "public/plain.html", page, {"title": title, "html": html})


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
    return render_page(request, "public/style.html", page, samples(language))
