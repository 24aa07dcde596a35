"""Who gets in: the area `account`."""

from __future__ import annotations

from tests.structure.matrix.row import (
    ASKED_FOR_A_CODE,
    DEMO_ONLY,
    EVERYBODY,
    SIGNED_IN,
    WHERE_AN_ORGANISATION_SIGNS_IN,
    Row,
)

ROWS: dict[str, Row] = {
    "cadair.web.account.demo_views.demo_people": Row(DEMO_ONLY),
    "cadair.web.account.organisation.answer": Row(WHERE_AN_ORGANISATION_SIGNS_IN),
    "cadair.web.account.organisation.ask": Row(WHERE_AN_ORGANISATION_SIGNS_IN),
    "cadair.web.account.passkeys.passkey": Row(SIGNED_IN),
    "cadair.web.account.second_step.app": Row(SIGNED_IN),
    "cadair.web.account.second_step.recovery_codes": Row(SIGNED_IN),
    "cadair.web.account.second_step.second_step": Row(SIGNED_IN),
    "cadair.web.account.views.EnterCode": Row(ASKED_FOR_A_CODE),
    "cadair.web.account.views.SignIn": Row(EVERYBODY),
    "cadair.web.account.views.SignOut": Row(SIGNED_IN),
    "cadair.web.account.views.account": Row(SIGNED_IN),
    "cadair.web.account.views.demo_mail": Row(DEMO_ONLY),
}
