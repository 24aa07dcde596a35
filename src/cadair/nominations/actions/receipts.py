"""What sending a form brings with it: organisations by their names, and the letter of receipt."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.mail.actions import queue_letter
from cadair.nominations.actions.filled_forms import FilledForm
from cadair.nominations.letters import NominationReceived
from cadair.nominations.models import Nomination
from cadair.nominations.states import OrganisationRole
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation
from cadair.seasons.queries import closing_time


def bodies_of(form: FilledForm) -> list[tuple[Organisation, OrganisationRole]]:
    """The organisations, each once, though it may be named in both languages."""
    found: dict[Organisation, OrganisationRole] = {}
    chosen = [each.known for each in form.organisations if each.known]
    register = Organisation.objects.filter(is_checked=True, public_id__in=chosen)
    known = {body.public_id: body for body in register} if chosen else {}
    for each in form.organisations:
        body = known.get(each.known) or named_organisation(name=each.name)
        found.setdefault(body, each.role)
    return list(found.items())


def send_receipt(nomination: Nomination, *, page: BilingualText) -> None:
    """Say to the nominator that their form is here; said twice, it is one letter."""
    season = nomination.season
    closes_at = closing_time(season)
    letter = NominationReceived(
        season=season.name,
        title=nomination.entry.title,
        reference=nomination.reference,
        closes=BilingualText(
            cy=weekday_date_time(closes_at, "cy"), en=weekday_date_time(closes_at, "en")
        )
        if closes_at
        else BilingualText(),
        page=page,
        is_test=nomination.entry.is_test,
    )
    once = f"nomination-received:{nomination.public_id}"
    queue_letter(letter=letter, to=nomination.nominator_email, once=once, season=season.public_id)
