"""Who gets in: the area `respond`. Whoever holds the link, signed in or not."""

from __future__ import annotations

from tests.structure.matrix.row import Row

ROWS: dict[str, Row] = {}
