"""Addresses that machines read."""

from __future__ import annotations

from django.urls import path

from cadair.foundation.bilingual import LANGUAGES
from cadair.web.machine import views
from cadair.web.shared.addresses import CALENDAR  # its module registers the converters

app_name = "machine"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "<language:language>/<slug:programme>/<season_year:year>/results.json",
        views.results,
        name="results",
    ),
    *[
        path(
            f"{language}/<slug:programme>/<season_year:year>/{word}",
            views.dates,
            {"language": language},
        )
        for language in LANGUAGES
        # The word of the other language leads to the right one.
        for word in (CALENDAR.cy, CALENDAR.en)
    ],
]
