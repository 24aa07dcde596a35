"""Addresses of sign-in and account: the library's views are listed one by one, in both languages.

Including the library's own list would open 29 routes, most of which nobody here needs.
"""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.web.account import demo_views, views
from cadair.web.shared.addresses import SIGN_IN
from cadair.web.shared.routing import worded

CODE = BilingualText(cy="mewngofnodi/cod", en="sign-in/code")
SIGN_OUT = BilingualText(cy="allgofnodi", en="sign-out")
ACCOUNT = BilingualText(cy="cyfrif", en="account")
DEMO_MAIL = BilingualText(cy="demo/post", en="demo/mail")
DEMO_PEOPLE = BilingualText(cy="demo/pobl", en="demo/people")

urlpatterns = [
    *worded(SIGN_IN, views.SignIn.as_view(), "account_login"),
    # The library knows the same page by two names.
    *worded(SIGN_IN, views.SignIn.as_view(), "account_request_login_code"),
    *worded(CODE, views.EnterCode.as_view(), "account_confirm_login_code"),
    *worded(SIGN_OUT, views.SignOut.as_view(), "account_logout"),
    *worded(ACCOUNT, views.account, "account"),
    *worded(DEMO_MAIL, views.demo_mail, "demo_mail"),
    *worded(DEMO_PEOPLE, demo_views.demo_people, "demo_people"),
]
