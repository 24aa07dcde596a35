"""Signing in with a code, signing out, one's own account, and the demo's outbox."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cadair.mail.queries import newest_messages, preference_of
from cadair.mail.states import MailLanguage
from cadair.people.actions import choose_mail_language, end_sessions, open_on_demand
from cadair.people.models import Account
from cadair.people.queries import actor_of, second_steps_of, sessions_of, unused_recovery_codes
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.account.adapter import Adapter
from cadair.web.account.forms import MailLanguageForm, SignInForm
from cadair.web.account.guards import demo_only, fully_signed_in
from cadair.web.account.organisation import name_of_organisation
from cadair.web.account.security import note
from cadair.web.account.work import other_places, parts_of

SECONDS_TO_WAIT = 3600
MESSAGES_SHOWN = 10


class SignIn(RequestLoginCodeView):  # type: ignore[misc]
    """Asks for an address and sends a code to it; says the same whoever asks (SEC-06)."""

    template_name = "web_account/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the name of the organisation that signs people in, where there is one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "organisation": name_of_organisation()}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Send the code, or to an address without an account the reason why none comes.

        While nominations are taken every address has an account: whoever nominates signs in.
        """
        email = form.cleaned_data["email"]
        if form.account is None and Season.objects.filter(state=SeasonState.OPEN).exists():
            form.account = open_on_demand(email=email)
        response = cast("HttpResponse", super().form_valid(form))
        note("code-asked-for", form.account)
        if form.account is None:
            Adapter(self.request).send_no_account(email)
        return response

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Show the form again; after too many tries with the number that says so (SEC-07)."""
        response = cast("HttpResponse", super().form_invalid(form))
        if form.is_rate_limited:
            note("code-refused", why="too-many")
            response.status_code = 429
            response["Retry-After"] = str(SECONDS_TO_WAIT)
        return response


class EnterCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """Takes the code; only a sent form redeems it, so a mail scanner cannot (SEC-04)."""

    template_name = "web_account/enter_code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note a wrong code, whoever it was meant for."""
        note("sign-in-failed", self.stage.login.user)
        return cast("HttpResponse", super().form_invalid(form))


class SignOut(LogoutView):  # type: ignore[misc]
    """Asks once, then signs out; also ends a sign-in that was begun and not finished."""

    template_name = "web_account/sign_out.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out; what a judge kept on this device goes too."""
        answer = cast("HttpResponse", super().post(request, *args, **kwargs))
        answer["Clear-Site-Data"] = '"storage"'
        return answer


@require_http_methods(["GET", "HEAD", "POST"])
@fully_signed_in
def account(request: HttpRequest) -> HttpResponse:
    """What I have to do here, how I sign in, and in which language I am written to."""
    me = cast("Account", request.user)
    if "end" in request.POST:
        return _end_sessions(request, me)
    form = _language_form(request, me)
    if request.method == "POST" and form.is_valid():
        choose_mail_language(
            account=me, language=MailLanguage(form.cleaned_data["language"]), by=actor_of(me)
        )
        return redirect(f"{request.path}?saved")
    context: dict[str, Any] = {
        "account": me,
        "form": form,
        "was_asked": preference_of(me.email) is not None,
        "is_saved": "saved" in request.GET,
        "sessions": sessions_of(me),
        "here": request.session.session_key,
        "parts": parts_of(me),
        "places": list(other_places(me)),
        "steps": len(second_steps_of(me)),
        "codes_left": unused_recovery_codes(me),
    }
    return render(request, "web_account/account.html", context)


def _language_form(request: HttpRequest, me: Account) -> MailLanguageForm:
    if request.method == "POST":
        return MailLanguageForm(request.POST)
    preference = preference_of(me.email)
    return MailLanguageForm(initial={"language": preference.language} if preference else {})


def _end_sessions(request: HttpRequest, me: Account) -> HttpResponse:
    kept = request.session.session_key or ""
    end_sessions(account=me, handle=request.POST["end"], kept=kept, by=actor_of(me))
    return redirect(request.path)


@require_GET
@demo_only
def demo_mail(request: HttpRequest) -> HttpResponse:
    """What the demo would have sent, for whoever tries it out."""
    return render(
        request, "web_account/demo_mail.html", {"outbox": newest_messages(MESSAGES_SHOWN)}
    )
