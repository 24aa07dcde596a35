"""Who gets in: the area `staff`."""

from __future__ import annotations

from tests.structure.matrix.evidence_elsewhere import STAFF as EVIDENCE
from tests.structure.matrix.organising_form import FORM
from tests.structure.matrix.row import Row
from tests.structure.matrix.staff_figures import FIGURES
from tests.structure.matrix.staff_finals import FINALS
from tests.structure.matrix.staff_gathering import GATHERING
from tests.structure.matrix.staff_importing import IMPORTING
from tests.structure.matrix.staff_interests import INTERESTS
from tests.structure.matrix.staff_letters import LETTERS
from tests.structure.matrix.staff_life import LIFE
from tests.structure.matrix.staff_marking import MARKING
from tests.structure.matrix.staff_nominations import NOMINATIONS
from tests.structure.matrix.staff_notices import NOTICES
from tests.structure.matrix.staff_reading import READING
from tests.structure.matrix.staff_record import RECORD
from tests.structure.matrix.staff_rounds import ROUNDS
from tests.structure.matrix.staff_setup import SETUP
from tests.structure.matrix.staff_sharing import SHARING
from tests.structure.matrix.staff_translations import TRANSLATIONS

ROWS: dict[str, Row] = {
    **FORM,
    **EVIDENCE,
    **FIGURES,
    **FINALS,
    **GATHERING,
    **IMPORTING,
    **INTERESTS,
    **LETTERS,
    **LIFE,
    **MARKING,
    **NOMINATIONS,
    **NOTICES,
    **READING,
    **RECORD,
    **ROUNDS,
    **SETUP,
    **SHARING,
    **TRANSLATIONS,
}
