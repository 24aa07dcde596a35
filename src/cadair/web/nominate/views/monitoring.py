"""Who nominates: asked after sending, of whoever likes to answer, without knowing of whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import count_answers
from cadair.nominations.monitoring import ANSWERS, is_monitored
from cadair.nominations.queries import nominations_sent_by
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.nominate.frame import render_season
from cadair.web.nominate.limits import too_often
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import signed_in_page


class MonitoringForm(forms.Form):
    """Every question can be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A field for each question."""
        super().__init__(*args, **kwargs)
        for question, answers in ANSWERS.items():
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=list(answers.items()),
                widget=forms.RadioSelect,
                required=False,
            )


@signed_in_page()
def who_nominates(request: HttpRequest, account: Account, season: str) -> HttpResponse:
    """`nominate/…/anonymous`: for people who have sent a nomination, while nominations are open."""
    found = _asking(account, season)
    form = MonitoringForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        limited = too_often(request, "monitoring", f"{found.public_id}:{account.public_id}")
        if limited is not None:
            return limited
        try:
            count_answers(season=found, answers=form.cleaned_data)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Thank you. Your answers were added to the totals."))
            return redirect("nominate_mine")
    status = 422 if form.is_bound else 200
    return render_season(request, found, "web_nominate/monitoring.html", context, status=status)


def _asking(account: Account, key: str) -> Season:
    """The season, where it asks and this is somebody whom it asks."""
    season = Season.objects.select_related("programme").filter(key=key).first()
    if season is None or season.state != SeasonState.OPEN or not is_monitored(season):
        raise Http404
    if not nominations_sent_by(account).filter(season=season).exists():
        raise Http404
    return season
