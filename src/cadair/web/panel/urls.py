"""Addresses of the panel room: deciding, award texts, confirming, publishing."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.web.panel.views.asking import ask
from cadair.web.panel.views.category import category, screen
from cadair.web.panel.views.confirm import confirm
from cadair.web.panel.views.correspondence import correspondence
from cadair.web.panel.views.entry import entry
from cadair.web.panel.views.evidence import evidence
from cadair.web.panel.views.figures import figures
from cadair.web.panel.views.fresh import fresh
from cadair.web.panel.views.marks import marks
from cadair.web.panel.views.publish import publish
from cadair.web.panel.views.recipients import recipients
from cadair.web.panel.views.room import room
from cadair.web.panel.views.sitting import sitting
from cadair.web.panel.views.step import step, take_up
from cadair.web.panel.views.texts import text, texts
from cadair.web.panel.views.thresholds import thresholds
from cadair.web.panel.views.vote import vote
from cadair.web.shared.routing import worded

ROOM = BilingualText(cy="panel/<slug:season>", en="panel/<slug:season>")
CONFIRM = BilingualText(cy=f"{ROOM.cy}/canlyniadau/cadarnhau", en=f"{ROOM.en}/results/confirm")
PUBLISH = BilingualText(cy=f"{ROOM.cy}/canlyniadau/cyhoeddi", en=f"{ROOM.en}/results/publish")
SITTING = BilingualText(cy=f"{ROOM.cy}/cyfarfod/presenoldeb", en=f"{ROOM.en}/meeting/attendance")
STEP = BilingualText(cy=f"{ROOM.cy}/cyfarfod/cam", en=f"{ROOM.en}/meeting/step")
CATEGORY = BilingualText(cy=f"{ROOM.cy}/<slug:category>", en=f"{ROOM.en}/<slug:category>")
VOTE = BilingualText(cy=f"{CATEGORY.cy}/pleidlais", en=f"{CATEGORY.en}/vote")
TAKE_UP = BilingualText(cy=f"{CATEGORY.cy}/ar-y-bwrdd", en=f"{CATEGORY.en}/take-up")
CORRESPONDENCE = BilingualText(cy=f"{CATEGORY.cy}/gohebiaeth", en=f"{CATEGORY.en}/correspondence")
FRESH = BilingualText(cy=f"{CATEGORY.cy}/rownd", en=f"{CATEGORY.en}/round")
RECIPIENTS = BilingualText(cy=f"{CATEGORY.cy}/enwi", en=f"{CATEGORY.en}/name")
THRESHOLDS = BilingualText(cy=f"{ROOM.cy}/ffigurau/trothwyon", en=f"{ROOM.en}/figures/thresholds")
FIGURES = BilingualText(cy=f"{CATEGORY.cy}/pa-mor-sicr", en=f"{CATEGORY.en}/how-sure")
SCREEN = BilingualText(cy=f"{CATEGORY.cy}/sgrin", en=f"{CATEGORY.en}/screen")
ENTRY = BilingualText(cy=f"{CATEGORY.cy}/<slug:entry>", en=f"{CATEGORY.en}/<slug:entry>")
MARKS = BilingualText(cy=f"{ENTRY.cy}/marciau", en=f"{ENTRY.en}/marks")
ASK = BilingualText(cy=f"{ENTRY.cy}/holi/<slug:nomination>", en=f"{ENTRY.en}/ask/<slug:nomination>")
EVIDENCE = BilingualText(
    cy=f"{ENTRY.cy}/tystiolaeth/<slug:evidence>", en=f"{ENTRY.en}/evidence/<slug:evidence>"
)
TEXTS = BilingualText(cy="testunau/<slug:season>", en="texts/<slug:season>")
TEXT = BilingualText(cy=f"{TEXTS.cy}/<slug:award>", en=f"{TEXTS.en}/<slug:award>")

urlpatterns = [
    *worded(ROOM, room, "panel_room"),
    *worded(CONFIRM, confirm, "panel_confirm"),
    *worded(PUBLISH, publish, "panel_publish"),
    *worded(THRESHOLDS, thresholds, "panel_thresholds"),
    *worded(CATEGORY, category, "panel_category"),
    *worded(SITTING, sitting, "panel_sitting"),
    *worded(STEP, step, "panel_step"),
    *worded(VOTE, vote, "panel_vote"),
    *worded(TAKE_UP, take_up, "panel_take_up"),
    *worded(CORRESPONDENCE, correspondence, "panel_correspondence"),
    *worded(FRESH, fresh, "panel_fresh"),
    *worded(RECIPIENTS, recipients, "panel_recipients"),
    *worded(FIGURES, figures, "panel_figures"),
    *worded(SCREEN, screen, "panel_screen"),
    *worded(ENTRY, entry, "panel_entry"),
    *worded(MARKS, marks, "panel_marks"),
    *worded(ASK, ask, "panel_ask"),
    *worded(EVIDENCE, evidence, "panel_evidence"),
    *worded(TEXTS, texts, "panel_texts"),
    *worded(TEXT, text, "panel_text"),
]
