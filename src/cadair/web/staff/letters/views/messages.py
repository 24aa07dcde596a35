"""Messages to many: written, looked at and counted, tried, sent, stopped."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.refusals import Refusal
from cadair.mail.letters import LetterWords, raw_words
from cadair.mail.models import Mailing
from cadair.mail.states import Delivery, MailingState
from cadair.nominations.actions import (
    discard_mailing,
    mailing_section,
    send_mailing,
    stop_mailing,
    try_mailing,
    write_mailing,
)
from cadair.nominations.audiences import TOPIC_OF, Narrowed, people_in
from cadair.nominations.letters import ToMany, letter_to_many
from cadair.nominations.states import Audience
from cadair.seasons.models import Season
from cadair.seasons.sections import ChangedMeanwhile, stamp_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.letters.forms import MailingForm, words_before
from cadair.web.staff.letters.previews import preview_of


@season_page(SeasonRole.ORGANISER)
def mailings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/messages`: what was written to many, newest first, and how far each has come."""
    found = Mailing.objects.filter(season=visit.season.public_id)
    lines = [{"mailing": each, "audience": Audience(each.audience).label} for each in found]
    return render_desk(request, visit, "staff_letters/mailings.html", {"lines": lines})


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_mailing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/messages/new`: begin a message."""
    return _edit(request, visit, None)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def mailing(request: HttpRequest, visit: Visit, mailing: str) -> HttpResponse:
    """`desk/…/messages/…`: go on with a message; once it has left, see how far it is."""
    found = _found(visit.season, mailing)
    if found.state != MailingState.DRAFT:
        return redirect("staff_message_send", season=visit.season.key, mailing=mailing)
    if request.method == "POST" and "discard" in request.POST:
        discard_mailing(season=visit.season, mailing=found, by=visit.actor)
        messages.success(request, _("The message was thrown away."))
        return redirect("staff_messages", season=visit.season.key)
    return _edit(request, visit, found)


def _found(season: Season, public_id: str) -> Mailing:
    return get_object_or_404(Mailing, season=season.public_id, public_id=public_id)


def _edit(request: HttpRequest, visit: Visit, found: Mailing | None) -> HttpResponse:
    season = visit.season
    if request.method != "POST":
        form = MailingForm(season, initial=_before(season, found))
        return _page(request, visit, found, form, {"stamp": stamp_of(mailing_section(found))})
    form, shown = MailingForm(season, request.POST), request.POST.get("shown", "")
    if not form.is_valid():
        return _page(request, visit, found, form, {"stamp": shown})
    try:
        kept = write_mailing(
            season=season,
            audience=form.chosen(),
            narrowed=form.narrowed(),
            words=form.words(),
            by=visit.actor,
            mailing=found,
            shown=shown if found else None,
        )
    except ChangedMeanwhile as refusal:
        now = _found(season, found.public_id) if found else None
        theirs = list(MailingForm(season, initial=_before(season, now)).stands())
        stamp = stamp_of(mailing_section(now))
        context = {"stamp": stamp, "theirs": theirs, **refused(refusal)}
        return _page(request, visit, found, form, context)
    except Refusal as refusal:
        return _page(request, visit, found, form, {"stamp": shown, **refused(refusal)})
    return redirect("staff_message_send", season=season.key, mailing=kept.public_id)


def _before(season: Season, found: Mailing | None) -> dict[str, str]:
    if found is not None:
        chosen = {"audience": found.audience, **found.narrowed}
        return {**chosen, **words_before(found.subject, found.body)}
    raw = {each: raw_words(letter_to_many(season), each).body for each in LANGUAGES}
    body = BilingualText(cy=raw["cy"], en=raw["en"])
    return words_before(BilingualText(), body)


def _page(
    request: HttpRequest,
    visit: Visit,
    found: Mailing | None,
    form: MailingForm,
    context: dict[str, Any],
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    sample = letter_to_many(visit.season)
    said = {each: sample.said(each) for each in LANGUAGES}
    variables = [
        {
            "name": name,
            "says": says,
            "in_subject": name in ToMany.in_subject,
            "cy": said["cy"][name],
            "en": said["en"][name],
        }
        for name, says in ToMany.variables().items()
    ]
    frame = {"mailing": found, "form": form, "variables": variables, **context}
    return render_desk(request, visit, "staff_letters/mailing.html", frame, status=status)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def sending(request: HttpRequest, visit: Visit, mailing: str) -> HttpResponse:
    """`desk/…/messages/…/send`: the message as it will look, to how many; test, send, stop."""
    found = _found(visit.season, mailing)
    if request.method != "POST":
        return _sending(request, visit, found, {})
    try:
        done = _pressed(request, visit, found)
    except Refusal as refusal:
        return _sending(request, visit, _found(visit.season, mailing), refused(refusal), status=422)
    messages.success(request, done)
    return redirect("staff_message_send", season=visit.season.key, mailing=mailing)


def _pressed(request: HttpRequest, visit: Visit, found: Mailing) -> str:
    season = visit.season
    if "stop" in request.POST:
        stop_mailing(season=season, mailing=found, by=visit.actor)
        return _("Stopped. What had not left stays here.")
    if "test" in request.POST:
        try_mailing(season=season, mailing=found, by=visit.actor)
        return _("A test is on its way to you, and to nobody else.")
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
    send_mailing(season=season, mailing=found, number=number, by=visit.actor)
    return _("The message leaves in five minutes. Until then you can stop all of it.")


def _sending(
    request: HttpRequest,
    visit: Visit,
    found: Mailing,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    season, audience = visit.season, Audience(found.audience)
    words = LetterWords(subject=found.subject, body=found.body)
    frame: dict[str, Any] = {
        "mailing": found,
        "audience": audience.label,
        "topic": TOPIC_OF[audience],
        "preview": preview_of(letter_to_many(season), words),
        "missing": [each for each in LANGUAGES if not _is_written(found, each)],
    }
    if found.state == MailingState.DRAFT:
        people = people_in(season, audience, Narrowed.from_dict(found.narrowed))
        frame |= {"people": people, "languages": people.by_language()}
    else:
        frame |= _progress(found)
    context = {**frame, **context}
    return render_desk(request, visit, "staff_letters/sending.html", context, status=status)


def _is_written(mailing: Mailing, language: str) -> bool:
    return bool(getattr(mailing, f"subject_{language}") and getattr(mailing, f"body_{language}"))


def _progress(mailing: Mailing) -> dict[str, Any]:
    """How many copies have left, wait, were stopped, could not be delivered."""
    counts = Counter(mailing.messages.order_by().values_list("state", flat=True))
    first = mailing.messages.filter(state=Delivery.WAITING).order_by("next_attempt_at").first()
    return {
        "sent": counts[Delivery.SENT],
        "waiting": counts[Delivery.WAITING],
        "stopped": counts[Delivery.STOPPED],
        "failed": counts[Delivery.FAILED],
        "leaves_at": first.next_attempt_at if first else None,
    }
