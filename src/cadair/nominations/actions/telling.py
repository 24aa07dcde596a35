"""Writing to the nominators of an entry, each in their language; part of the actions here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import in_both, written_passage
from cadair.mail.actions import queue_letter
from cadair.mail.letters import Letter
from cadair.nominations.models import Nomination
from cadair.nominations.queries import languages_written_in


def tell_nominators(
    nominations: Iterable[Nomination], occasion: str, letter: Callable[[Nomination], Letter]
) -> int:
    """Queue a letter about each nomination; returns how many.

    A sender who was taken out of the awards has no address any more, and hears no more of it.
    An action is done once: its moment makes two occasions of two, and one of a repeated request.
    """
    moment = f"{clock.now():%Y%m%d%H%M%S%f}"
    told = 0
    for nomination in nominations:
        if not nomination.nominator_email:
            continue
        once = f"{occasion}:{nomination.public_id}:{moment}"
        queue_letter(
            letter=letter(nomination),
            to=nomination.nominator_email,
            once=once,
            season=nomination.season.public_id,
        )
        told += 1
    return told


def noted(
    note: BilingualText, nominations: Iterable[Nomination], *, is_required: bool
) -> BilingualText:
    """What nominators are told in words, cleaned, when it stands in every language they read.

    Raises:
        Refusal: it is required and missing, or missing in a language in which somebody is
            written to, or too long.
    """
    note = in_both(_("Sentence to the nominator"), note, written_passage)
    if not note and not is_required:
        return note
    missing = [each for each in languages_written_in(nominations) if not note.as_dict()[each]]
    if missing or not note:
        raise Refusal(
            "note-not-complete",
            _("Write the sentence to the nominator in each language in which they are written to."),
        )
    return note


def in_both_languages(words: str | Promise) -> BilingualText:
    """A lazy sentence of the catalogue as a text with both sides."""
    sides: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            sides[language] = str(words)
    return BilingualText.from_dict(sides)
