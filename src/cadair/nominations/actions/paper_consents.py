"""What somebody agreed to on paper, written down by an organiser; and taking the list along."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.actions.publicity import agreed_facts, guardian_named, stated
from cadair.nominations.models import Nominee
from cadair.nominations.publicity import WORDING, mark_person, same_person
from cadair.nominations.states import AgeBand, PublicityGiver, PublicityKind
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def note_paper_consent(
    *,
    nominee: Nominee,
    kinds: Collection[PublicityKind],
    note: str,
    language: Language,
    by: Actor,
    guardian_kinds: Collection[PublicityKind] = (),
    guardian_name: str = "",
    capacity: str = "",
) -> Nominee:
    """Write down what somebody signed on paper (ACC-10): in place of whatever they said before.

    Only their own signature counts, and for a child under 16 that of a parent or carer beside it;
    `note` says who signed, when, and where the paper is kept. At 16 or 17 an organiser still
    decides the case.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the nomination names them no longer.
        Refusal: nobody knows how old they are, or a parent signed without a name.
        UnfitText: what was signed is not said, or too long.
    """
    season = locked(nominee.nomination.season)
    require_organiser(by, season)
    nominee = Nominee.objects.select_related("nomination__entry").get(pk=nominee.pk)
    if nominee.is_gone:
        raise NotNow("nominee-gone", _("The nomination does not name this person any more."))
    if nominee.age_band == AgeBand.UNKNOWN:
        raise Refusal("age-not-known", _("Say how old they are first, on the page before this."))
    words = written_passage(_("What was signed"), note, is_required=True)
    named = guardian_named(guardian_name, capacity, guardian_kinds)
    for each in same_person(nominee):
        stated(each, PublicityGiver.NOMINEE, kinds, language, by, note=words)
        if each.age_band == AgeBand.CHILD:
            giver = PublicityGiver.GUARDIAN
            stated(each, giver, guardian_kinds, language, by, note=words, **named)
        mark_person(each)
    record(
        actor=by,
        action="note_paper_consent",
        subject=nominee.ref,
        season=season.public_id,
        facts={
            **agreed_facts(kinds),
            "of_guardian": len(set(guardian_kinds)),
            "wording": WORDING,
        },
    )
    return nominee


@transaction.atomic
def export_publicity(*, season: Season, number: int, by: Actor) -> Season:
    """Note that somebody takes along what everybody agreed to, as a file.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    record(
        actor=by,
        action="export_publicity",
        subject=season.ref,
        season=season.public_id,
        facts={"people": number},
    )
    return season
