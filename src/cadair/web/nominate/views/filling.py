"""The list of tasks, and the short pages of the form: everything typed is kept."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, active_language, other_language
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.dates import time_of_day
from cadair.foundation.welsh.text import clean, words
from cadair.mail.queries import preference_of
from cadair.nominations.actions import ChangedElsewhere, autosave_draft, save_draft
from cadair.nominations.actions.filled_forms import FITS, YOU
from cadair.nominations.answers import QUESTION
from cadair.people.queries import organisations_in_order
from cadair.web.nominate.forms import FitsForm, PageForm, Passage, cautions_for
from cadair.web.nominate.frame import render_form
from cadair.web.nominate.limits import too_often
from cadair.web.nominate.pages import FormPage, FormPages, in_parts
from cadair.web.nominate.rows import NamedRowsForm, OrganisationsForm, RowsForm
from cadair.web.nominate.writing import Writing, account_of, draft_page
from cadair.web.shared.desk import refused

_KNOWN: Final = {
    language: Prepared(
        lambda language=language: (
            organisations_in_order(language)
            .filter(is_checked=True)
            .values_list(f"name_{language}", f"name_{other_language(language)}")[:SUGGESTED_NAMES]
        )
    )
    for language in LANGUAGES
}
NEAR = 0.75
SUGGESTED_NAMES = 400
"""At most so many organisations are offered while typing: the page stays small."""


@draft_page("GET", "HEAD")
def tasks(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Every page of the form with its state, in any order; saving and coming back."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    found = FormPages(writing.draft).tasks()
    context = {
        "tasks": found,
        "parts": in_parts(found),
        "done": sum(task.is_done for task in found),
        "here": reverse("nominate_tasks", kwargs=writing.arguments),
    }
    return render_form(request, writing, "web_nominate/tasks.html", context)


@draft_page()
def page(
    request: HttpRequest, writing: Writing, *, key: str = "", question: str = ""
) -> HttpResponse:
    """One page of the form."""
    if writing.draft.is_sent:
        return writing.go_to("nominate_sent")
    here = FormPages(writing.draft).page(key or QUESTION + question)
    if here is None and key:
        # A page of every form, for which this season has no questions.
        return writing.go_to("nominate_tasks")
    if here is None:
        raise Http404
    if request.method == "POST":
        return _save(request, writing, here)
    values = writing.draft.values_of(here.key) or _known_before(request, here)
    form = here.opened(writing.draft, values=values)
    return _show(request, writing, here, form, {"seen": writing.draft.version})


def _known_before(request: HttpRequest, here: FormPage) -> dict[str, Any]:
    """What we know of somebody who has signed in need not be typed again."""
    account = account_of(request)
    if here.key != YOU or account is None:
        return {}
    preference = preference_of(account.email)
    chosen = {"letters": preference.language} if preference else {}
    return {"name": account.name, "email": account.email, **chosen}


def _save(request: HttpRequest, writing: Writing, here: FormPage) -> HttpResponse:
    if writing.draft.account_id is None:
        # The browser knows the form for twelve hours from the last saving on.
        request.session.modified = True
    data = _without_hidden_characters(request.POST)
    form = here.opened(writing.draft, data)
    if "autosave" in data:
        return _too_fast(request, writing) or _autosave(writing, here, form, data)
    limited = too_often(request, "save", writing.draft.public_id)
    if limited is not None:
        return limited
    try:
        return _gone_on(request, writing, here, form)
    except ChangedElsewhere as refusal:
        writing.draft.refresh_from_db()
        there = {"there": here.shown(writing.draft), "seen": writing.draft.version}
        return _show(request, writing, here, form, {**refused(refusal), **there}, status=409)
    except Refusal as refusal:
        seen = {"seen": _seen(data)}
        return _show(request, writing, here, form, {**refused(refusal), **seen}, status=422)


def _too_fast(request: HttpRequest, writing: Writing) -> HttpResponse | None:
    """The same for the script that saves: it tries again when somebody types on."""
    limited = too_often(request, "autosave", writing.draft.public_id)
    if limited is None:
        return None
    said_so = _("Not saved: too many savings at once. Wait a few minutes, or press the button.")
    answer = JsonResponse({"said": said_so}, status=429)
    answer["Retry-After"] = limited["Retry-After"]
    return answer


def _gone_on(
    request: HttpRequest, writing: Writing, here: FormPage, form: PageForm
) -> HttpResponse:
    """Save, and go where the pressed button leads."""
    typed, seen, by = form.typed(), _seen(request.POST), writing.actor
    place: dict[str, Any] = {"draft": writing.draft, "page": here.key, "seen": seen, "by": by}
    removed = re.fullmatch(r"\d{1,2}", form.data.get("remove", ""))
    if isinstance(form, RowsForm) and (removed or "add" in form.data):
        kept = form.without(int(removed[0])) if removed else typed
        autosave_draft(values=kept, **place)
        return redirect(f"{request.get_full_path()}#rows")
    if "switch" in form.data:
        autosave_draft(values=typed, **place)
        return redirect(translate_url(request.get_full_path(), other_language(active_language())))
    if "later" in form.data:
        save_draft(values=typed, is_finished=False, **place)
        return writing.go_to("nominate_tasks")
    if not form.is_valid():
        saved = autosave_draft(values=typed, **place)
        return _show(request, writing, here, form, {"seen": saved.version}, status=422)
    if isinstance(form, FitsForm) and form.failing(typed):
        autosave_draft(values=typed, **place)
        return redirect(request.get_full_path())
    saved = save_draft(values=typed, is_finished=True, **place)
    saved.season = writing.season
    return _next(request, Writing(saved, writing.actor), here)


def _next(request: HttpRequest, writing: Writing, here: FormPage) -> HttpResponse:
    """The page after this one; what was answered may have put others in between."""
    if "check" in request.GET:
        return writing.go_to("nominate_check")
    after = FormPages(writing.draft).following(here)
    if after is None:
        return writing.go_to("nominate_check")
    return redirect(after.address)


def _autosave(writing: Writing, here: FormPage, form: PageForm, data: QueryDict) -> HttpResponse:
    """The answer to the script that saves while somebody types: where it stands, in words."""
    try:
        saved = autosave_draft(
            draft=writing.draft,
            page=here.key,
            values=form.typed(),
            seen=_seen(data),
            by=writing.actor,
        )
    except ChangedElsewhere as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    except Refusal as refusal:
        return JsonResponse({"said": str(refusal)}, status=422)
    at = time_of_day(saved.saved_at, active_language())
    return JsonResponse({"seen": saved.version, "said": _("Saved: %(time)s") % {"time": at}})


def _seen(data: QueryDict) -> int:
    """The version that the page was opened with; one that is none of ours is the oldest."""
    typed = data.get("seen", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0


def _without_hidden_characters(sent: QueryDict) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in sent.lists():
        data.setlist(clean(name), [clean(str(value)) for value in values])
    return data


def _show(
    request: HttpRequest,
    writing: Writing,
    here: FormPage,
    form: PageForm,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    about = {
        "page_of_form": here,
        "form": form,
        "counts": _counts(form),
        "switch_words": _switch_words(),
        "known": _known_organisations() if _takes_bodies(form) else (),
        "cautions": cautions_for(writing.draft) if form.written else (),
        "failing": form.failing(writing.draft.values_of(FITS))
        if isinstance(form, FitsForm)
        else (),
        "is_saved": bool(writing.draft.values_of(here.key)),
        "back_to_check": "check" in request.GET,
    }
    return render_form(
        request, writing, "web_nominate/page.html", {**about, **context}, status=status
    )


def _takes_bodies(form: PageForm) -> bool:
    return isinstance(form, OrganisationsForm) or (isinstance(form, NamedRowsForm) and form.is_body)


def _counts(form: PageForm) -> list[dict[str, Any]]:
    """For each long text how many words it has, and how many we suggest; it may have more.

    It is shown from three quarters of them on (ACC-08).
    """
    counts = []
    for name, field in form.fields.items():
        if isinstance(field, Passage) and field.words:
            there = words(str(form[name].value() or ""))
            counts.append(
                {
                    "target": form[name].id_for_label,
                    "words": there,
                    "suggested": field.words,
                    "is_near": there >= field.words * NEAR,
                }
            )
    return counts


def _switch_words() -> str:
    """What the button says, in the language it leads to."""
    other = other_language(active_language())
    with translation.override(other):
        if other == "cy":
            return _("Save and read this page in Welsh")
        return _("Save and read this page in English")


def _known_organisations() -> SafeString:
    """Both names of each checked body as choices, that of the page's language first."""
    language = active_language()
    names = _KNOWN[language].rows()
    each_once = dict.fromkeys(name for both in names for name in both)
    options = "".join(f'<option value="{escape(name)}"></option>' for name in each_once)
    return mark_safe(options)  # noqa: S308  # nosec B308 B703 - every name was escaped
