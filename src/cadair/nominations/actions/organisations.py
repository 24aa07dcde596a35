"""Names of organisations as nominators typed them: corrected and accepted, or found to be known."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.foundation.welsh.written import in_both, written_line
from cadair.nominations.actions.indexing import index_entries, index_organisation
from cadair.nominations.models import EntryOrganisation
from cadair.nominations.queries import bodies_of, unchecked_organisations
from cadair.nominations.states import OrganisationRole
from cadair.people.models import Organisation
from cadair.people.queries import organisation_called
from cadair.people.states import Sector
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def accept_organisation(
    *, season: Season, organisation: Organisation, name: BilingualText, by: Actor
) -> Organisation:
    """Take a body that a nominator named into the register, under its right names.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: somebody has checked it already.
        Refusal: a name is missing in a language, too long, or that of a body of the register.
    """
    season = locked(season)
    require_organiser(by, season)
    organisation = _unchecked(season, organisation)
    name = in_both(_("Name"), name, written_line)
    if not name.is_complete:
        raise Refusal(
            "name-in-one-language",
            _("Give the name in both languages. A body with one name has it twice."),
        )
    for side in (name.cy, name.en):
        known = organisation_called(side)
        if known is not None and known.is_checked and known != organisation:
            raise Refusal(
                "name-taken",
                _("The register has a body of this name. Choose it instead: %(name)s")
                % {"name": side},
            )
    organisation.name = name
    organisation.sort_cy, organisation.sort_en = sort_key_cy(name.cy), sort_key_en(name.en)
    organisation.is_checked = True
    organisation.save(update_fields=["name_cy", "name_en", "sort_cy", "sort_en", "is_checked"])
    index_organisation(organisation=organisation)
    record(
        actor=by,
        action="accept_organisation",
        subject=organisation.ref,
        season=season.public_id,
        facts={"name_sha256": sha256_of(name.as_dict())},
    )
    return organisation


@transaction.atomic
def merge_organisation(
    *, season: Season, organisation: Organisation, into: Organisation, by: Actor
) -> Organisation:
    """Say that what a nominator typed is a body of the register; entries name that one from now on.

    An entry that named both names it once, as lead where either was.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: somebody has checked it already.
        Refusal: `into` is itself unchecked, or the typed one is used for more than entries.
    """
    season = locked(season)
    require_organiser(by, season)
    organisation = _unchecked(season, organisation)
    into = Organisation.objects.select_for_update().get(pk=into.pk)
    if not into.is_checked or into == organisation:
        raise Refusal(
            "not-in-the-register", _("Choose a body of the register, or accept this one.")
        )
    moved = _point_to(organisation, into)
    gone = organisation.ref
    try:
        Organisation.objects.filter(pk=organisation.pk).delete()
    except ProtectedError as error:
        raise Refusal(
            "organisation-in-use",
            _("This body holds a seat on a panel or runs awards. Accept it instead."),
        ) from error
    record(
        actor=by,
        action="merge_organisation",
        subject=into.ref,
        season=season.public_id,
        facts={"merged": gone, "entries": moved},
    )
    return into


@transaction.atomic
def say_sectors(*, season: Season, sectors: Mapping[str, str], by: Actor) -> Season:
    """Say to which part of public life bodies behind entries belong; by public id, empty is unsaid.

    Sectors stand in the register and are for figures only; bodies that are not named keep theirs.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: there is no such sector, or the body is behind no entry of the season.
    """
    season = locked(season)
    require_organiser(by, season)
    bodies = {body.public_id: body for body in bodies_of(season).select_for_update(of=("self",))}
    if set(sectors) - set(bodies) or set(sectors.values()) - {"", *Sector.values}:
        raise Refusal("no-such-sector", _("Choose a sector of the list for each organisation."))
    changed = [bodies[key] for key, sector in sectors.items() if bodies[key].sector != sector]
    for body in changed:
        body.sector = sectors[body.public_id]
        body.save(update_fields=["sector"])
    record(
        actor=by,
        action="say_sectors",
        subject=season.ref,
        season=season.public_id,
        facts={"organisations": len(changed)},
    )
    return season


def _unchecked(season: Season, organisation: Organisation) -> Organisation:
    """The body read afresh and held, when it waits to be checked in this season."""
    waiting = unchecked_organisations(season).values_list("pk", flat=True)
    found = Organisation.objects.select_for_update().filter(
        pk=organisation.pk, pk__in=list(waiting)
    )
    body = found.first()
    if body is None:
        raise NotNow("checked-already", _("Somebody has checked this organisation already."))
    return body


def _point_to(organisation: Organisation, into: Organisation) -> int:
    """Let every entry name the other body; returns how many entries there were."""
    parts = list(EntryOrganisation.objects.filter(organisation=organisation))
    there = {
        part.entry_id: part
        for part in EntryOrganisation.objects.filter(
            organisation=into, entry__in=[part.entry_id for part in parts]
        )
    }
    for part in parts:
        double = there.get(part.entry_id)
        if double is None:
            part.organisation = into
            part.save(update_fields=["organisation"])
            continue
        if part.role == OrganisationRole.LEAD and double.role != OrganisationRole.LEAD:
            double.role = OrganisationRole.LEAD
            double.save(update_fields=["role"])
        part.delete()
    index_entries(ids=[part.entry_id for part in parts])
    return len(parts)
