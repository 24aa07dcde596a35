"""Who gets in: the area `nominate`. A form is its writer's; nobody else's part opens it."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.nominations.actions import start_draft
from cadair.nominations.models import Draft, MonitoringRules
from cadair.seasons.models import FormRules
from cadair.seasons.states import RefereeRule, SeasonState
from tests.cast import Cast, an_account
from tests.structure.matrix import nominate_evidence
from tests.structure.matrix.row import EVERYBODY, NOMINATOR, SIGNED_IN, Row, the_season
from tests.structure.matrix.staff_reading import a_question

OPEN = SeasonState.OPEN
WRITER = frozenset({NOMINATOR})


def _draft(cast: Cast, name: str) -> Draft:
    account = cast.accounts.get(name) or an_account(name)
    by = Actor.account(public_id=account.public_id, account_id=account.pk)
    return start_draft(season=cast.season, language="en", account=account, by=by)


def _arguments(draft: Draft) -> dict[str, str]:
    return {"season": draft.season.key, "draft": draft.public_id, "question": "impact"}


def _mine(cast: Cast) -> dict[str, str]:
    return _arguments(_draft(cast, "eirian"))


def _somebody_elses(cast: Cast) -> dict[str, str]:
    return _arguments(_draft(cast, "nobody-here"))


def _sent(cast: Cast) -> dict[str, str]:
    nomination = cast.season.nominations.all()[0]
    known = Draft.objects.filter(nomination=nomination).first()
    if known is not None:
        return _arguments(known)
    draft = _draft(cast, "eirian")
    draft.nomination = nomination
    draft.save()
    return _arguments(draft)


def _my_nomination(cast: Cast) -> dict[str, str]:
    return {"nomination": cast.season.nominations.all()[0].public_id}


def _vouched(cast: Cast) -> dict[str, str]:
    FormRules.objects.update_or_create(
        season=cast.season, defaults={"referee": RefereeRule.WELCOME}
    )
    return _my_nomination(cast)


def _their_nomination(cast: Cast) -> dict[str, str]:
    nomination = cast.season.nominations.all()[0]
    nomination.nominator_email = "nobody-here@example.org"
    nomination.save()
    return {"nomination": nomination.public_id}


def _asked_of_me(cast: Cast) -> dict[str, str]:
    nomination = cast.season.nominations.all()[0]
    return {**_my_nomination(cast), "asked": a_question(nomination).public_id}


def _asked_of_them(cast: Cast) -> dict[str, str]:
    return {**_asked_of_me(cast), **_their_nomination(cast)}


def _a_category(cast: Cast) -> dict[str, str]:
    return {"season": cast.season.key, "category": "youth"}


def _no_category(cast: Cast) -> dict[str, str]:
    return {"season": cast.season.key, "category": "of-another-season"}


def _asking(cast: Cast) -> dict[str, str]:
    MonitoringRules.objects.update_or_create(season=cast.season, defaults={"is_asked": True})
    return the_season(cast)


_FORM = Row(WRITER, OPEN, _mine, _somebody_elses)

ROWS: dict[str, Row] = {
    "cadair.web.nominate.views.start.start": Row(EVERYBODY, OPEN, the_season),
    "cadair.web.nominate.views.filling.tasks": _FORM,
    "cadair.web.nominate.views.filling.page": _FORM,
    "cadair.web.nominate.views.sending.check": _FORM,
    "cadair.web.nominate.views.sending.sent": Row(WRITER, OPEN, _sent, _somebody_elses),
    "cadair.web.nominate.views.sending.discard": _FORM,
    "cadair.web.nominate.views.category.category": Row(EVERYBODY, OPEN, _a_category, _no_category),
    "cadair.web.nominate.views.again.reopen": Row(
        WRITER, OPEN, _sent, _somebody_elses, is_form_only=True
    ),
    "cadair.web.nominate.views.again.change": Row(WRITER, OPEN, _my_nomination, _their_nomination),
    "cadair.web.nominate.views.again.copy": Row(WRITER, OPEN, _my_nomination, _their_nomination),
    "cadair.web.nominate.views.monitoring.who_nominates": Row(WRITER, OPEN, _asking),
    "cadair.web.nominate.views.mine.mine": Row(SIGNED_IN),
    "cadair.web.nominate.views.held.held": Row(SIGNED_IN),
    "cadair.web.nominate.views.held.file": Row(SIGNED_IN),
    "cadair.web.nominate.views.referees.referees": Row(WRITER, OPEN, _vouched, _their_nomination),
    "cadair.web.nominate.views.questions.question": Row(WRITER, OPEN, _asked_of_me, _asked_of_them),
    "cadair.web.nominate.views.mine.withdraw": Row(WRITER, OPEN, _my_nomination, _their_nomination),
    "cadair.web.nominate.views.copies.as_sent": Row(
        WRITER, OPEN, _my_nomination, _their_nomination
    ),
    "cadair.web.nominate.views.copies.sent_just_now": Row(WRITER, OPEN, _sent, _somebody_elses),
    "cadair.web.nominate.views.sharing.share": _FORM,
    "cadair.web.nominate.views.sharing.hand_over": _FORM,
    **nominate_evidence.ROWS,
}
