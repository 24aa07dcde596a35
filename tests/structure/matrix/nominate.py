"""Who gets in: the area `nominate`."""

from __future__ import annotations

from tests.structure.matrix.row import Row

ROWS: dict[str, Row] = {}
