"""What a judge declares, signed by them alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.audit.validators import Fact
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.actions.sharing import take_back_assignments
from cadair.judging.actions.stepping import (
    Voided,
    keep_versions,
    step_aside_from_categories,
    void_answers,
    void_scorecards,
)
from cadair.judging.actions.stepping_meeting import void_said
from cadair.judging.conflicts import Suggestion, needs_reason
from cadair.judging.models import Interest, Judge
from cadair.judging.queries import interest_rules, not_given_to
from cadair.judging.rules import require_own_desk
from cadair.judging.states import EmployerTie, InterestKind, InterestNature
from cadair.judging.suggesting import suggestions
from cadair.nominations.models import Entry
from cadair.seasons.queries import locked
from cadair.seasons.states import SeasonState

Choice = tuple[InterestKind, InterestNature | None]
DECLARING: Final = (SeasonState.CHECKING, SeasonState.JUDGING, SeasonState.DECIDING)


@dataclass(frozen=True)
class _Signing:
    """What is about to be signed, beside what stood before and what was suggested."""

    judge: Judge
    interests: Mapping[Entry, Choice]
    notes: Mapping[Entry, str]
    before: Mapping[int, Interest] = field(default_factory=dict)
    suggested: Mapping[int, tuple[Suggestion, ...]] = field(default_factory=dict)

    def taken_back(self) -> list[Entry]:
        """What the judge had stepped aside from and does no longer."""
        return [
            entry
            for entry, (kind, _nature) in self.interests.items()
            if kind != InterestKind.STEP_ASIDE and self.was_aside(entry)
        ]

    def was_aside(self, entry: Entry) -> bool:
        """Whether the judge stands aside from the entry until now."""
        known = self.before.get(entry.pk)
        return known is not None and known.kind == InterestKind.STEP_ASIDE

    def dismissed(self) -> list[Entry]:
        """Entries with “no interest” against a sign that needs a reason."""
        return [
            entry
            for entry, (kind, _nature) in self.interests.items()
            if needs_reason(self.suggested.get(entry.pk, ()), kind)
        ]


@transaction.atomic
def sign_declaration(
    *,
    judge: Judge,
    interests: Mapping[Entry, Choice],
    by: Actor,
    notes: Mapping[Entry, str] | None = None,
) -> Judge:
    """One signature over what a judge declares on each entry; a later one replaces it.

    `notes` say more in the judge's words. Every version is kept. Stepping aside voids a scorecard
    given before, and the record keeps a hash of what it held. Once judging has begun, a step aside
    is taken back only with a reason; once the panel decides, not at all: what was hidden from
    somebody for an interest is not opened again while it is talked about (PRO-03).

    Raises:
        NotAllowed: `by` is not the judge, or the season's rules leave only stepping aside.
        NotNow: before checking or after confirmation; the panel decides, and this is no late
            interest; a step aside is taken back too late, without a reason, or with its cause.
        Refusal: an entry of another season or none of a substitute's, an interest that does not
            say what it is, or a match with the judge's own organisation dismissed without a word.
    """
    judge = Judge.objects.select_related("seat", "account").get(pk=judge.pk)
    season = judge.season = locked(judge.season)
    require_own_desk(by, judge)
    if season.state not in DECLARING:
        raise NotNow(
            "not-declaring",
            _(
                "Interests are declared from the checking of nominations until the results are "
                "confirmed. Tell the organisers if there is one to declare now."
            ),
        )
    signing = _signing(judge, interests, notes or {})
    _check_entries(signing)
    _check_late(signing)
    _check_taken_back(signing)
    _check_words(signing, by)
    written = _write(signing)
    taken_along = _take_along(judge, written)
    record(
        actor=by,
        action="sign_declaration",
        subject=judge.ref,
        season=season.public_id,
        facts={"declared": len(written), **_facts(signing), **taken_along},
    )
    return judge


def _signing(
    judge: Judge, interests: Mapping[Entry, Choice], notes: Mapping[Entry, str]
) -> _Signing:
    words = {
        entry: written_passage(_("In a few words"), notes.get(entry, "")) for entry in interests
    }
    entries = {entry.pk for entry in interests}
    before = {each.entry_id: each for each in judge.interests.filter(entry__in=entries)}
    return _Signing(judge, interests, words, before, suggestions(judge, entries))


def _take_along(judge: Judge, written: list[Interest]) -> dict[str, Fact]:
    """What stepping aside takes away, and what the record keeps of that."""
    followed = step_aside_from_categories(judge)
    aside = [each.entry_id for each in written if each.kind == InterestKind.STEP_ASIDE]
    left = {*aside, *followed}
    voided = void_scorecards(judge, left)
    answers, said = void_answers(judge, left), void_said(judge, left)
    keep_versions(written, voided)
    taken = take_back_assignments(judge, left)
    return {
        "stepped_aside": len(aside),
        "followed": len(followed),
        "scorecards_voided": voided.count,
        **({"scorecards_sha256": voided.sha256} if voided.count else {}),
        **({"unassigned": taken} if taken else {}),
        **_of_answers(answers, said),
    }


def _facts(signing: _Signing) -> dict[str, Fact]:
    """What the record keeps of a signature: numbers and hashes."""
    return {
        "declaration_sha256": sha256_of(_signed(signing)),
        "dismissed": len(signing.dismissed()),
        "taken_back": len(signing.taken_back()),
    }


def _of_answers(answers: Voided, said: Voided) -> dict[str, Fact]:
    """What the record keeps of answers in rounds, and of votes, that were taken away."""
    facts: dict[str, Fact] = {}
    if answers.count:
        facts |= {"answers_voided": answers.count, "answers_sha256": answers.sha256}
    if said.count:
        facts |= {"votes_voided": said.count, "votes_sha256": said.sha256}
    return facts


def _signed(signing: _Signing) -> Canonical:
    ordered = sorted(signing.interests.items(), key=lambda item: item[0].reference)
    return [
        [entry.public_id, kind.value, nature.value if nature else "", signing.notes[entry]]
        if signing.notes[entry]
        else [entry.public_id, kind.value, nature.value if nature else ""]
        for entry, (kind, nature) in ordered
    ]


def _write(signing: _Signing) -> list[Interest]:
    """Keep what was declared; the last word counts."""
    Interest.objects.bulk_create(
        (
            Interest(
                judge=signing.judge,
                entry=entry,
                kind=kind,
                nature=nature or "",
                note=signing.notes[entry],
                signs=[each.sign.value for each in signing.suggested.get(entry.pk, ())],
                declared_at=clock.now(),
            )
            for entry, (kind, nature) in signing.interests.items()
        ),
        update_conflicts=True,
        unique_fields=["judge", "entry"],
        update_fields=["kind", "nature", "note", "signs", "follows", "declared_at"],
    )
    # Who comes back from an entry comes back to what was left for its sake.
    back = [entry.pk for entry in signing.taken_back()]
    signing.judge.interests.filter(follows__in=back).delete()
    entries = [entry.pk for entry in signing.interests]
    return list(signing.judge.interests.filter(entry__in=entries).order_by("pk"))


def _check_entries(signing: _Signing) -> None:
    others = not_given_to(signing.judge)
    for entry, (kind, nature) in signing.interests.items():
        if entry.season_id != signing.judge.season_id:
            raise Refusal("other-season", _("This entry does not belong to the season."))
        if entry.pk in others:
            raise Refusal("not-given", _("This entry was not given to you."))
        if (kind == InterestKind.NONE) != (nature is None):
            raise Refusal("interest-without-nature", _("Say what ties you to the entry."))


def _check_late(signing: _Signing) -> None:
    if signing.judge.season.state != SeasonState.DECIDING:
        return
    if any(kind == InterestKind.NONE for kind, _nature in signing.interests.values()):
        raise NotNow(
            "only-late-interests",
            _("The panel is deciding. What you can still declare is an interest."),
        )
    if signing.taken_back():
        raise NotNow(
            "aside-is-final",
            _("You stepped aside from this entry. The panel is deciding, so that stands."),
        )


def _check_taken_back(signing: _Signing) -> None:
    for entry in signing.taken_back():
        known = signing.before[entry.pk]
        if known.follows_id is not None:
            raise NotNow(
                "aside-follows",
                _(
                    "You stepped aside from the whole category because of one entry. Take that "
                    "one back, with a reason; then declare on the others."
                ),
            )
        if signing.judge.season.state == SeasonState.JUDGING and not signing.notes[entry]:
            raise NotNow(
                "aside-stands",
                _(
                    "You stepped aside from this entry, and judging has begun. That stands unless "
                    "you say why it was wrong."
                ),
            )


def _check_words(signing: _Signing, by: Actor) -> None:
    if by.is_operator:
        # What was signed on paper, or in another system, is loaded as it was signed.
        return
    must = interest_rules(signing.judge.season).employer == EmployerTie.STEP_ASIDE
    for entry, (kind, nature) in signing.interests.items():
        suggested = signing.suggested.get(entry.pk, ())
        is_employer = nature == InterestNature.EMPLOYER or any(
            each.is_employer for each in suggested
        )
        if must and kind == InterestKind.MAY_SCORE and is_employer:
            raise NotAllowed(
                "must-step-aside",
                _(
                    "By the rules of this season you step aside from what your own organisation "
                    "is behind."
                ),
            )
        if signing.notes[entry]:
            continue
        if nature == InterestNature.OTHER:
            raise Refusal("other-without-words", _("Say in a few words what ties you to it."))
        if needs_reason(suggested, kind):
            raise Refusal(
                "dismissed-without-reason",
                _(
                    "There is a sign that ties you to an entry. Say in a few words why you have "
                    "no interest, or declare one."
                ),
            )
