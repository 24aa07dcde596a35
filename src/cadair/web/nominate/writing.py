"""Whose form it is: of an account, or, before anybody signed in, of this browser.

Everybody else gets what an unknown address gets. Whoever is not signed in is sent to sign in, for
a form that exists and for one that never did alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cadair.foundation.actors import Actor
from cadair.foundation.prepared import Prepared, remembering
from cadair.nominations.actions import attach_drafts
from cadair.nominations.models import Draft
from cadair.nominations.rules import is_coauthor, is_owner
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.models import Season
from cadair.web.shared.guards import READ_AND_WRITE
from cadair.web.shared.kept_forms import keep, offer_again

P = ParamSpec("P")
MY_DRAFTS: Final = "drafts"
"""Kept in a session: the identities of the forms that this browser began."""

MOST_DRAFTS: Final = 20
VISITOR: Final = Actor(ref="visitor:public")


@dataclass(frozen=True, slots=True)
class Writing:
    """Somebody at work on a form."""

    draft: Draft
    actor: Actor

    @property
    def season(self) -> Season:
        """What the form is for."""
        return self.draft.season

    @property
    def is_owner(self) -> bool:
        """Whether it is theirs to send, share and delete; co-authors only write."""
        return is_owner(self.draft, self.actor)

    @property
    def arguments(self) -> dict[str, str]:
        """Those of every address of this form."""
        return {"season": self.season.key, "draft": self.draft.public_id}

    @staticmethod
    def leave() -> HttpResponse:
        """On to the list of one's own nominations."""
        return redirect("nominate_mine")

    def go_to(self, name: str) -> HttpResponse:
        """On to another page of this form."""
        return redirect(reverse(name, kwargs=self.arguments))


def whoever(request: HttpRequest) -> Actor:
    """Who is here, as somebody who acts."""
    account = account_of(request)
    return actor_of(account) if account else VISITOR


def account_of(request: HttpRequest) -> Account | None:
    """Who has signed in, or None."""
    return request.user if request.user.is_authenticated else None


def remember(request: HttpRequest, draft: Draft) -> None:
    """Let this browser find the form again."""
    mine = [each for each in request.session.get(MY_DRAFTS, []) if each != draft.public_id]
    request.session[MY_DRAFTS] = [*mine, draft.public_id][-MOST_DRAFTS:]


def adopt(request: HttpRequest) -> None:
    """Keep for an account what this browser began before it signed in."""
    account = account_of(request)
    if account is None or MY_DRAFTS not in request.session:
        return
    known = request.session.pop(MY_DRAFTS)
    drafts = list(Draft.objects.filter(public_id__in=known, account=None))
    if drafts:
        attach_drafts(drafts=drafts, account=account, by=actor_of(account))


def begun_here(request: HttpRequest, season: Season) -> list[Draft]:
    """The forms for this season that somebody, or this browser, has begun and not sent."""
    account = account_of(request)
    is_mine = Q(account=None, public_id__in=request.session.get(MY_DRAFTS, []))
    if account is not None:
        is_mine |= Q(account=account)
    return list(season.drafts.filter(is_mine, nomination=None))


def draft_page(*methods: str) -> Callable[[Callable[..., HttpResponse]], Any]:
    """For whoever writes the form that the address names: `view(request, writing)`."""

    def decorate(view: Callable[Concatenate[HttpRequest, Writing, P], HttpResponse]) -> Any:
        @never_cache
        @wraps(view)
        def guarded(
            request: HttpRequest, /, season: str, draft: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            adopt(request)
            found = _found(request, season, draft)
            if found is None:
                return _turned_away(request, methods or READ_AND_WRITE)
            if request.method not in (methods or READ_AND_WRITE):
                return HttpResponseNotAllowed(methods or READ_AND_WRITE)
            offered = offer_again(request)
            if offered is not None:
                return offered
            writing = Writing(found, whoever(request))
            if request.method == "POST":
                return view(request, writing, *args, **kwargs)
            with remembering():
                return view(request, writing, *args, **kwargs)

        return guarded

    return decorate


_DRAFT: Final = Prepared(
    lambda draft, season: (
        Draft.objects.filter(public_id=draft, season__key=season)
        .select_related("season__programme", "nomination__entry")
        .order_by("pk")
    )
)


def _found(request: HttpRequest, season: str, public_id: str) -> Draft | None:
    draft = _DRAFT.first(draft=public_id, season=season)
    if draft is None:
        return None
    if draft.account_id is not None:
        is_mine = draft.account_id == request.user.pk and is_owner(draft, whoever(request))
        return draft if is_mine or is_coauthor(draft, request.user.pk) else None
    return draft if public_id in request.session.get(MY_DRAFTS, []) else None


def _turned_away(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    if request.user.is_authenticated:
        raise Http404
    if request.method == "POST" and "POST" in methods:
        keep(request)
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
