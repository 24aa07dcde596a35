"""What organisers do for others, and keying in a form that came on paper or by telephone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import start_draft
from cadair.nominations.models import Draft
from cadair.nominations.states import FlagKind, NominationSource
from cadair.people.models import Account
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.importing.forms import KeyInForm


@season_page(SeasonRole.ORGANISER)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/on-behalf`: the three ways, what came in by each, and who was late."""
    season = visit.season
    sent = season.nominations.filter(entry__is_test=False)
    late = sent.filter(flags__kind=FlagKind.LATE, flags__cleared_at=None)
    context = {
        "keyed": sent.exclude(source__in=(NominationSource.WEB, NominationSource.IMPORT)).count(),
        "imported": sent.filter(source=NominationSource.IMPORT).count(),
        "extended": season.extensions.filter(ended_at=None).count(),
        "late": late.distinct().count(),
        "closes_at": closing_time(season),
        "grace_minutes": limits_of(season).grace_minutes,
    }
    return render_desk(request, visit, "staff_importing/overview.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def key_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Begin a form for somebody; it is then filled in on the pages that nominators have."""
    season = visit.season
    is_sent = request.method == "POST"
    form = KeyInForm(request.POST if is_sent else None)
    context = {"form": form, "begun": begun(season, visit.actor.account_id)}
    if is_sent and form.is_valid():
        try:
            draft = start_draft(
                season=season,
                language=form.cleaned_data["language"],
                account=Account.objects.get(pk=visit.actor.account_id or 0),
                by=visit.actor,
                source=NominationSource(form.cleaned_data["source"]),
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            first = "nominate_fits" if season.eligibility_questions.exists() else "nominate_tasks"
            return redirect(first, season=season.key, draft=draft.public_id)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_importing/key_in.html", context, status=status)


def begun(season: Season, account_id: int | None) -> list[Draft]:
    """The forms that this organiser keys in for others and has not sent."""
    found = season.drafts.filter(account_id=account_id or 0, nomination=None)
    return list(found.exclude(source=NominationSource.WEB))
