"""Addresses of sign-in and account: the library's views are listed one by one, in both languages.

Including the library's own list would open 29 routes, most of which nobody here needs.
"""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.web.account import demo_views, organisation, passkeys, second_step, views
from cadair.web.shared.addresses import SIGN_IN
from cadair.web.shared.routing import worded

CODE = BilingualText(cy="mewngofnodi/cod", en="sign-in/code")
ORGANISATION = BilingualText(cy="mewngofnodi/sefydliad", en="sign-in/organisation")
ANSWER = BilingualText(cy="mewngofnodi/sefydliad/ateb", en="sign-in/organisation/answer")
SIGN_OUT = BilingualText(cy="allgofnodi", en="sign-out")
ACCOUNT = BilingualText(cy="cyfrif", en="account")
SECOND_STEP = BilingualText(cy="cyfrif/ail-gam", en="account/second-step")
APP = BilingualText(cy="cyfrif/ail-gam/ap", en="account/second-step/app")
PASSKEY = BilingualText(cy="cyfrif/ail-gam/cyfrin-allwedd", en="account/second-step/passkey")
CODES = BilingualText(cy="cyfrif/ail-gam/codau-adfer", en="account/second-step/recovery-codes")
DEMO_MAIL = BilingualText(cy="demo/post", en="demo/mail")
DEMO_PEOPLE = BilingualText(cy="demo/pobl", en="demo/people")

urlpatterns = [
    *worded(SIGN_IN, views.SignIn.as_view(), "account_login"),
    # The library knows the same page by two names.
    *worded(SIGN_IN, views.SignIn.as_view(), "account_request_login_code"),
    *worded(CODE, views.EnterCode.as_view(), "account_confirm_login_code"),
    *worded(ORGANISATION, organisation.ask, "account_organisation"),
    *worded(ANSWER, organisation.answer, "account_organisation_answer"),
    *worded(SIGN_OUT, views.SignOut.as_view(), "account_logout"),
    *worded(ACCOUNT, views.account, "account"),
    *worded(SECOND_STEP, second_step.second_step, "account_second_factor"),
    *worded(APP, second_step.app, "account_app"),
    *worded(PASSKEY, passkeys.passkey, "account_passkey"),
    *worded(CODES, second_step.recovery_codes, "account_recovery_codes"),
    *worded(DEMO_MAIL, views.demo_mail, "demo_mail"),
    *worded(DEMO_PEOPLE, demo_views.demo_people, "demo_people"),
]
