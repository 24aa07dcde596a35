"""Who gets in: the area `staff`."""

from __future__ import annotations

from tests.structure.matrix.row import Row
from tests.structure.matrix.staff_life import LIFE
from tests.structure.matrix.staff_nominations import NOMINATIONS
from tests.structure.matrix.staff_notices import NOTICES
from tests.structure.matrix.staff_setup import SETUP

ROWS: dict[str, Row] = {
    **LIFE,
    **NOMINATIONS,
    **NOTICES,
    **SETUP,
}
