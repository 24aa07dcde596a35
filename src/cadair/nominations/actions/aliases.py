"""Other names of organisations: what people also call them, in either language."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.written import written_line
from cadair.nominations.actions.indexing import index_organisation
from cadair.nominations.queries import bodies_of
from cadair.people.models import Organisation, OrganisationAlias
from cadair.people.queries import organisation_called
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def name_alias(
    *, season: Season, organisation: Organisation, name: str, by: Actor
) -> OrganisationAlias:
    """Say what else a body is called; it is then found, and recognised as a judge’s own, by it.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: the body has no part in the season, or the name is missing, too long, or means a
            body already.
    """
    season = locked(season)
    require_organiser(by, season)
    body = _of_season(season, organisation)
    text = written_line(_("Name"), name, is_required=True)
    known = organisation_called(text)
    if known is not None:
        raise Refusal(
            "name-known",
            _("This name already means a body of the register: %(name)s") % {"name": known.name},
        )
    alias = OrganisationAlias.objects.create(
        organisation=body, name=text, fold=search_fold(text)[:200]
    )
    index_organisation(organisation=body)
    record(
        actor=by,
        action="name_alias",
        subject=body.ref,
        season=season.public_id,
        facts={"alias": alias.ref, "name_sha256": sha256_of(text)},
    )
    return alias


@transaction.atomic
def drop_alias(*, season: Season, alias: OrganisationAlias, by: Actor) -> Organisation:
    """Take a name away from a body that is not called so.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: somebody has taken it away.
        Refusal: the body has no part in the season.
    """
    season = locked(season)
    require_organiser(by, season)
    found = OrganisationAlias.objects.filter(pk=alias.pk).select_related("organisation").first()
    if found is None:
        raise NotNow("alias-gone", _("Somebody has taken this name away."))
    body, ref = _of_season(season, found.organisation), found.ref
    found.delete()
    index_organisation(organisation=body)
    record(
        actor=by,
        action="drop_alias",
        subject=body.ref,
        season=season.public_id,
        facts={"alias": ref},
    )
    return body


def _of_season(season: Season, organisation: Organisation) -> Organisation:
    here = Q(pk__in=bodies_of(season).values("pk")) | Q(seats__season=season)
    if not Organisation.objects.filter(here, pk=organisation.pk).exists():
        raise Refusal("not-of-season", _("This organisation has no part in this season."))
    return organisation
