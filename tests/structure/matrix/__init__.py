"""Who may read or do what: the role matrix. A route that is not listed here fails the tests.

Each area has a file with `ROWS`: the view → a `Row`.
"""

from __future__ import annotations

from tests.structure.matrix import account, jury, machine, nominate, panel, public, respond, staff
from tests.structure.matrix.row import Row

MATRIX: dict[tuple[str, str], Row] = {
    (area.__name__.rsplit(".", 1)[1], view): row
    for area in (account, jury, machine, nominate, panel, public, respond, staff)
    for view, row in area.ROWS.items()
}
