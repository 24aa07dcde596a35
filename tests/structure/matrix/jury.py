"""Who gets in: the area `jury`."""

from __future__ import annotations

from cadair.judging.models import DeviceCopy
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, Cast
from tests.progress import declare
from tests.structure.matrix.evidence_elsewhere import JURY as EVIDENCE
from tests.structure.matrix.jury_rounds import ROUNDS
from tests.structure.matrix.row import EVERYBODY, PANEL, RECUSED, Row, the_season
from tests.structure.matrix.staff_gathering import JURY as MEETING
from tests.structure.scenes.judging_sharing import a_shared_round


def _lantern(cast: Cast) -> dict[str, str]:
    """The entry from which Bob stepped aside; in judging, everybody declares on the way."""
    if cast.season.state == SeasonState.JUDGING and not cast.judges["bob"].interests.exists():
        declare(cast)
    return {**the_season(cast), "category": "asb", "entry": cast.entries[LANTERN].public_id}


def _in_the_wrong_category(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "category": "asb", "entry": cast.entries[KICKABOUT].public_id}


_NOT_RECUSED = PANEL - {RECUSED}


def _where_names_are_hidden(cast: Cast) -> dict[str, str]:
    if not cast.season.rounds.exists():
        a_shared_round(cast, hides_names=True)
    return the_season(cast)


def _on_a_device(cast: Cast) -> dict[str, str]:
    """What Ann keeps on her telephone: whoever has its name may ask whether it still holds."""
    copy = DeviceCopy.objects.create(
        judge=cast.judges["ann"], account=cast.accounts["ann"], taken_at=CHECKING_AT
    )
    return {"copy": copy.public_id}


ROWS: dict[str, Row] = {
    "cadair.web.jury.views.device.device": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.device.device_copy": Row(
        EVERYBODY, SeasonState.JUDGING, arguments=_on_a_device
    ),
    "cadair.web.jury.views.device.device_entry": Row(
        _NOT_RECUSED, SeasonState.JUDGING, arguments=_lantern, foreign=_in_the_wrong_category
    ),
    "cadair.web.jury.views.device.device_marks": Row(
        PANEL, SeasonState.JUDGING, arguments=the_season, is_form_only=True
    ),
    "cadair.web.jury.views.device.offline": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.device.worker": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.comparing.compare": Row(
        PANEL, SeasonState.JUDGING, arguments=the_season
    ),
    "cadair.web.jury.views.packs.pack": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.declaring.declare": Row(
        PANEL, SeasonState.JUDGING, arguments=the_season
    ),
    "cadair.web.jury.views.practice.practice": Row(
        PANEL, SeasonState.JUDGING, arguments=the_season
    ),
    "cadair.web.jury.views.nameless.declare_names": Row(
        PANEL, SeasonState.JUDGING, arguments=_where_names_are_hidden
    ),
    "cadair.web.jury.views.desk.desk": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.locking.lock": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.marking.abstain_from": Row(
        _NOT_RECUSED, SeasonState.JUDGING, arguments=_lantern, foreign=_in_the_wrong_category
    ),
    "cadair.web.jury.views.marking.entry": Row(
        _NOT_RECUSED, SeasonState.JUDGING, arguments=_lantern, foreign=_in_the_wrong_category
    ),
    **EVIDENCE,
    **MEETING,
    **ROUNDS,
}
