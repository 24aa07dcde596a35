"""What nominees agree to be public, said on their own page and taken back on it (PRI-10)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_line, written_passage
from cadair.nominations.actions.sayings import is_guardian_of, opened_nominee, said_by
from cadair.nominations.models import Nominee, PublicityStatement
from cadair.nominations.publicity import (
    WORDING,
    agreed_kinds,
    kinds_of,
    last_statements,
    mark_person,
    same_person,
)
from cadair.nominations.states import (
    AgeBand,
    Capacity,
    PublicityGiver,
    PublicityKind,
    SayingKind,
    SayingState,
)
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def agree_to_publicity(
    *,
    nominee: Nominee,
    kinds: Collection[PublicityKind],
    language: Language,
    by: Actor,
    age_band: AgeBand = AgeBand.UNKNOWN,
    guardian_kinds: Collection[PublicityKind] = (),
    guardian_name: str = "",
    capacity: str = "",
) -> Nominee:
    """Keep what somebody agrees to be public; what they leave out, they do not agree to.

    For a child under 16 their parent or carer says so as well, by name and capacity, with the link
    that they were sent. What was agreed before and is not any more becomes something that an
    organiser has to see to.

    Raises:
        NotAllowed: `by` does not hold a valid link to this nominee: nobody agrees for another; or
            a parent’s word comes by the child’s own link.
        NotNow: the nomination names them no longer.
        Refusal: their age is not known and was not said, or a parent agrees without a name.
    """
    locked(nominee.nomination.season)
    nominee = opened_nominee(nominee, by)
    everywhere = same_person(nominee)
    is_guardian = _is_guardian(nominee, by, guardian_kinds)
    _learn_age(everywhere, age_band)
    named = guardian_named(guardian_name, capacity, guardian_kinds)
    before = [agreed_kinds(each) for each in everywhere]
    for each in everywhere:
        stated(each, PublicityGiver.NOMINEE, kinds, language, by)
        if is_guardian:
            stated(each, PublicityGiver.GUARDIAN, guardian_kinds, language, by, **named)
        mark_person(each)
    is_less = any(was - agreed_kinds(each) for was, each in zip(before, everywhere, strict=True))
    if is_less:
        _ask_organiser(nominee)
    record(
        actor=by,
        action="agree_to_publicity",
        subject=nominee.ref,
        season=nominee.nomination.season.public_id,
        facts={
            **agreed_facts(kinds),
            "of_guardian": len(set(guardian_kinds)),
            "wording": WORDING,
            "is_less": is_less,
        },
    )
    return nominee


def _is_guardian(nominee: Nominee, by: Actor, kinds: Collection[PublicityKind]) -> bool:
    is_guardian = is_guardian_of(nominee, by)
    if kinds and not is_guardian:
        raise NotAllowed(
            "not-the-guardian", _("A parent or carer agrees with the link that they were sent.")
        )
    return is_guardian


def agreed_facts(kinds: Collection[PublicityKind]) -> dict[str, bool]:
    """What the record of actions keeps of it."""
    return {kind.value: kind in kinds for kind in PublicityKind}


def _learn_age(everywhere: Collection[Nominee], age_band: AgeBand) -> None:
    """Somebody's own word on their age counts where nobody knew it; never against what is known."""
    for each in everywhere:
        if each.age_band != AgeBand.UNKNOWN:
            continue
        if age_band == AgeBand.UNKNOWN:
            raise Refusal("age-not-said", _("Say how old you are first."))
        each.age_band = age_band
        each.save(update_fields=["age_band"])
        if age_band == AgeBand.CHILD:
            # A parent or carer has to be told from now on: an organiser finds out where.
            said_by(each, SayingKind.CORRECTION, str(AgeBand.CHILD.label))


def guardian_named(name: str, capacity: str, kinds: Collection[PublicityKind]) -> dict[str, str]:
    """Who agrees for a child; a name and a capacity are needed once they agree to anything."""
    written = written_line(_("Name of the parent or carer"), name)
    if kinds and (not written or capacity not in Capacity.values):
        raise Refusal(
            "guardian-not-named",
            _("Give the name of the parent or carer, and say as what they agree."),
        )
    return {"name": written, "capacity": capacity if written else ""}


