"""Who gets in: the area `panel`."""

from __future__ import annotations

from tests.structure.matrix.row import Row

ROWS: dict[str, Row] = {}
