"""The root of every address; each area lists its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cadair.web.account.urls")),
    path("", include("cadair.web.nominate.urls")),
    path("", include("cadair.web.respond.urls")),
    path("", include("cadair.web.jury.urls")),
    path("", include("cadair.web.panel.urls")),
    path("", include("cadair.web.staff.urls")),
    path("", include("cadair.web.machine.urls")),
    path("", include("cadair.web.public.urls")),
]

handler400 = "cadair.web.shared.errors.bad_request"
handler403 = "cadair.web.shared.errors.forbidden"
handler404 = "cadair.web.shared.errors.not_found"
# Asked for by the sign-in library, not by Django.
handler429 = "cadair.web.shared.errors.too_many"
handler500 = "cadair.web.shared.errors.failed"
