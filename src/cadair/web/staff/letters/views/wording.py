"""The letters of a season: how each is worded, in whose name they leave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.refusals import Refusal
from cadair.mail.letters import Letter, LetterWords, raw_words, rewordable_letters
from cadair.mail.queries import sender_of, worded_letters, wording_of
from cadair.seasons.actions import (
    examples_of,
    letter_section,
    name_sender,
    restore_letter,
    reword_letter,
    sender_section,
    try_letter,
)
from cadair.seasons.models import Season
from cadair.seasons.sections import ChangedMeanwhile, stamp_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.letters.forms import SenderForm, WordsForm, words_before
from cadair.web.staff.letters.previews import preview_of


@season_page(SeasonRole.ORGANISER)
def letters(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/letters`: every letter, when it is sent, whose words it has."""
    worded = worded_letters(visit.season.public_id)
    lines = [
        {"key": key, "name": letter.called, "when": letter.sent_when, "own": worded.get(key)}
        for key, letter in rewordable_letters().items()
    ]
    context = {"lines": lines, "sender": sender_of(visit.season.public_id)}
    return render_desk(request, visit, "staff_letters/letters.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def letter(request: HttpRequest, visit: Visit, letter: str) -> HttpResponse:
    """`desk/…/letters/words/…`: one letter, side by side, with a preview, a test, a way back."""
    found = rewordable_letters().get(letter)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _letter(request, visit, found, WordsForm(initial=_stored(visit.season, found)))
    if "restore" in request.POST:
        return _restored(request, visit, found)
    form = WordsForm(request.POST)
    form.is_valid()
    try:
        return _carried_out(request, visit, found, form)
    except ChangedMeanwhile as refusal:
        theirs = WordsForm(initial=_stored(visit.season, found))
        more = {"theirs": list(theirs.stands()), **refused(refusal)}
        return _letter(request, visit, found, form, status=422, more=more)
    except Refusal as refusal:
        more = {"stamp": request.POST.get("shown", ""), **refused(refusal)}
        return _letter(request, visit, found, form, status=422, more=more)


def _carried_out(
    request: HttpRequest, visit: Visit, letter: type[Letter], form: WordsForm
) -> HttpResponse:
    season, words = visit.season, form.words()
    if "save" in request.POST:
        shown = request.POST.get("shown", "")
        reword_letter(season=season, letter=letter, words=words, by=visit.actor, shown=shown)
        messages.success(request, _("The letter is saved. It is sent like this from now on."))
        return redirect("staff_letters", season=season.key)
    stays = {"stamp": request.POST.get("shown", "")}
    if "test" in request.POST:
        try_letter(season=season, letter=letter, words=words, by=visit.actor)
        stays["told"] = _("A test is on its way to you. Nothing is saved yet.")
    return _letter(request, visit, letter, form, more=stays)


def _restored(request: HttpRequest, visit: Visit, letter: type[Letter]) -> HttpResponse:
    try:
        restore_letter(season=visit.season, letter=letter, by=visit.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter has the words again that it came with."))
    return redirect("staff_letter", season=visit.season.key, letter=letter.key())


def _letter(
    request: HttpRequest,
    visit: Visit,
    letter: type[Letter],
    form: WordsForm,
    *,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    season = visit.season
    sample = examples_of(letter, season)[0]
    words = form.words() if form.is_bound else _own_words(season, letter)
    said = {each: sample.said(each) for each in LANGUAGES}
    context = {
        "called": letter.called,
        "sent_when": letter.sent_when,
        "form": form,
        "own": wording_of(season.public_id, letter.key()),
        "stamp": stamp_of(letter_section(season, letter)),
        "preview": preview_of(sample, words),
        "variables": [
            {
                "name": name,
                "says": says,
                "is_needed": name in letter.always,
                "in_subject": name in letter.in_subject,
                "cy": said["cy"][name],
                "en": said["en"][name],
            }
            for name, says in letter.variables().items()
        ],
        **(more or {}),
    }
    return render_desk(request, visit, "staff_letters/letter.html", context, status=status)


def _own_words(season: Season, letter: type[Letter]) -> LetterWords | None:
    stored = wording_of(season.public_id, letter.key())
    return LetterWords(subject=stored.subject, body=stored.body) if stored else None


def _stored(season: Season, letter: type[Letter]) -> dict[str, str]:
    """What the form begins with: the season’s words, or those the letter came with."""
    own = _own_words(season, letter)
    if own is not None:
        return words_before(own.subject, own.body)
    raw = {each: raw_words(examples_of(letter, season)[0], each) for each in LANGUAGES}
    return words_before(
        BilingualText(cy=raw["cy"].subject, en=raw["en"].subject),
        BilingualText(cy=raw["cy"].body, en=raw["en"].body),
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def sender(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/letters/sender`: in whose name the season writes, and where answers go."""
    season = visit.season
    if request.method != "POST":
        form = SenderForm(initial=_sender_before(season))
        return _sender(request, visit, form, {"stamp": stamp_of(sender_section(season))})
    form = SenderForm(request.POST)
    form.is_valid()
    shown = request.POST.get("shown", "")
    try:
        name_sender(
            season=season,
            reply_to=form.cleaned_data.get("reply_to", ""),
            name=form.both("name"),
            by=visit.actor,
            shown=shown,
        )
    except ChangedMeanwhile as refusal:
        theirs = list(SenderForm(initial=_sender_before(season)).stands())
        stamp = stamp_of(sender_section(season))
        return _sender(request, visit, form, {"stamp": stamp, "theirs": theirs, **refused(refusal)})
    except Refusal as refusal:
        return _sender(request, visit, form, {"stamp": shown, **refused(refusal)})
    messages.success(request, _("The sender is saved."))
    return redirect("staff_letters", season=season.key)


def _sender_before(season: Season) -> dict[str, str]:
    stored = sender_of(season.public_id)
    if stored is None:
        return {}
    return {"reply_to": stored.reply_to, "name_cy": stored.name_cy, "name_en": stored.name_en}


def _sender(
    request: HttpRequest, visit: Visit, form: SenderForm, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    frame = {"form": form, **context}
    return render_desk(request, visit, "staff_letters/sender.html", frame, status=status)
