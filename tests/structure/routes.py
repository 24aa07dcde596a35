"""Who may read or do what: the role matrix. A route that is not listed here fails the tests.

The key is the area whose `urls` module holds the route, and the view; the value is who is let in.
The signed-in areas of the next issues bring their own rows.
"""

from __future__ import annotations

from typing import Final

EVERYBODY: Final = frozenset(
    {"public", "nominator", "judge", "chair", "organiser", "scrutineer", "translator"}
)
SIGNED_IN: Final = EVERYBODY - {"public"}
DEMO_ONLY: Final = frozenset({"public in demo mode"})
ASKED_FOR_A_CODE: Final = frozenset({"somebody who asked for a code"})

MATRIX: Final[dict[tuple[str, str], frozenset[str]]] = {
    ("account", "cadair.web.account.views.EnterCode"): ASKED_FOR_A_CODE,
    ("account", "cadair.web.account.views.SignIn"): EVERYBODY,
    ("account", "cadair.web.account.views.SignOut"): SIGNED_IN,
    ("account", "cadair.web.account.views.account"): SIGNED_IN,
    ("account", "cadair.web.account.views.demo_mail"): DEMO_ONLY,
    ("machine", "cadair.web.machine.views.results"): EVERYBODY,
    ("machine", "cadair.web.machine.views.robots"): EVERYBODY,
    ("machine", "cadair.web.machine.views.sitemap"): EVERYBODY,
    ("public", "cadair.web.public.urls._to.<locals>.view"): EVERYBODY,
    ("public", "cadair.web.public.views.home.choose"): EVERYBODY,
    ("public", "cadair.web.public.views.home.home"): EVERYBODY,
    ("public", "cadair.web.public.views.home.news"): EVERYBODY,
    ("public", "cadair.web.public.views.home.news_item"): EVERYBODY,
    ("public", "cadair.web.public.views.plain.plain"): EVERYBODY,
    ("public", "cadair.web.public.views.plain.style"): EVERYBODY,
    ("public", "cadair.web.public.views.programmes.archive"): EVERYBODY,
    ("public", "cadair.web.public.views.programmes.programme"): EVERYBODY,
    ("public", "cadair.web.public.views.results.award"): EVERYBODY,
    ("public", "cadair.web.public.views.results.season"): EVERYBODY,
    ("public", "cadair.web.public.views.results.section"): EVERYBODY,
}