def stated(
    nominee: Nominee,
    giver: PublicityGiver,
    kinds: Collection[PublicityKind],
    language: Language,
    by: Actor,
    **named: str,
) -> None:
    """Append what somebody says, unless it is what they said last."""
    wanted = [each.value for each in PublicityKind if each in kinds]
    last = last_statements(nominee).get(giver)
    if last is None and not wanted and giver != PublicityGiver.NOMINEE:
        return
    if last is not None and last.kinds == wanted and last.wording == WORDING and not named:
        return
    PublicityStatement.objects.create(
        nominee=nominee,
        giver=giver,
        kinds=wanted,
        wording=WORDING,
        language=language,
        made_at=clock.now(),
        made_by_ref=by.ref,
        **named,
    )


def _ask_organiser(nominee: Nominee) -> None:
    """What was taken back may stand in posts, pictures and at partners: somebody has to look."""
    waiting = nominee.sayings.filter(kind=SayingKind.PUBLICITY, state=SayingState.WAITING)
    if not waiting.exists():
        said_by(nominee, SayingKind.PUBLICITY, "")


@transaction.atomic
def allow_publicity(
    *,
    nominee: Nominee,
    kinds: Collection[PublicityKind],
    note: str,
    language: Language,
    by: Actor,
) -> Nominee:
    """Decide for somebody of 16 or 17, case by case, what of their own yes may be acted on.

    It never goes beyond what they agreed to themselves.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the person is not 16 or 17, or has not agreed to that themselves.
        UnfitText: the reason is missing or too long.
    """
    season = locked(nominee.nomination.season)
    require_organiser(by, season)
    nominee = Nominee.objects.select_related("nomination__entry").get(pk=nominee.pk)
    if nominee.age_band != AgeBand.SIXTEEN:
        raise NotNow("not-case-by-case", _("Only for people of 16 or 17 is this decided here."))
    own = kinds_of(last_statements(nominee).get(PublicityGiver.NOMINEE))
    if not frozenset(kinds) <= own:
        raise NotNow("not-agreed-themselves", _("They did not agree to that themselves."))
    words = written_passage(_("Reason"), note, is_required=True)
    stated(nominee, PublicityGiver.ORGANISER, kinds, language, by, note=words)
    mark_person(nominee)
    record(
        actor=by,
        action="allow_publicity",
        subject=nominee.ref,
        season=season.public_id,
        facts={**agreed_facts(kinds), "wording": WORDING},
    )
    return nominee


@transaction.atomic
def take_back_publicity(
    *,
    nominee: Nominee,
    kinds: Collection[PublicityKind],
    note: str,
    language: Language,
    by: Actor,
) -> Nominee:
    """Write down that somebody took something back by letter or telephone; their link may be over.

    An organiser can only ever take away: nothing becomes public by this.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: they had not agreed to any of it.
        UnfitText: how they said it is missing or too long.
    """
    season = locked(nominee.nomination.season)
    require_organiser(by, season)
    nominee = Nominee.objects.select_related("nomination__entry").get(pk=nominee.pk)
    own = kinds_of(last_statements(nominee).get(PublicityGiver.NOMINEE))
    if not own & frozenset(kinds):
        raise NotNow("nothing-to-take-back", _("They did not agree to that themselves."))
    words = written_passage(_("How they said it"), note, is_required=True)
    for each in same_person(nominee):
        there = kinds_of(last_statements(each).get(PublicityGiver.NOMINEE))
        left = there - frozenset(kinds)
        stated(each, PublicityGiver.NOMINEE, left, language, by, note=words)
        mark_person(each)
    record(
        actor=by,
        action="take_back_publicity",
        subject=nominee.ref,
        season=season.public_id,
        facts={**agreed_facts(own - frozenset(kinds)), "wording": WORDING},
    )
    return nominee
