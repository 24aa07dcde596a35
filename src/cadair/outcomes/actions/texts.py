"""The public texts on awards: written in both languages, then approved."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow
from cadair.foundation.welsh.written import LONGEST_TITLE, in_both, written_line, written_passage
from cadair.outcomes.choices import address_for
from cadair.outcomes.models import Award
from cadair.outcomes.queries import words_sha256, writers_since_approval
from cadair.outcomes.rules import (
    check_address_is_free,
    require_complete_words,
    require_deciding,
    require_may_approve,
    require_may_write,
)
from cadair.seasons.models import Season
from cadair.seasons.queries import locked


@transaction.atomic
def write_award_text(
    *,
    award: Award,
    text: BilingualText,
    by: Actor,
    title: BilingualText | None = None,
    seen_sha256: str = "",
) -> Award:
    """Write the public title and text on an award; a change takes its approval away.

    A title of None stays as it is. `seen_sha256` (see `words_sha256`) is what the writer has seen;
    empty asks for no comparison.

    Raises:
        NotAllowed: `by` is neither organiser nor translator.
        NotNow: the results are confirmed, the panel has decided again in the meantime, or somebody
            else has written (`text-changed`).
        Refusal: another award of the category has this title.
        UnfitText: a text is too long.
    """
    season = locked(award.season)
    require_may_write(by, season)
    require_deciding(season)
    award = _still_there(season, award, seen_sha256)
    before = words_sha256(award)
    if title is not None:
        _name(award, in_both(_("Title"), title, partial(written_line, longest=LONGEST_TITLE)))
    award.text = text = in_both(_("Award text"), text, written_passage)
    award.is_text_approved = award.is_text_approved and words_sha256(award) == before
    award.save()
    record(
        actor=by,
        action="write_award_text",
        subject=award.ref,
        season=season.public_id,
        facts={"text_sha256": sha256_of(text.as_dict()), "words_sha256": words_sha256(award)},
    )
    return award


@transaction.atomic
def approve_award_text(*, award: Award, by: Actor, seen_sha256: str = "") -> Award:
    """Say that title and text of an award may be published; without it nothing is confirmed.

    Raises:
        NotAllowed: `by` is no organiser, or, in a strict season, wrote some of it.
        NotNow: the results are confirmed, or the text is not the one that was seen.
        Refusal: title or text misses a language.
    """
    season = locked(award.season)
    require_deciding(season)
    require_may_approve(by, season, writers_since_approval(award))
    award = _still_there(season, award, seen_sha256)
    require_complete_words(award)
    award.is_text_approved = True
    award.save(update_fields=["is_text_approved"])
    record(
        actor=by,
        action="approve_award_text",
        subject=award.ref,
        season=season.public_id,
        facts={"words_sha256": words_sha256(award), "is_vouched_by_operator": by.is_operator},
    )
    return award


def _still_there(season: Season, award: Award, seen_sha256: str) -> Award:
    """The award as it stands now."""
    found = season.awards.select_related("category", "entry").filter(pk=award.pk).first()
    if found is None:
        raise NotNow(
            "award-replaced",
            _("The panel has decided again, and this award is gone. Load the page again."),
        )
    if seen_sha256 and seen_sha256 != words_sha256(found):
        raise NotNow(
            "text-changed",
            _("Somebody else has written this text in the meantime. Both stand below; look first."),
        )
    return found


def _name(award: Award, title: BilingualText) -> None:
    """Give an award another title, and the address that goes with it; its key stays."""
    if title == award.title:
        return
    if award.slug in (address_for(award.title, award.entry), BilingualText()):
        slug = address_for(title, award.entry)
        check_address_is_free(award, slug)
        for name, value in columns("slug", slug).items():
            setattr(award, name, value)
    award.title = title
