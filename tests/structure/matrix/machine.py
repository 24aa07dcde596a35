"""Who gets in: the area `machine`."""

from __future__ import annotations

from tests.structure.matrix.row import EVERYBODY, Row

ROWS: dict[str, Row] = {
    "cadair.web.machine.views.dates": Row(EVERYBODY),
    "cadair.web.machine.views.results": Row(EVERYBODY),
    "cadair.web.machine.views.robots": Row(EVERYBODY),
    "cadair.web.machine.views.sitemap": Row(EVERYBODY),
}
