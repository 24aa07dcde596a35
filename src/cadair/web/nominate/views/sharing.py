"""Writing a form together with others, and handing it to somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import FilledForm, end_coauthor, invite_coauthor, offer_draft
from cadair.nominations.models import Coauthor
from cadair.nominations.states import CoauthorState
from cadair.web.nominate.frame import is_open, named, render_form
from cadair.web.nominate.limits import too_often
from cadair.web.nominate.writing import Writing, draft_page
from cadair.web.shared.desk import refused


class InviteForm(forms.Form):
    """To whom we write."""

    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy(
            "They get a letter with a link, which says your e-mail address, and sign in with this "
            "one."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@draft_page()
def share(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Who writes the form too; its owner invites and removes, a co-author may leave."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    if request.method == "POST":
        return _asked_or_ended(request, writing, "web_nominate/share.html")
    return _show(request, writing, "web_nominate/share.html", InviteForm())


@draft_page()
def hand_over(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Offer the form to somebody, or take the offer back; only its owner does."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    if not (writing.is_owner and _can_share(writing) and writing.draft.nomination_id is None):
        return writing.go_to("nominate_share")
    if request.method == "POST":
        return _asked_or_ended(request, writing, "web_nominate/hand_over.html")
    return _show(request, writing, "web_nominate/hand_over.html", InviteForm())


def _asked_or_ended(request: HttpRequest, writing: Writing, template: str) -> HttpResponse:
    form = InviteForm(request.POST)
    if "end" in request.POST:
        return _end(request, writing, template)
    if not form.is_valid():
        return _show(request, writing, template, form, status=422)
    limited = too_often(request, "share", writing.actor.ref)
    if limited is not None:
        return limited
    is_offer = template == "web_nominate/hand_over.html"
    ask = offer_draft if is_offer else invite_coauthor
    try:
        ask(draft=writing.draft, email=form.cleaned_data["email"], by=writing.actor)
    except Refusal as refusal:
        return _show(request, writing, template, form, refused(refusal), status=422)
    messages.success(request, _("We have written to this person."))
    return writing.go_to("nominate_hand_over" if is_offer else "nominate_share")


def _end(request: HttpRequest, writing: Writing, template: str) -> HttpResponse:
    found = writing.draft.coauthors.filter(public_id=request.POST["end"][:40]).first()
    if found is None:
        raise Http404
    try:
        end_coauthor(coauthor=found, by=writing.actor)
    except Refusal as refusal:
        return _show(request, writing, template, InviteForm(), refused(refusal), status=422)
    if not writing.is_owner:
        messages.success(request, _("You have left the form. What you wrote stays in it."))
        return writing.leave()
    if found.takes_over:
        messages.success(request, _("The form stays yours."))
        return writing.go_to("nominate_hand_over")
    messages.success(request, _("This person cannot open the form any more."))
    return writing.go_to("nominate_share")


def _can_share(writing: Writing) -> bool:
    draft = writing.draft
    return bool(draft.account_id) and not draft.is_test and is_open(draft.season)


def _show(
    request: HttpRequest,
    writing: Writing,
    template: str,
    form: InviteForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    there: list[Coauthor] = list(writing.draft.coauthors.exclude(state=CoauthorState.ENDED))
    about = {
        "form": form,
        "title": FilledForm(writing.draft).title,
        "owner": named(writing.draft.account),
        "can_share": _can_share(writing),
        "coauthors": [each for each in there if not each.takes_over],
        "offer": next((e for e in there if e.takes_over and e.state == CoauthorState.ASKED), None),
    }
    return render_form(request, writing, template, {**about, **(more or {})}, status=status)
