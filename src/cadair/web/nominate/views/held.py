"""All that is held about whoever nominates, for themselves: to read, and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadair.foundation.bilingual import active_language
from cadair.nominations.held import held_about_nominator
from cadair.people.models import Account
from cadair.web.shared.guards import signed_in_page
from cadair.web.shared.held import held_file


@signed_in_page("GET", "HEAD")
def held(request: HttpRequest, account: Account) -> HttpResponse:
    """The page to read."""
    parts = held_about_nominator(account, active_language())
    return render(request, "web_nominate/held.html", {"parts": parts})


@signed_in_page("GET", "HEAD")
def file(_request: HttpRequest, account: Account) -> HttpResponse:
    """The same for programs."""
    return held_file(held_about_nominator(account, active_language()))
