"""The panel: seats, judges, invitations, and the hours they will need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.judging.actions import change_judge, invite_judge, seat_judge, unseat_judge
from cadair.judging.models import Judge
from cadair.judging.seats import judge_of, part_of
from cadair.seasons.actions import set_procedure
from cadair.seasons.models import Season
from cadair.seasons.sections import procedure_of
from cadair.seasons.states import Preset, SeasonRole, SeasonState
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.editing import Editing, carried_out, edit
from cadair.web.staff.setup.forms import ProcedureForm
from cadair.web.staff.setup.hours import hours_of
from cadair.web.staff.setup.list_forms import InviteForm, JudgeForm
from cadair.web.staff.setup.views.frame import bodies

BEFORE_JUDGING = (SeasonState.DRAFT, SeasonState.OPEN, SeasonState.CHECKING)


@season_page(SeasonRole.ORGANISER)
def panel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/panel`: who judges, for whom, and how long it takes them."""
    season = visit.season
    judges = season.judges.select_related("account", "seat__organisation")
    seats: dict[int, dict[str, Any]] = {}
    for judge in judges.order_by("seat__position", "position"):
        seat = seats.setdefault(judge.seat_id, {"body": judge.seat.organisation.name, "judges": []})
        seat["judges"].append({"judge": judge, "part": part_of(judge).label})
    context = {
        "seats": list(seats.values()),
        "hours": hours_of(season),
        "is_tight": 0 < season.judges.count() <= (season.minimum_scorecards or 1),
        "back": "staff_setup",
        "is_over": season.state not in BEFORE_JUDGING,
    }
    return render_desk(request, visit, "staff_setup/panel.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_judge(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/panel/new`: one more judge."""
    return edit(request, visit, _editing(visit, None))


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def judge(request: HttpRequest, visit: Visit, judge: str) -> HttpResponse:
    """`desk/…/set-up/panel/…`: one judge, to correct or to take off the panel."""
    row = _found(visit.season, judge)
    if request.method == "POST" and "remove" in request.POST:
        carried_out(
            request,
            lambda: unseat_judge(judge=row, by=visit.actor),
            _("The judge is no longer on the panel."),
        )
        return redirect("staff_setup_panel", season=visit.season.key)
    return edit(request, visit, _editing(visit, row))


def _found(season: Season, public_id: str) -> Judge:
    judges = season.judges.select_related("seat__organisation", "account")
    found: Judge = get_object_or_404(judges, public_id=public_id)
    return found


def _editing(visit: Visit, row: Judge | None) -> Editing:
    def save(form: JudgeForm, shown: str | None) -> object:
        if row is None:
            return seat_judge(season=visit.season, words=form.words(), by=visit.actor)
        return change_judge(judge=row, words=form.words(), by=visit.actor, shown=shown)

    removal = {
        "heading": _("Take this judge off the panel"),
        "text": _("Whoever was invited can then no longer see anything of the season."),
        "button": _("Take off the panel"),
    }
    return Editing(
        heading=row.name if row else _("A new judge"),
        lead=_(
            "Somebody who reads, marks and decides. The panel can be corrected until judging "
            "begins."
        ),
        make=lambda data: JudgeForm(data, initial=JudgeForm.before(row)),
        section=judge_of(row) if row else None,
        save=save,
        done=_("The judge is saved."),
        back="staff_setup_panel",
        states=BEFORE_JUDGING,
        more={"bodies": bodies(), **({"removal": removal} if row else {})},
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def invite(request: HttpRequest, visit: Visit, judge: str) -> HttpResponse:
    """`desk/…/set-up/panel/…/invite`: the address of a judge, and a letter to it."""
    row = _found(visit.season, judge)
    known = row.account or _last_account(row)
    editing = Editing(
        heading=_("Invite") + f": {row.name}",
        lead=_(
            "We write to this address that they are on the panel and where they sign in. The "
            "letter opens nothing by itself."
        ),
        make=lambda data: InviteForm(data, initial={"email": known.email if known else ""}),
        section=row.account.ref if row.account else None,
        save=lambda form, _shown: invite_judge(
            judge=row, email=form.cleaned_data["email"], by=visit.actor
        ),
        done=_("The invitation is on its way."),
        back="staff_setup_panel",
        states=BEFORE_JUDGING,
        template="staff_setup/invite.html",
        more={"judge": row},
    )
    return edit(request, visit, editing)


def _last_account(row: Judge) -> Any:
    """The account with which the same person judged these awards before."""
    before = Judge.objects.filter(
        season__programme=row.season.programme, key=row.key, account__isnull=False
    ).exclude(season=row.season)
    latest = before.select_related("account").order_by("-season__year").first()
    return latest.account if latest else None


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def procedure(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/procedure`: how many scorecards, and who confirms what."""
    season = visit.season
    editing = Editing(
        heading=_("How many judges, and who confirms"),
        lead=_("Part of the rules: frozen when the season opens."),
        make=lambda data: ProcedureForm(data, initial=ProcedureForm.before(season)),
        section=procedure_of(season),
        save=lambda form, shown: set_procedure(
            season=season,
            preset=Preset(form.cleaned_data["preset"]),
            minimum_scorecards=form.cleaned_data["minimum_scorecards"],
            by=visit.actor,
            shown=shown,
        ),
        done=_("Saved."),
        back="staff_setup_panel",
    )
    return edit(request, visit, editing)
