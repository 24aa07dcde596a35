"""Addresses of the judge’s desk: declaring, reading and marking, locking."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.web.jury.views.comparing import compare
from cadair.web.jury.views.declaring import declare
from cadair.web.jury.views.desk import desk
from cadair.web.jury.views.evidence import evidence
from cadair.web.jury.views.locking import lock
from cadair.web.jury.views.marking import abstain_from, entry
from cadair.web.jury.views.packs import pack
from cadair.web.shared.routing import worded

DESK = BilingualText(cy="beirniadu/<slug:season>", en="judging/<slug:season>")
DECLARE = BilingualText(cy=f"{DESK.cy}/datgan", en=f"{DESK.en}/declare")
PACK = BilingualText(cy=f"{DESK.cy}/ar-bapur", en=f"{DESK.en}/on-paper")
COMPARE = BilingualText(cy=f"{DESK.cy}/cymharu", en=f"{DESK.en}/compare")
LOCK = BilingualText(cy=f"{DESK.cy}/cloi", en=f"{DESK.en}/lock")
ENTRY = BilingualText(
    cy=f"{DESK.cy}/<slug:category>/<slug:entry>", en=f"{DESK.en}/<slug:category>/<slug:entry>"
)
EVIDENCE = BilingualText(
    cy=f"{ENTRY.cy}/tystiolaeth/<slug:evidence>", en=f"{ENTRY.en}/evidence/<slug:evidence>"
)
ABSTAIN = BilingualText(cy=f"{ENTRY.cy}/ymatal", en=f"{ENTRY.en}/abstain")

urlpatterns = [
    *worded(DESK, desk, "jury_desk"),
    *worded(DECLARE, declare, "jury_declare"),
    *worded(COMPARE, compare, "jury_compare"),
    *worded(PACK, pack, "jury_pack"),
    *worded(LOCK, lock, "jury_lock"),
    *worded(ABSTAIN, abstain_from, "jury_abstain"),
    *worded(ENTRY, entry, "jury_entry"),
    *worded(EVIDENCE, evidence, "jury_evidence"),
]
