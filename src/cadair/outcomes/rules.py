"""Who may decide, confirm and release; which awards fit a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.meeting_states import MotionState
from cadair.judging.meetings import missing_for_quorum
from cadair.judging.models import Judge, Motion
from cadair.judging.rules import require_leads_meeting
from cadair.nominations.queries import judgeable_entries, named_by_panel
from cadair.outcomes.choices import AwardChoice
from cadair.outcomes.models import Award, Decision, ReleaseOrder, SealRequest
from cadair.outcomes.queries import (
    are_suggestions_old,
    award_holders,
    closed_to,
    deciders_of,
    kinds_given_in,
)
from cadair.outcomes.states import REQUEST_MOVES, Outcome, ReleaseState, RequestState
from cadair.people.models import Account
from cadair.people.queries import actor_of, is_same_person
from cadair.seasons.models import AwardKind, Category, Season
from cadair.seasons.rules import require_organiser, roles_of
from cadair.seasons.states import CategoryGroup, ChangeKind, Preset, SeasonRole, SeasonState


def check_seen(decision: Decision | None, version: int | None) -> None:
    """Refuse to decide over a decision that whoever decides has not seen.

    Raises:
        NotNow: somebody decided since.
    """
    if version is not None and version != (decision.version if decision else 0):
        raise NotNow(
            "decided-meanwhile",
            _(
                "Somebody has decided this category in the meantime. Nothing of yours was saved. "
                "Both stand below: look at them, then save yours or leave the other as it is."
            ),
        )


def require_may_propose(actor: Actor, season: Season) -> None:
    """Organisers, the chair and the stand-in may have suggestions computed.

    So may a judge who has just changed a mark: what was suggested before is out of date.

    Raises:
        NotAllowed: anybody else.
    """
    allowed = {SeasonRole.ORGANISER.value, SeasonRole.CHAIR.value, SeasonRole.STAND_IN.value}
    if are_suggestions_old(season):
        allowed |= {SeasonRole.JUDGE.value}
    if not (actor.is_operator or allowed & roles_of(actor, season)):
        raise NotAllowed(
            "panel-room-only",
            _("Only the chair, the stand-in or an organiser can do this. Ask one of them."),
        )


def require_may_write(actor: Actor, season: Season) -> None:
    """Organisers and translators write award texts.

    Raises:
        NotAllowed: anybody else.
    """
    if SeasonRole.TRANSLATOR not in roles_of(actor, season):
        require_organiser(actor, season)


def require_may_approve(actor: Actor, season: Season, writers: Collection[str]) -> None:
    """Organisers approve award texts; in a strict season not what they wrote themselves.

    Raises:
        NotAllowed: anybody else.
    """
    require_organiser(actor, season)
    if season.preset == Preset.STRICT and actor.ref in writers:
        raise NotAllowed(
            "second-person-text",
            _("You wrote some of this text. In this season another organiser approves it."),
        )


def require_complete_words(award: Award) -> None:
    """Only what stands in both languages is approved.

    Raises:
        Refusal: title or text misses a language.
    """
    if not (award.title.is_complete and award.text.is_complete):
        raise Refusal(
            "text-not-complete",
            _("Title and text must stand in both languages before somebody can approve them."),
        )


def check_address_is_free(award: Award, slug: BilingualText) -> None:
    """Refuse an address that another award of the category has.

    Raises:
        Refusal: it is taken.
    """
    others = Award.objects.filter(category=award.category_id).exclude(pk=award.pk)
    if others.filter(Q(slug_cy=slug.cy) | Q(slug_en=slug.en)).exists():
        raise _address_taken()


def _address_taken() -> Refusal:
    return Refusal(
        "award-address-taken",
        _("Two awards would have the same address. Give each a title of its own."),
    )


def require_may_decide(
    actor: Actor, judge: Judge, category: Category, awards: Sequence[AwardChoice]
) -> None:
    """The chair decides; a chair who stepped aside in the category leaves it to the stand-in.

    From what, and who decides where the stand-in stepped aside too: see `deciders_of`.

    An organiser or the operator may write down what `judge` decided in the meeting.

    Raises:
        NotAllowed: `judge` neither chairs nor stands in, belongs to another season, stepped aside,
            or is not the actor's own.
    """
    is_own = actor.account_id is not None and actor.account_id == judge.account_id
    is_clerk = actor.is_operator or SeasonRole.ORGANISER in roles_of(actor, category.season)
    if not (is_own or is_clerk):
        raise NotAllowed("chair-only", _("Only the chair decides. Ask the chair or an organiser."))
    given = [choice.entry for choice in awards]
    decides = judge in deciders_of(category, given)
    leads = judge.season_id == category.season_id and (judge.is_chair or judge.is_stand_in)
    if not (decides or leads):
        raise NotAllowed("not-the-chair", _("Only the chair, or the named stand-in, decides."))
    if not decides:
        raise NotAllowed(
            "chair-stepped-aside",
            _("The chair stepped aside in this category. The named stand-in decides it."),
        )


def require_may_lead_in(actor: Actor, category: Category) -> None:
    """Whoever leads the meeting leaves a category in which they stepped aside to another.

    Raises:
        NotAllowed: anybody else, or somebody who stepped aside there.
    """
    require_leads_meeting(actor, category.season)
    own = Judge.objects.filter(season=category.season_id, account=actor.account_id)
    judge = own.first() if actor.account_id is not None else None
    if judge is not None and category.pk in closed_to(judge, category.season):
        raise NotAllowed(
            "stepped-aside-here",
            _("You stepped aside here. Somebody who did not leads this category."),
        )


def require_quorum(category: Category, motion: Motion | None = None) -> None:
    """A meeting decides only while enough judges are there, where the season asks for a number.

    What enough judges agreed to by correspondence (`motion`) needs nobody in a room.

    Raises:
        NotNow: too few are there.
    """
    if motion is not None and motion.category_id == category.pk:
        if motion.state == MotionState.CARRIED:
            return
        raise NotNow("motion-not-carried", _("The judges have not agreed to this decision."))
    missing = missing_for_quorum(category.season)
    if missing:
        raise NotNow(
            "no-quorum",
            _(
                "Too few judges are present to decide. Still missing: %(number)s. Write down who "
                "is there, adjourn, or decide by correspondence."
            )
            % {"number": missing},
        )


def require_deciding(season: Season) -> None:
    """Suggestions and decisions belong to the panel's meeting.

    Raises:
        NotNow: before or after it.
    """
    if season.state != SeasonState.DECIDING:
        raise NotNow("not-deciding", _("The panel is not deciding now."))


def require_two_people(season: Season, by: Actor, confirmed_by: Actor) -> None:
    """Results are confirmed by two people, in either preset (PRO-10).

    Raises:
        NotAllowed: one of them may not, or both are the same person.
    """
    require_organiser(by, season)
    if is_same_person(by, confirmed_by):
        raise NotAllowed(
            "second-person", _("Somebody else must confirm the results. Ask a second person.")
        )
    allowed = {SeasonRole.ORGANISER.value, SeasonRole.CHAIR.value, SeasonRole.STAND_IN.value}
    if not (confirmed_by.is_operator or allowed & roles_of(confirmed_by, season)):
        raise NotAllowed(
            "may-not-confirm", _("Only the chair, the stand-in or an organiser can confirm.")
        )


def check_request_move(request: SealRequest, target: RequestState) -> None:
    """Refuse to confirm or withdraw a request twice.

    Raises:
        NotNow: it does not wait any more.
    """
    if target not in REQUEST_MOVES[RequestState(request.state)]:
        raise NotNow(
            "request-state", _("This request was confirmed or withdrawn before. Ask again.")
        )


def asker_of(request: SealRequest) -> Actor:
    """Whoever asked for the confirmation, when they still organise the season.

    Raises:
        NotAllowed: they do not.
    """
    public_id = request.asked_by_ref.removeprefix("account:")
    account = Account.objects.filter(public_id=public_id, is_active=True).first()
    asker = actor_of(account) if account else None
    if asker is None or SeasonRole.ORGANISER not in roles_of(asker, request.season):
        raise NotAllowed(
            "asker-gone",
            _("Whoever asked organises this season no more. An organiser must ask again."),
        )
    return asker


def require_as_asked(request: SealRequest, sha256: str) -> None:
    """What is confirmed is what somebody asked to confirm.

    Raises:
        NotNow: a decision or a text has changed since.
    """
    if request.sha256 != sha256:
        raise NotNow(
            "request-outdated",
            _(
                "A decision or a text has changed since this was asked. Nothing was confirmed. "
                "An organiser must ask again."
            ),
        )


def check_decision(
    season: Season,
    category: Category,
    outcome: Outcome,
    awards: Sequence[AwardChoice],
) -> None:
    """Let through only what the rules of the season allow in this category.

    Raises:
        NotNow: the panel is not deciding, or award holders are not known yet.
        Refusal: awards that do not fit the outcome, the category or each other.
    """
    require_deciding(season)
    if (outcome == Outcome.AWARDED) != bool(awards):
        raise Refusal(
            "awards-do-not-fit", _("Choose at least one award, or decide that none is made.")
        )
    if category.group == CategoryGroup.OVERALL and award_holders(season) is None:
        raise NotNow(
            "award-holders-unknown",
            _("Overall awards go to award holders. Decide every other category first."),
        )
    if outcome == Outcome.WITHHELD and not _may_withhold(category):
        raise Refusal(
            "may-not-withhold",
            _("The rules do not provide for withholding an award here. Say that none is made."),
        )
    for choice in awards:
        _check_choice(season, category, choice)
    _check_joint(awards)
    _check_limits(awards)
    _check_addresses(season, category, awards)


def _may_withhold(category: Category) -> bool:
    kinds = kinds_given_in(category)
    return any((kind.rule or {}).get("may_withhold", True) for kind in kinds)


def _check_choice(season: Season, category: Category, choice: AwardChoice) -> None:
    entry = choice.entry
    known = judgeable_entries(season) | named_by_panel(season)
    if not known.filter(pk=entry.pk).exists():
        raise Refusal("entry-not-eligible", _("This entry cannot be given an award."))
    if choice.kind is None or not _is_given_here(choice.kind, season, category):
        raise Refusal("kind-not-allowed", _("This kind of award is not given in this category."))
    if choice.is_outside_pool(category):
        raise Refusal(
            "entry-not-in-pool", _("This entry is not among those this award is chosen from.")
        )
    if choice.pool == "people" and choice.person is None:
        raise Refusal("no-person", _("This award goes to a person. Choose who in the entry."))
    if choice.person is not None and choice.person.entry_id != entry.pk:
        raise Refusal("person-not-in-entry", _("This person does not belong to the entry."))


def _is_given_here(kind: AwardKind, season: Season, category: Category) -> bool:
    return kind.season_id == season.pk and kind.is_for(category)


def _check_joint(awards: Sequence[AwardChoice]) -> None:
    for kind in {choice.kind for choice in awards}:
        joint = [choice.is_joint for choice in awards if choice.kind == kind]
        if joint.count(True) == 1:
            raise Refusal("joint-alone", _("A joint award needs at least two holders."))
        is_allowed = kind is None or (kind.rule or {}).get("joint", True)
        if any(joint) and not is_allowed:
            raise Refusal("joint-not-allowed", _("The rules do not allow this award to be shared."))


def _check_limits(awards: Sequence[AwardChoice]) -> None:
    """The places a kind has, and who is left out because of a kind given first.

    Joint holders share the last place.
    """
    for kind in {choice.kind for choice in awards if choice.kind is not None}:
        rule = kind.rule or {}
        given = [choice for choice in awards if choice.kind == kind]
        alone = sum(not choice.is_joint for choice in given)
        places = alone + (alone < len(given))
        if rule.get("maximum") is not None and places > rule["maximum"]:
            raise Refusal("too-many-awards", _("The rules allow fewer awards of this kind here."))
        before = {
            choice.entry
            for choice in awards
            if choice.kind and choice.kind.key == rule.get("after")
        }
        if before & {choice.entry for choice in given}:
            raise Refusal(
                "award-excludes-another",
                _("By the rules an entry cannot be given both of these awards here."),
            )


def _key(choice: AwardChoice) -> str:
    return choice.kind.key if choice.kind else ""


def _check_addresses(season: Season, category: Category, awards: Sequence[AwardChoice]) -> None:
    elsewhere = set(season.awards.exclude(category=category).values_list("key", flat=True))
    for taken in (
        [*(choice.key for choice in awards), *elsewhere],
        [choice.slug.cy for choice in awards],
        [choice.slug.en for choice in awards],
    ):
        if len({*taken}) < len(taken):
            raise _address_taken()


def order_that_waits(season: Season, kind: ChangeKind) -> Iterator[str | Promise]:
    """Why the ceremony cannot be moved: the results would still appear at the minute ordered."""
    if kind != ChangeKind.CEREMONY_MOVED:
        return
    if ReleaseOrder.objects.filter(season=season, state=ReleaseState.WAITING).exists():
        yield _("The results are ordered to be published. Cancel that order first.")
    asked = SealRequest.objects.filter(season=season, state=RequestState.WAITING)
    if asked.exclude(release_at=None).exists():
        yield _(
            "Somebody is asked to confirm the results and when they are published. "
            "Take that request back first."
        )
