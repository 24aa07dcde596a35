"""Addresses that machines read."""

from __future__ import annotations

from django.urls import path

from cadair.web.machine import views
from cadair.web.shared import addresses as _converters  # noqa: F401 - registers the converters

app_name = "machine"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "<language:language>/<slug:programme>/<season_year:year>/results.json",
        views.results,
        name="results",
    ),
]
