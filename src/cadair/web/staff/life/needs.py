"""What needs an organiser today: computed from the rows of the season, most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.welsh.dates import long_date
from cadair.judging.queries import not_read_by
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.models import Flag, ProposedExclusion
from cadair.nominations.notices import notice_figures, waiting_sayings
from cadair.nominations.queries import (
    overdue_questions,
    unchecked_entries,
    unchecked_organisations,
    unread_answers,
    unread_nominations,
)
from cadair.nominations.repeats import suggested_repeats
from cadair.nominations.states import BatchState, FlagKind, SayingKind
from cadair.nominations.translations import drafts_to_approve, waiting_in
from cadair.seasons.concerns import readers_of
from cadair.seasons.models import Season
from cadair.seasons.plan import is_done, title_of
from cadair.seasons.states import ChangeKind, SeasonState
from cadair.web.staff.life.need import Need, Urgency, address_of, number_of
from cadair.web.staff.life.panel_needs import (
    declarations,
    judges_behind,
    late_interests,
    too_few_remain,
)
from cadair.web.staff.life.people import people_of
from cadair.web.staff.life.sharing_needs import plans_that_wait, too_few_readers


def needs_of(season: Season) -> list[Need]:
    """Everything that waits for an organiser, most urgent first."""
    found = [need for look in LOOKS for need in look(season)]
    return sorted(found, key=lambda need: need.urgency)


def _unchecked(season: Season) -> Iterator[Need]:
    if season.state not in (SeasonState.OPEN, SeasonState.CHECKING):
        return
    number = unchecked_entries(season).count()
    if number:
        is_time = season.state == SeasonState.CHECKING
        yield Need(
            Urgency.NOW if is_time else Urgency.LATER,
            _("Entries nobody has checked yet"),
            number_of("entry", number),
            hint=_changed_since(season),
            href=address_of("staff_nominations", season, "?eligibility=unchecked"),
        )


def _changed_since(season: Season) -> str:
    """How many of them had been found eligible, and were changed by their nominators."""
    flags = Flag.objects.filter(kind=FlagKind.LOOK_AGAIN, cleared_at=None)
    changed = unchecked_entries(season).filter(
        Q(nominations__flags__in=flags) | Q(grouped__nominations__flags__in=flags)
    )
    number = changed.distinct().count()
    changed_words = _("Changed after they were found eligible: %(number)s") % {"number": number}
    return changed_words if number else ""


def _taken_back(season: Season) -> Iterator[Need]:
    """Words on publicity that were taken back, at whatever time: news and partners may need it."""
    number = waiting_sayings(season).filter(kind=SayingKind.PUBLICITY).count()
    if number:
        label = _("Nominees who took back something that might be public")
        yield Need(Urgency.NOW, label, str(number), href=address_of("staff_notices", season))


def _nominees(season: Season) -> Iterator[Need]:
    if season.state not in (SeasonState.OPEN, SeasonState.CHECKING):
        yield from _taken_back(season)
        return
    figures = notice_figures(season)
    href = address_of("staff_notices", season)
    if figures.sayings:
        label = _("Nominees who declined, objected or corrected something")
        yield Need(Urgency.NOW, label, str(figures.sayings), href=href)
    if figures.alerted:
        label = _("People who are nominated and have waited three weeks for their notice")
        hint = _("They must be told within a month: the law asks for it.")
        yield Need(Urgency.NOW, label, number_of("person", figures.alerted), hint=hint, href=href)
    elif figures.untold:
        is_time = season.state == SeasonState.CHECKING
        yield Need(
            Urgency.NOW if is_time else Urgency.SOON,
            _("People who are nominated and have not been told"),
            number_of("person", figures.untold),
            href=href,
        )
    if figures.leaving and season.state == SeasonState.CHECKING:
        label = _("Letters to nominees that wait to leave")
        hint = _("Judging begins once they have left.")
        yield Need(Urgency.SOON, label, str(figures.leaving), hint=hint, href=href)


def _unread(season: Season) -> Iterator[Need]:
    """What nobody has read before the panel does, and questions to nominators (PRI-06)."""
    is_time = season.state == SeasonState.CHECKING
    number = (
        unread_nominations(season).count() if is_time or season.state == SeasonState.OPEN else 0
    )
    if number:
        yield Need(
            Urgency.NOW if is_time else Urgency.LATER,
            _("Nominations nobody has read before the panel"),
            number_of("nomination", number),
            href=address_of("staff_reading", season),
        )
    if number := unread_answers(season).count():
        label = _("Answers to questions that nobody has read")
        yield Need(Urgency.NOW, label, str(number), href=address_of("staff_questions", season))
    if number := overdue_questions(season).count():
        label = _("Questions to nominators that are overdue")
        yield Need(Urgency.SOON, label, str(number), href=address_of("staff_questions", season))


def _exclusions(season: Season) -> Iterator[Need]:
    if season.state not in (SeasonState.OPEN, SeasonState.CHECKING):
        return
    number = ProposedExclusion.objects.filter(entry__season=season).count()
    if number:
        yield Need(
            Urgency.NOW if season.state == SeasonState.CHECKING else Urgency.SOON,
            _("Not eligible, to be confirmed"),
            number_of("entry", number),
            hint=_("Somebody else than who found it confirms it."),
            href=address_of("staff_exclusions", season),
        )


def _repeats(season: Season) -> Iterator[Need]:
    if season.state not in (SeasonState.OPEN, SeasonState.CHECKING):
        return
    number = suggested_repeats(season).count()
    if number:
        yield Need(
            Urgency.SOON,
            _("Perhaps nominated twice"),
            str(number),
            href=address_of("staff_repeats", season),
        )


def _drafts(season: Season) -> Iterator[Need]:
    if season.state != SeasonState.OPEN:
        return
    number = season.drafts.filter(is_test=False, nomination=None).count()
    if number:
        yield Need(
            Urgency.LATER,
            _("Nominations begun and not sent in"),
            str(number),
        )


def _organisations(season: Season) -> Iterator[Need]:
    number = unchecked_organisations(season).count()
    if number:
        yield Need(
            Urgency.SOON,
            _("Organisations whose names nobody has checked"),
            number_of("organisation", number),
            href=address_of("staff_organisations", season),
        )


def _texts(season: Season) -> Iterator[Need]:
    if season.state not in (SeasonState.DECIDING, SeasonState.SEALED):
        return
    missing = season.awards.filter(Q(text_cy="") | Q(text_en="")).count()
    waiting = season.awards.exclude(Q(text_cy="") | Q(text_en="")).filter(is_text_approved=False)
    href = address_of("panel_texts", season)
    if missing:
        label = _("Award texts missing in a language")
        yield Need(Urgency.NOW, label, number_of("award", missing), href=href)
    if number := waiting.count():
        label = _("Award texts nobody has approved")
        yield Need(Urgency.SOON, label, number_of("award", number), href=href)


def _translations(season: Season) -> Iterator[Need]:
    """What a judge cannot read yet, and what a translator should have returned."""
    if season.state not in (SeasonState.OPEN, SeasonState.CHECKING, SeasonState.JUDGING):
        return
    waiting = sum(waiting_in(season, each) for each in LANGUAGES if not_read_by(season, each))
    is_time = season.state == SeasonState.JUDGING
    if waiting:
        yield Need(
            Urgency.SOON if is_time else Urgency.LATER,
            _("Nominations that a judge cannot read yet: no translation is approved"),
            number_of("nomination", waiting),
            href=address_of("staff_translations", season),
        )
    if drafts := drafts_to_approve(season):
        yield Need(
            Urgency.SOON if is_time else Urgency.LATER,
            _("Nominations whose translation waits for approval"),
            number_of("nomination", drafts),
            href=address_of("staff_translations", season, "?show=waiting"),
        )
    yield from _late_translations(season)


def _late_translations(season: Season) -> Iterator[Need]:
    today = clock.to_london(clock.now()).date()
    late = season.translation_batches.filter(state=BatchState.OUT, due_on__lt=today)
    if late.exists():
        yield Need(
            Urgency.SOON,
            _("Translations that should be back"),
            str(late.count()),
            hint=" · ".join(late.values_list("translator_name", flat=True)[:5]),
            href=address_of("staff_translations", season) + "#orders",
        )


def _plan(season: Season) -> Iterator[Need]:
    today = clock.to_london(clock.now()).date()
    steps = season.plan.filter(done_at=None, due_date__lte=today).select_related("owner")
    for step in steps.order_by("due_date"):
        if is_done(step, season):
            continue
        is_late = step.due_date < today
        words = long_date(step.due_date, active_language())
        yield Need(
            Urgency.NOW if is_late else Urgency.SOON,
            title_of(step),
            _("Late since: %(date)s") % {"date": words} if is_late else _("Due today"),
            hint=(step.owner.name or step.owner.email) if step.owner else _("Nobody owns it yet."),
            href=address_of("staff_plan", season),
        )


def _mails(season: Season) -> Iterator[Need]:
    addresses = readers_of(season, ChangeKind.DEADLINE)
    failed = OutboxMessage.objects.filter(state=Delivery.FAILED, to_address__in=addresses)
    if number := failed.count():
        to = sorted(set(failed.values_list("to_address", flat=True)))[:5]
        yield Need(
            Urgency.NOW,
            _("E-mails that could not be delivered"),
            number_of("message", number),
            hint=" · ".join(to),
        )


def _people(season: Season) -> Iterator[Need]:
    people = people_of(season)
    never = [person for person in people if not person.has_signed_in]
    without = [person for person in people if person.has_signed_in and not person.has_factor]
    for label, who in (
        (_("People with a part who have never signed in"), never),
        (_("People with a part who have no second step"), without),
    ):
        if who:
            yield Need(
                Urgency.SOON,
                label,
                number_of("person", len(who)),
                hint=" · ".join(person.name for person in who[:5]),
                href=address_of("staff_people", season),
            )


LOOKS: Final[tuple[Callable[[Season], Iterator[Need]], ...]] = (
    _unchecked,
    _exclusions,
    _repeats,
    _unread,
    _nominees,
    declarations,
    too_few_remain,
    plans_that_wait,
    too_few_readers,
    late_interests,
    judges_behind,
    _translations,
    _texts,
    _mails,
    _plan,
    _organisations,
    _people,
    _drafts,
)
