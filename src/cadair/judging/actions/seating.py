"""Who sits on the panel: seats by organisation, judges, their invitations; until judging begins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import written_line
from cadair.judging.models import Judge, Seat
from cadair.judging.seats import judge_of, part_of
from cadair.people.actions import account_for, named_organisation
from cadair.people.models import Account
from cadair.seasons.actions import give_part
from cadair.seasons.models import Role, Season
from cadair.seasons.sections import draft_held, require_as_shown
from cadair.seasons.states import SeasonRole, SeasonState

BEFORE_JUDGING: Final = (SeasonState.DRAFT, SeasonState.OPEN, SeasonState.CHECKING)
ON_THE_PANEL: Final = (SeasonRole.JUDGE, SeasonRole.CHAIR, SeasonRole.STAND_IN)


@dataclass(frozen=True, slots=True)
class JudgeWords:
    """What an organiser says of a judge: whose seat, who, which part, which languages."""

    organisation: str
    name: str
    part: SeasonRole = SeasonRole.JUDGE
    reads_cy: bool = False
    reads_en: bool = True

    def as_stored(self) -> JudgeWords:
        """The same, checked and cleaned.

        Raises:
            Refusal: a name is missing, no language is read, or the part is none of the panel.
        """
        if not (self.reads_cy or self.reads_en):
            raise Refusal("reads-nothing", _("Say which language the judge reads: one or both."))
        if self.part not in ON_THE_PANEL:
            raise Refusal("no-part", _("Choose: judge, chair or stand-in."))
        return JudgeWords(
            organisation=self.organisation,
            name=written_line(_("Name of the judge"), self.name, is_required=True),
            part=SeasonRole(self.part),
            reads_cy=self.reads_cy,
            reads_en=self.reads_en,
        )


@transaction.atomic
def seat_judge(*, season: Season, words: JudgeWords, by: Actor) -> Judge:
    """Give somebody a seat on the panel; a body without a seat gets one.

    A season has one chair: a new one takes the place of the old, who stays as a judge.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; judging has begun.
        Refusal: a name is missing, or no language is read.
    """
    season = draft_held(season, by, BEFORE_JUDGING)
    judge = new_judge(season, words)
    record(
        actor=by,
        action="seat_judge",
        subject=judge.ref,
        season=season.public_id,
        facts={"seat": judge.seat.ref, "part": part_of(judge).value},
    )
    return judge


def new_judge(season: Season, words: JudgeWords) -> Judge:
    """Somebody new in a seat of their body, after all the others; part of an action.

    Raises:
        Refusal: a name is missing, or no language is read.
    """
    words = words.as_stored()
    judge = Judge(
        season=season,
        key=_free_key(season, slugify(words.name, "en")),
        position=_after_all(season),
    )
    _write(judge, words)
    return judge


@transaction.atomic
def change_judge(*, judge: Judge, words: JudgeWords, by: Actor, shown: str | None = None) -> Judge:
    """Correct who sits in a seat, for whom, with which part.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; judging has begun; the judge is gone.
        Refusal: a name is missing, no language is read, or somebody changed it meanwhile.
    """
    judge = _held(judge, by)
    require_as_shown(shown, judge_of(judge))
    left = judge.seat
    _write(judge, words.as_stored())
    _remove_if_empty(left)
    record(
        actor=by,
        action="change_judge",
        subject=judge.ref,
        season=judge.season.public_id,
        facts={"seat": judge.seat.ref, "judge_sha256": sha256_of(judge_of(judge))},
    )
    return judge


@transaction.atomic
def unseat_judge(*, judge: Judge, by: Actor) -> Season:
    """Take somebody off the panel, with their part in the season; an empty seat goes too.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; judging has begun; the judge is gone.
    """
    judge = _held(judge, by)
    season, ref, seat = judge.season, judge.ref, judge.seat
    _parts(judge).delete()
    judge.delete()
    _remove_if_empty(seat)
    record(
        actor=by,
        action="unseat_judge",
        subject=ref,
        season=season.public_id,
        facts={"seat": seat.ref},
    )
    return season


@transaction.atomic
def invite_judge(*, judge: Judge, email: str, by: Actor) -> Judge:
    """Let a judge sign in with this address, and write to them; another address takes its place.

    What was declared or practised with the former address goes: a declaration is signed by whoever
    makes it (PRO-02).

    Raises:
        NotAllowed, NotNow: `by` is no organiser; judging has begun; the judge or account is gone.
        Refusal: the address is none, another judge has it, or its owner organises the season.
    """
    judge = _held(judge, by)
    account = account_for(email=email, name=judge.name)
    if judge.season.judges.filter(account=account).exclude(pk=judge.pk).exists():
        raise Refusal("address-of-another", _("Another judge has this address. Check it."))
    withdrawn = 0
    if judge.account_id is not None and judge.account_id != account.pk:
        _parts(judge).delete()
        withdrawn = judge.interests.count()
        judge.interests.all().delete()
        judge.scorecards.all().delete()
    judge.account = account
    judge.save(update_fields=["account"])
    _give_part(judge, account)
    record(
        actor=by,
        action="invite_judge",
        subject=judge.ref,
        season=judge.season.public_id,
        facts={
            "account": account.ref,
            "part": part_of(judge).value,
            "declarations_withdrawn": withdrawn,
        },
    )
    return judge


def _held(judge: Judge, by: Actor) -> Judge:
    season = draft_held(judge.season, by, BEFORE_JUDGING)
    found = season.judges.select_related("seat__organisation").filter(pk=judge.pk).first()
    if found is None:
        raise NotNow("judge-gone", _("Somebody has removed this judge."))
    found.season = season
    return found


def _write(judge: Judge, words: JudgeWords) -> None:
    season = judge.season
    is_chair = words.part == SeasonRole.CHAIR
    former = season.judges.filter(is_chair=True).exclude(pk=judge.pk)
    for other in former if is_chair else ():
        other.is_chair = False
        other.save(update_fields=["is_chair"])
        _follow_part(other)
    judge.seat = _seat(season, words.organisation)
    judge.name = words.name
    judge.is_chair = is_chair
    judge.is_stand_in = words.part == SeasonRole.STAND_IN
    judge.reads_cy, judge.reads_en = words.reads_cy, words.reads_en
    judge.save()
    _follow_part(judge)


def _seat(season: Season, name: str) -> Seat:
    body = named_organisation(name=name)
    seat = season.seats.filter(organisation=body).first()
    if seat is not None:
        return seat
    keys = set(season.seats.values_list("key", flat=True))
    tries = (body.key if not number else f"{body.key[:74]}-{number + 1}" for number in count())
    last = season.seats.last()
    return Seat.objects.create(
        season=season,
        key=next(key for key in tries if key not in keys),
        position=last.position + 1 if last else 0,
        organisation=body,
    )


def _remove_if_empty(seat: Seat) -> None:
    if not seat.judges.exists():
        seat.delete()


def _follow_part(judge: Judge) -> None:
    """Whoever was invited already holds the part that they have now."""
    account, part = judge.account, part_of(judge)
    if account is not None and not _parts(judge).filter(role=part).exists():
        _parts(judge).delete()
        _give_part(judge, account)


def _give_part(judge: Judge, account: Account) -> None:
    give_part(season=judge.season, account=account, role=part_of(judge))


def _parts(judge: Judge) -> QuerySet[Role]:
    return judge.season.roles.filter(account__pk=judge.account_id or 0, role__in=ON_THE_PANEL)


def _after_all(season: Season) -> int:
    last = season.judges.last()
    return last.position + 1 if last else 0


def _free_key(season: Season, slug: str) -> str:
    taken = set(season.judges.values_list("key", flat=True))
    slug = slug[:74].strip("-") or "judge"
    tries = (slug if not number else f"{slug}-{number + 1}" for number in count())
    return next(key for key in tries if key not in taken)
