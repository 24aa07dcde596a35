"""Where organisations want to hear of the awards."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.foundation.welsh.written import written_line
from cadair.mail.validators import checked_address
from cadair.people.actions import named_organisation
from cadair.people.models import OrganisationContact
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def note_contact(
    *, season: Season, organisation: str, address: str, by: Actor
) -> OrganisationContact:
    """Keep an address of an organisation; one that is there already stays as it is.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: no organisation is named, or the address is none.
    """
    season = locked(season)
    require_organiser(by, season)
    name = written_line(_("Organisation"), organisation, is_required=True)
    contact, is_new = OrganisationContact.objects.get_or_create(
        organisation=named_organisation(name=name),
        address=checked_address(address),
        defaults={"noted_at": clock.now(), "noted_by_ref": by.ref},
    )
    record(
        actor=by,
        action="note_contact",
        subject=contact.ref,
        season=season.public_id,
        facts={"organisation": contact.organisation.ref, "is_new": is_new},
    )
    return contact


@transaction.atomic
def remove_contact(
    *, season: Season, contact: OrganisationContact, by: Actor
) -> OrganisationContact:
    """Forget an address of an organisation.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it was removed before.
    """
    season = locked(season)
    require_organiser(by, season)
    gone, _tables = OrganisationContact.objects.filter(pk=contact.pk).delete()
    if not gone:
        raise NotNow("contact-gone", _("This contact was removed already."))
    record(actor=by, action="remove_contact", subject=contact.ref, season=season.public_id)
    return contact
