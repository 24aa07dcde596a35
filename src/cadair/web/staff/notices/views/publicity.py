"""What a nominee agreed to be public, their photo, and the case of somebody of 16 or 17."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import allow_publicity, take_back_publicity
from cadair.nominations.models import Nominee, NomineePhoto
from cadair.nominations.publicity import agreed_kinds, kinds_of, last_statements
from cadair.nominations.states import AgeBand, PublicityGiver, PublicityKind
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.attachments import attachment
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit, season_page


class CaseForm(forms.Form):
    """What of their own yes is acted on for somebody of 16 or 17, and why."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("For this person it is right that this may be public"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("What you looked at, such as their situation and who you asked."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, nominee: Nominee, **kwargs: Any) -> None:
        """Offer only what they agreed to themselves."""
        super().__init__(*args, **kwargs)
        own = kinds_of(last_statements(nominee).get(PublicityGiver.NOMINEE))
        offered = [(each.value, each.label) for each in PublicityKind if each in own]
        cast("forms.MultipleChoiceField", self.fields["kinds"]).choices = offered


class BackForm(forms.Form):
    """What somebody took back otherwise than on their page, and how."""

    back = forms.MultipleChoiceField(
        label=gettext_lazy("They no longer agree to this"), widget=forms.CheckboxSelectMultiple
    )
    how = forms.CharField(
        label=gettext_lazy("How they said it"),
        help_text=gettext_lazy("For example: by telephone, when and to whom."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, nominee: Nominee, **kwargs: Any) -> None:
        """Offer what they agreed to."""
        super().__init__(*args, **kwargs)
        own = kinds_of(last_statements(nominee).get(PublicityGiver.NOMINEE))
        offered = [(each.value, each.label) for each in PublicityKind if each in own]
        cast("forms.MultipleChoiceField", self.fields["back"]).choices = offered


def found_nominee(season: Season, public_id: str) -> Nominee:
    """Somebody of this season, or no such page."""
    known = Nominee.objects.select_related("nomination__entry", "nomination__season")
    return get_object_or_404(known, nomination__season=season, public_id=public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def publicity(request: HttpRequest, visit: Visit, nominee: str) -> HttpResponse:
    """What may be public of somebody, with every statement; at 16 or 17 decided here."""
    person = found_nominee(visit.season, nominee)
    is_back = request.POST.get("do") == "back"
    sent = request.POST if request.method == "POST" else None
    case = CaseForm(None if is_back else sent, nominee=person)
    back = BackForm(sent if is_back else None, nominee=person)
    form: CaseForm | BackForm = back if is_back else case
    about: dict[str, Any] = {}
    if sent is not None and form.is_valid():
        try:
            _done(form, person, visit)
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("staff_publicity", season=visit.season.key, nominee=person.public_id)
    about |= {
        "nominee": person,
        "agreed": [each for each in PublicityKind if each in agreed_kinds(person)],
        "statements": [
            (each, [kind for kind in PublicityKind if kind in kinds_of(each)])
            for each in person.publicity.all()
        ],
        "photo": NomineePhoto.objects.filter(nominee=person).select_related("file").first(),
        "form": form,
        "case": case if person.age_band == AgeBand.SIXTEEN else None,
        "back": back if cast("Any", back.fields["back"]).choices else None,
    }
    status = 200 if sent is None else 422
    return render_desk(request, visit, "staff_notices/publicity.html", about, status=status)


def _done(form: CaseForm | BackForm, person: Nominee, visit: Visit) -> None:
    typed = form.cleaned_data
    to_whom: dict[str, Any] = {"nominee": person, "language": active_language(), "by": visit.actor}
    if isinstance(form, BackForm):
        kinds = [PublicityKind(each) for each in typed["back"]]
        take_back_publicity(kinds=kinds, note=typed["how"], **to_whom)
    else:
        kinds = [PublicityKind(each) for each in typed["kinds"]]
        allow_publicity(kinds=kinds, note=typed["note"], **to_whom)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def photo(request: HttpRequest, visit: Visit, nominee: str) -> HttpResponse:
    """The photo of a nominee, as it is kept."""
    there = NomineePhoto.objects.filter(nominee=found_nominee(visit.season, nominee)).first()
    if there is None:
        raise Http404
    if request.method == "POST":
        # Refused only now: what belongs to another season is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    return attachment(there.file)
