"""Scenes of the actions of the foundation: a season from opening to release."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.judging.actions import (
    abstain,
    begin_deciding,
    begin_judging,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.states import InterestKind
from cadair.mail.states import MailLanguage
from cadair.nominations.actions import declare_eligible, declare_ineligible, withdraw_nomination
from cadair.nominations.states import IneligibleReason
from cadair.outcomes.actions import (
    cancel_release,
    order_release,
    propose_season,
    seal_season,
    write_award_text,
)
from cadair.people.actions import (
    choose_mail_language,
    close_account,
    end_sessions,
    open_account,
    register_organisation,
)
from cadair.publishing.actions import (
    announce_season,
    publish_post,
    release_season,
    renew_results,
)
from cadair.publishing.models import Post
from cadair.seasons.actions import close_nominations, grant_role, open_season
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import CHECKING_AT, LANTERN, MARKS, MEETING_AT, NOMINATING_AT, Cast, words
from tests.progress import award, decide, decide_all, declare, mark, nominate, read
from tests.structure.scenes.scene import Scene


def _a_post(cast: Cast) -> Post:
    return Post.objects.create(
        season=cast.season,
        key="save-the-date",
        position=0,
        title_cy="Cadw’r dyddiad",
        title_en="Save the date",
        slug_cy="cadw-r-dyddiad",
        slug_en="save-the-date",
        body_cy="Testun.",
        body_en="Text.",
    )


def _released(cast: Cast) -> None:
    order_release(season=cast.season, by=cast.organiser)
    release_season(season=cast.season, by=cast.organiser)


def _save_one(cast: Cast) -> object:
    entry = cast.entries[LANTERN]
    return save_scorecard(
        judge=cast.judges["ann"],
        entry=entry,
        category=cast.category("asb"),
        marks=MARKS[LANTERN],
        by=cast.actor("ann"),
    )


def _ready_to_lock(cast: Cast) -> None:
    declare(cast)
    for title, entry in cast.entries.items():
        save_scorecard(
            judge=cast.judges["ann"],
            entry=entry,
            category=entry.categories.get(),
            marks=MARKS[title],
            by=cast.actor("ann"),
        )


def _declared_and_marked(cast: Cast) -> None:
    declare(cast)
    mark(cast)


OPERATOR = Actor.operator()
S, DAY, CHECK, MEET = SeasonState, NOMINATING_AT, CHECKING_AT, MEETING_AT


def _check_and_read(cast: Cast) -> None:
    for entry in cast.entries.values():
        declare_eligible(entry=entry, by=cast.organiser)
    read(cast)


SCENES: dict[str, Scene] = {
    "cadair.people.actions.end_sessions": Scene(
        S.DRAFT,
        DAY,
        lambda c: end_sessions(
            account=c.accounts["bob"], handle="others", kept="", by=c.actor("bob")
        ),
    ),
    "cadair.people.actions.open_account": Scene(
        S.DRAFT, DAY, lambda _: open_account(email="new@example.org", name="New", by=OPERATOR)
    ),
    "cadair.people.actions.close_account": Scene(
        S.DRAFT, DAY, lambda c: close_account(account=c.accounts["ann"], by=OPERATOR)
    ),
    "cadair.people.actions.choose_mail_language": Scene(
        S.DRAFT,
        DAY,
        lambda c: choose_mail_language(
            account=c.accounts["ann"], language=MailLanguage.BOTH, by=c.actor("ann")
        ),
    ),
    "cadair.people.actions.register_organisation": Scene(
        S.DRAFT,
        DAY,
        lambda _: register_organisation(key="a-new-body", name=words("A new body"), by=OPERATOR),
    ),
    "cadair.seasons.actions.open_season": Scene(
        S.DRAFT, DAY, lambda c: open_season(season=c.season, by=c.organiser)
    ),
    "cadair.seasons.actions.close_nominations": Scene(
        S.OPEN, CHECK, lambda c: close_nominations(season=c.season, by=c.organiser)
    ),
    "cadair.seasons.actions.grant_role": Scene(
        S.DRAFT,
        DAY,
        lambda c: grant_role(
            season=c.season,
            account=c.accounts["eirian"],
            role=SeasonRole.TRANSLATOR,
            by=c.organiser,
        ),
    ),
    "cadair.nominations.actions.submit_nomination": Scene(
        S.OPEN, DAY, lambda c: nominate(c, "A fourth project")
    ),
    "cadair.nominations.actions.withdraw_nomination": Scene(
        S.OPEN,
        DAY,
        lambda c: withdraw_nomination(nomination=c.season.nominations.all()[0], by=c.organiser),
    ),
    "cadair.nominations.actions.declare_eligible": Scene(
        S.CHECKING, CHECK, lambda c: declare_eligible(entry=c.entries[LANTERN], by=c.organiser)
    ),
    "cadair.nominations.actions.declare_ineligible": Scene(
        S.CHECKING,
        CHECK,
        lambda c: declare_ineligible(
            entry=c.entries[LANTERN], reason=IneligibleReason.SPAM, by=c.organiser
        ),
    ),
    "cadair.judging.actions.begin_judging": Scene(
        S.CHECKING,
        CHECK,
        lambda c: begin_judging(season=c.season, by=c.organiser),
        _check_and_read,
    ),
    "cadair.judging.actions.sign_declaration": Scene(
        S.JUDGING,
        CHECK,
        lambda c: sign_declaration(
            judge=c.judges["ann"],
            interests={c.entries[LANTERN]: (InterestKind.NONE, None)},
            by=c.actor("ann"),
        ),
    ),
    "cadair.judging.actions.save_scorecard": Scene(S.JUDGING, CHECK, _save_one, declare),
    "cadair.judging.actions.abstain": Scene(
        S.JUDGING,
        CHECK,
        lambda c: abstain(
            judge=c.judges["ann"],
            entry=c.entries[LANTERN],
            category=c.category("asb"),
            by=c.actor("ann"),
        ),
        declare,
    ),
    "cadair.judging.actions.lock_scorecards": Scene(
        S.JUDGING,
        CHECK,
        lambda c: lock_scorecards(judge=c.judges["ann"], by=c.actor("ann")),
        _ready_to_lock,
    ),
    "cadair.judging.actions.begin_deciding": Scene(
        S.JUDGING,
        CHECK,
        lambda c: begin_deciding(season=c.season, by=c.organiser),
        _declared_and_marked,
    ),
    "cadair.outcomes.actions.propose_season": Scene(
        S.DECIDING, MEET, lambda c: propose_season(season=c.season, by=c.organiser)
    ),
    "cadair.outcomes.actions.decide_category": Scene(
        S.DECIDING, MEET, lambda c: decide(c, "asb", award(c, "winner", LANTERN))
    ),
    "cadair.outcomes.actions.write_award_text": Scene(
        S.DECIDING,
        MEET,
        lambda c: write_award_text(
            award=c.season.awards.all()[0], text=words("Better words"), by=c.organiser
        ),
        lambda c: decide(c, "asb", award(c, "winner", LANTERN)),
    ),
    "cadair.outcomes.actions.seal_season": Scene(
        S.DECIDING,
        MEET,
        lambda c: seal_season(season=c.season, by=c.organiser, confirmed_by=c.chair),
        decide_all,
    ),
    "cadair.outcomes.actions.order_release": Scene(
        S.SEALED, MEET, lambda c: order_release(season=c.season, by=c.organiser)
    ),
    "cadair.outcomes.actions.cancel_release": Scene(
        S.SEALED,
        MEET,
        lambda c: cancel_release(order=c.season.release_orders.all()[0], by=c.organiser),
        lambda c: order_release(season=c.season, by=c.organiser),
    ),
    "cadair.publishing.actions.announce_season": Scene(
        S.OPEN, DAY, lambda c: announce_season(season=c.season, by=c.organiser)
    ),
    "cadair.publishing.actions.release_season": Scene(
        S.SEALED,
        MEET,
        lambda c: release_season(season=c.season, by=c.organiser),
        lambda c: order_release(season=c.season, by=c.organiser),
    ),
    "cadair.publishing.actions.renew_results": Scene(
        S.SEALED,
        MEET,
        lambda c: renew_results(season=c.season, by=c.organiser),
        _released,
    ),
    "cadair.publishing.actions.publish_post": Scene(
        S.OPEN,
        DAY,
        lambda c: publish_post(post=Post.objects.get(season=c.season), by=c.organiser),
        _a_post,
    ),
}
