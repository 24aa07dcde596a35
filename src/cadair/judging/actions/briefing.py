"""What the panel is given to read beside the entries."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.files.actions import keep_file
from cadair.files.arriving import Arrived
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.judging.models import Briefing
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState


@dataclass(frozen=True, slots=True)
class BriefingWords:
    """A paper for judges: title and text in both languages; `keeps_file`: the file there stays."""

    title: BilingualText
    text: BilingualText = field(default_factory=BilingualText)
    file: Arrived | None = None
    keeps_file: bool = True


@transaction.atomic
def write_briefing(
    *, season: Season, words: BriefingWords, by: Actor, briefing: Briefing | None = None
) -> Briefing:
    """Give the panel something to read, or change it; judges see it at once.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are public, or somebody has taken it away.
        Refusal: the title or the text misses a language, or there is neither text nor file.
    """
    season = _held(season, by)
    title = in_both(_("Title"), words.title, written_line)
    text = in_both(_("Text"), words.text, written_passage)
    if not title.is_complete or (text and not text.is_complete):
        raise Refusal("briefing-one-language", _("Write it in both languages."))
    row = Briefing(season=season, position=season.briefings.count())
    if briefing is not None:
        row = _there(season, briefing)
    if words.file is not None:
        row.file = keep_file(arrived=words.file)
    elif not words.keeps_file:
        row.file = None
    if not text and row.file is None:
        raise Refusal("briefing-empty", _("Write a text, or choose a file."))
    for name, value in {**columns("title", title), **columns("text", text)}.items():
        setattr(row, name, value)
    row.written_at = clock.now()
    row.save()
    record(
        actor=by,
        action="write_briefing",
        subject=row.ref,
        season=season.public_id,
        facts={
            "text_sha256": sha256_of([title.as_dict(), text.as_dict()]),
            "file_sha256": row.file.sent_sha256 if row.file else None,
        },
    )
    return row


@transaction.atomic
def remove_briefing(*, briefing: Briefing, by: Actor) -> Season:
    """Take a paper away from the panel.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are public, or it is gone already.
    """
    season = _held(briefing.season, by)
    row = _there(season, briefing)
    ref = row.ref
    row.delete()
    record(
        actor=by,
        action="remove_briefing",
        subject=ref,
        season=season.public_id,
        facts={},
    )
    return season


def _held(season: Season, by: Actor) -> Season:
    season = locked(season)
    require_organiser(by, season)
    if season.state == SeasonState.RELEASED:
        raise NotNow("briefing-over", _("The results are public: the panel reads no more."))
    return season


def _there(season: Season, briefing: Briefing) -> Briefing:
    found = season.briefings.filter(pk=briefing.pk).first()
    if found is None:
        raise NotNow("briefing-gone", _("Somebody has taken this paper away."))
    return found
