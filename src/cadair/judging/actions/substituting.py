"""Substitutes: who reads an entry for which too few judges remain, and nothing else (PRO-04)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.judging.actions.seating import JudgeWords, new_judge
from cadair.judging.letters import SubstituteAsked, judging_page
from cadair.judging.models import Judge, Substitution
from cadair.judging.queries import short_of_judges
from cadair.judging.states import InterestKind
from cadair.mail.actions import queue_letter
from cadair.nominations.models import Entry
from cadair.people.actions import account_for
from cadair.seasons.actions import give_part
from cadair.seasons.models import Season
from cadair.seasons.sections import draft_held
from cadair.seasons.states import SeasonRole, SeasonState

WHILE_MARKING: Final = (SeasonState.CHECKING, SeasonState.JUDGING)


@dataclass(frozen=True, slots=True)
class NewSubstitute:
    """Somebody who is not on the panel yet: who they are and where they are written to."""

    words: JudgeWords
    email: str


@transaction.atomic
def name_substitute(
    *, season: Season, substitute: Judge | NewSubstitute, entries: Collection[Entry], by: Actor
) -> Judge:
    """Ask somebody to read these entries, for which too few judges remain, and nothing else.

    They declare their interests in these first, like every judge. Asking twice for one entry
    changes nothing.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; nothing is marked yet or any more.
        Refusal: no entry is chosen, enough judges remain for one, the substitute stepped aside
            from one; a name or address is wrong, or already on the panel.
    """
    season = draft_held(season, by, WHILE_MARKING)
    chosen = {entry.pk: entry for entry in entries}
    _check_entries(season, chosen)
    if isinstance(substitute, NewSubstitute):
        judge = _seated(season, substitute)
    else:
        judge = _known(season, substitute, chosen)
    Substitution.objects.bulk_create(
        (Substitution(judge=judge, entry=each, given_at=clock.now()) for each in chosen.values()),
        ignore_conflicts=True,
    )
    _tell(judge, len(chosen))
    record(
        actor=by,
        action="name_substitute",
        subject=judge.ref,
        season=season.public_id,
        facts={
            "seat": judge.seat.ref,
            "entries": len(chosen),
            "entries_sha256": sha256_of(sorted(each.ref for each in chosen.values())),
        },
    )
    return judge


def _check_entries(season: Season, chosen: dict[int, Entry]) -> None:
    if not chosen:
        raise Refusal("no-entry", _("Choose the entries that the substitute is to read."))
    short = short_of_judges(season)
    enough = [entry.reference for pk, entry in chosen.items() if pk not in short]
    if enough:
        raise Refusal(
            "enough-judges",
            _("Enough judges remain for these: %(references)s")
            % {"references": ", ".join(sorted(enough))},
        )


def _seated(season: Season, new: NewSubstitute) -> Judge:
    account = account_for(email=new.email, name=new.words.name)
    if season.judges.filter(account=account).exists():
        raise Refusal("address-of-another", _("Another judge has this address. Check it."))
    judge = new_judge(season, new.words)
    judge.account, judge.is_substitute = account, True
    judge.save(update_fields=["account", "is_substitute"])
    give_part(season=season, account=account, role=SeasonRole.JUDGE)
    return judge


def _known(season: Season, judge: Judge, chosen: Collection[int]) -> Judge:
    found = season.judges.filter(pk=judge.pk, is_substitute=True).first()
    if found is None:
        raise Refusal("no-substitute", _("Choose one of the substitutes, or ask somebody new."))
    aside = found.interests.filter(kind=InterestKind.STEP_ASIDE, entry__in=list(chosen))
    if aside.exists():
        raise Refusal(
            "substitute-aside",
            _("This substitute stepped aside from one of these entries. Ask somebody else."),
        )
    return found


def _tell(judge: Judge, number: int) -> None:
    season, account = judge.season, judge.account
    if account is None or not account.is_active:
        return
    letter = SubstituteAsked(season=season.name, entries=number, page=judging_page(season))
    given = judge.substitutions.count()
    once = f"substitute:{judge.public_id}:{given}"
    queue_letter(letter=letter, to=account.email, once=once, season=season.public_id)
