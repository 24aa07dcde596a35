"""Whom the panel names itself for an award at its discretion, and takes back again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import count

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import LONGEST_TITLE, in_both, written_line
from cadair.nominations.actions import index_entries
from cadair.nominations.models import Entry, EntryCategory, EntryOrganisation
from cadair.nominations.queries import named_by_panel
from cadair.nominations.states import Eligibility, EntryKind, OrganisationRole
from cadair.outcomes.queries import gives_freely
from cadair.outcomes.rules import require_deciding, require_may_lead_in
from cadair.people.actions import named_organisation
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody or something that was not nominated: its name, what it is, and behind it whom.

    `agreed`: a person was asked, and may be named in public.
    """

    title: BilingualText
    kind: EntryKind
    organisation: str = ""
    agreed: bool = False


@transaction.atomic
def name_recipient(*, category: Category, recipient: Recipient, by: Actor) -> Entry:
    """Name somebody for an award at the panel’s discretion in a category; it is no decision yet.

    Raises:
        NotAllowed: `by` does not lead the meeting, or stepped aside in this category.
        NotNow: the panel is not deciding.
        Refusal: no award is given so here, the name misses a language or is too long, or a person
            was not asked.
    """
    season = locked(category.season)
    require_may_lead_in(by, category)
    require_deciding(season)
    title = _fit_to_name(category, recipient)
    entry = _written(season, category, recipient, title)
    index_entries(ids=[entry.pk])
    record(
        actor=by,
        action="name_recipient",
        subject=entry.ref,
        season=season.public_id,
        facts={
            "category": category.ref,
            "kind": EntryKind(recipient.kind).value,
            "title_sha256": sha256_of(title.as_dict()),
            "agreed": recipient.agreed,
        },
    )
    return entry


def _fit_to_name(category: Category, recipient: Recipient) -> BilingualText:
    """The name in both languages, when somebody can be named so here."""
    if not gives_freely(category):
        raise Refusal("no-discretion", _("The rules give no award at the panel’s discretion here."))
    title = in_both(_("Name"), recipient.title, partial(written_line, longest=LONGEST_TITLE))
    if not title.is_complete:
        raise Refusal("title-in-one-language", _("Write the name in both languages."))
    if recipient.kind == EntryKind.PERSON and not recipient.agreed:
        raise Refusal(
            "not-asked",
            _(
                "Ask the person first whether they may be named in public, then say that they "
                "agree."
            ),
        )
    return title


def _written(
    season: Season, category: Category, recipient: Recipient, title: BilingualText
) -> Entry:
    entry = Entry.objects.create(
        season=season,
        reference=_next_reference(season),
        **columns("title", title),
        kind=recipient.kind,
        eligibility=Eligibility.PANEL,
    )
    EntryCategory.objects.create(entry=entry, category=category)
    if recipient.organisation.strip():
        body = named_organisation(name=recipient.organisation)
        EntryOrganisation.objects.create(
            entry=entry, organisation=body, role=OrganisationRole.LEAD, position=0
        )
    return entry


@transaction.atomic
def drop_recipient(*, entry: Entry, category: Category, by: Actor) -> Category:
    """Take back what the panel named, while no award was given to it.

    Raises:
        NotAllowed: `by` does not lead the meeting, or stepped aside in this category.
        NotNow: the panel is not deciding, it was taken back already, or holds an award.
    """
    season = locked(category.season)
    require_may_lead_in(by, category)
    require_deciding(season)
    found = named_by_panel(season).filter(pk=entry.pk, places__category=category).first()
    if found is None:
        raise NotNow("recipient-gone", _("It was taken back already."))
    if found.awards.exists():
        raise NotNow(
            "recipient-holds", _("It holds an award. Decide the category again without it first.")
        )
    ref = found.ref
    found.delete()
    record(
        actor=by,
        action="drop_recipient",
        subject=ref,
        season=season.public_id,
        facts={"category": category.ref},
    )
    return category


def _next_reference(season: Season) -> str:
    there = set(season.entries.values_list("reference", flat=True))
    numbers = (f"P-{season.year}-{number:03d}" for number in count(1))
    return next(each for each in numbers if each not in there)
