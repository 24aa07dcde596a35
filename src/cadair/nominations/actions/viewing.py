"""Lists that somebody asks for again and again: the query of an address, kept under a name."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.foundation.welsh.written import written_line
from cadair.nominations.models import SavedView
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

LONGEST_NAME = 80
LONGEST_QUERY = 1000
MOST_VIEWS = 30


@transaction.atomic
def save_view(
    *, season: Season, account: Account, name: str, query: str, is_shared: bool, by: Actor
) -> SavedView:
    """Keep a list under a name, for oneself or for every organiser; the same name replaces it.

    Raises:
        NotAllowed: `by` is no organiser, or another account.
        Refusal: no name, one that is too long, a list that is too long to ask for, or too many.
    """
    season = locked(season)
    require_organiser(by, season)
    if by.account_id != account.pk:
        raise NotAllowed("not-your-view", _("This list belongs to somebody else."))
    name = written_line(_("Name of the list"), name, longest=LONGEST_NAME, is_required=True)
    if len(query) > LONGEST_QUERY:
        raise Refusal("view-too-long", _("This list asks for too much. Choose less."))
    mine = season.saved_views.filter(account=account)
    if mine.exclude(name=name).count() >= MOST_VIEWS:
        raise Refusal("too-many-views", _("You have many lists already. Remove one first."))
    view, _is_new = SavedView.objects.update_or_create(
        season=season,
        account=account,
        name=name,
        defaults={"query": query, "is_shared": is_shared},
    )
    record(
        actor=by,
        action="save_view",
        subject=view.ref,
        season=season.public_id,
        facts={"query_sha256": sha256_of(query), "is_shared": is_shared},
    )
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: Actor) -> SavedView:
    """Take a list from the saved ones; nothing in it changes.

    Raises:
        NotAllowed: `by` is no organiser, or it is somebody else’s.
    """
    season = locked(view.season)
    require_organiser(by, season)
    if view.account_id != by.account_id:
        raise NotAllowed("not-your-view", _("This list belongs to somebody else."))
    gone = view.ref
    SavedView.objects.filter(pk=view.pk).delete()
    record(actor=by, action="remove_view", subject=gone, season=season.public_id)
    return view
