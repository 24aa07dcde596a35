"""Who gets in: the area `public`."""

from __future__ import annotations

from tests.structure.matrix.row import EVERYBODY, Row

ROWS: dict[str, Row] = {
    "cadair.web.public.urls._to.<locals>.view": Row(EVERYBODY),
    "cadair.web.public.views.home.choose": Row(EVERYBODY),
    "cadair.web.public.views.home.home": Row(EVERYBODY),
    "cadair.web.public.views.home.news": Row(EVERYBODY),
    "cadair.web.public.views.home.news_item": Row(EVERYBODY),
    "cadair.web.public.views.plain.plain": Row(EVERYBODY),
    "cadair.web.public.views.plain.style": Row(EVERYBODY),
    "cadair.web.public.views.programmes.archive": Row(EVERYBODY),
    "cadair.web.public.views.programmes.programme": Row(EVERYBODY),
    "cadair.web.public.views.results.award": Row(EVERYBODY),
    "cadair.web.public.views.results.season": Row(EVERYBODY),
    "cadair.web.public.views.results.section": Row(EVERYBODY),
}
