"""What everybody agreed to, in one list: for whoever prints, films or writes; and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import export_publicity, note_paper_consent
from cadair.nominations.models import EntryPerson, Nominee
from cadair.nominations.notices import nominees_of
from cadair.nominations.publicity import WORDING, Kinds, agreed_kinds, public_name
from cadair.nominations.states import AgeBand, Capacity, PublicityKind
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit, season_page
from cadair.web.staff.nominations.exporting import FORMATS
from cadair.web.staff.notices.forms import PaperForm
from cadair.web.staff.notices.views.publicity import found_nominee

SAID_NOTHING: Final = "silent"


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody with everything that may be public of them, now."""

    nominee: Nominee
    name: str
    kinds: Kinds
    has_said: bool

    @property
    def agreed(self) -> list[PublicityKind]:
        """In the order of the form."""
        return [each for each in PublicityKind if each in self.kinds]


def lines(season: Season, show: str) -> Sequence[Line]:
    """Everybody who is nominated, by entry; `show` is a kind that they agreed to, or who is silent.

    The name is the one that may stand in public: as they write it, of a child the first one only.
    """
    known = (
        nominees_of(season)
        .select_related("photo__file", "person")
        .prefetch_related("publicity", "person__nominees__publicity")
    )
    found = [_line(each) for each in known.order_by("nomination__entry__reference", "position")]
    if show == SAID_NOTHING:
        return [each for each in found if not each.has_said]
    return [each for each in found if not show or show in each.kinds]


def _line(nominee: Nominee) -> Line:
    person: EntryPerson | None = nominee.person
    name = public_name(person) if person is not None else ""
    return Line(nominee, name, agreed_kinds(nominee), bool(nominee.publicity.all()))


@season_page(SeasonRole.ORGANISER)
def agreed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominees/publicity`: who may be named, photographed, quoted."""
    show = _show(request)
    context = {
        "lines": lines(visit.season, show),
        "show": show,
        "kinds": list(PublicityKind),
        "silent": SAID_NOTHING,
    }
    return render_desk(request, visit, "staff_notices/agreed.html", context)


def _show(request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    return show if show in {*PublicityKind.values, SAID_NOTHING} else ""


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def file(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """The same for a spreadsheet, one column for each thing that may be public."""
    if kind not in FORMATS:
        raise Http404
    if request.method not in READ:
        return HttpResponseNotAllowed(READ)
    found = lines(visit.season, _show(request))
    export_publicity(season=visit.season, number=len(found), by=visit.actor)
    content_type, write = FORMATS[kind]
    sheet = BytesIO()
    write(_rows(found), sheet)
    name = f"{visit.season.key}-publicity.{kind}"
    return HttpResponse(
        sheet.getvalue(),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _rows(found: Sequence[Line]) -> Iterator[list[str]]:
    yield [
        _("Reference of the entry"),
        _("Name as the nominator wrote it"),
        _("Name that may be public"),
        _("How the name is said"),
        _("Age"),
        *(str(each.label) for each in PublicityKind),
    ]
    for each in found:
        yield [
            each.nominee.nomination.entry.reference,
            each.nominee.name,
            each.name,
            each.nominee.pronunciation,
            str(AgeBand(each.nominee.age_band).label),
            *(_("agreed") if kind in each.kinds else _("not agreed") for kind in PublicityKind),
        ]


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def paper(request: HttpRequest, visit: Visit, nominee: str) -> HttpResponse:
    """A form to print and sign, in both languages; what came back signed is written down here."""
    person = found_nominee(visit.season, nominee)
    sent = request.POST if request.method == "POST" else None
    form = PaperForm(sent, is_child=person.age_band == AgeBand.CHILD)
    about: dict[str, Any] = {"nominee": person, "form": form, "sides": _sides(person)}
    if sent is not None and form.is_valid():
        try:
            note_paper_consent(
                nominee=person, language=active_language(), by=visit.actor, **form.signed()
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Written down. It counts from now on."))
            return redirect("staff_publicity", season=visit.season.key, nominee=person.public_id)
    status = 200 if sent is None else 422
    return render_desk(request, visit, "staff_notices/paper.html", about, status=status)


def _sides(nominee: Nominee) -> Sequence[dict[str, Any]]:
    """What is signed, in each language, with the version of its words."""
    shown = []
    for language in LANGUAGES:
        with translation.override(language):
            shown.append(
                {
                    "language": language,
                    "season": nominee.nomination.season.name.in_language(language),
                    "heading": _("What may be public about you"),
                    "free": _("Tick as many as you like, or none."),
                    "kinds": [str(each.label) for each in PublicityKind],
                    "capacities": [str(each.label) for each in Capacity],
                    "guardian": _("Parent or carer, for somebody under 16: I agree as well"),
                    "as_what": _("I agree as"),
                    "name": _("Name"),
                    "signature": _("Signature"),
                    "date": _("Date"),
                    "version": _("Wording") + f": {WORDING}",
                }
            )
    return shown
