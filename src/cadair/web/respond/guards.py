"""Who gets in: whoever holds a valid link, and only to the one thing that it opens (SEC-05).

A link that is unknown, over or ended gets what an unknown address gets. Reading changes nothing,
for programs that check mail open every link they find; only a form that is sent does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from cadair.foundation.actors import Actor
from cadair.nominations.notices import GUARDIAN
from cadair.people.models import AccessLink
from cadair.people.queries import actor_by_link, opened_by
from cadair.web.shared.guards import READ_AND_WRITE

P = ParamSpec("P")

HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # To no other site. Stricter than this (“no-referrer”) a browser hides from us as well that our
    # own form came from our own page, and the form is refused.
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class LinkVisit:
    """Somebody who came with a link: the link, who that is in the record, and its secret.

    `subject` is the reference of what the link opens; `token` is for the addresses of the page's
    own forms and of further pages for the same link.
    """

    link: AccessLink
    actor: Actor
    token: str

    @property
    def is_guardian(self) -> bool:
        """Whether a parent or carer came, with the link that they were sent."""
        return self.link.purpose == GUARDIAN

    @property
    def subject(self) -> str:
        """What the link opens, as `Record.ref` has it."""
        return self.link.subject_ref


def linked_page(*purposes: str, methods: tuple[str, ...] = READ_AND_WRITE) -> Callable[..., Any]:
    """For whoever holds a valid link of such a purpose; the address has its secret as `token`.

    The view gets a visit instead of the secret: `view(request, visit, **rest)`.
    """

    def decorate(view: Callable[Concatenate[HttpRequest, LinkVisit, P], HttpResponse]) -> Any:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, token: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            link = next(filter(None, (opened_by(token, each) for each in purposes)), None)
            if link is None:
                raise Http404
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            visit = LinkVisit(link, actor_by_link(link), token)
            response = view(request, visit, *args, **kwargs)
            for name, value in HEADERS.items():
                response[name] = value
            return response

        guarded.opened_by_links_to = purposes  # type: ignore[attr-defined]
        return guarded

    return decorate
