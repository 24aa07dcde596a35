"""Addresses of the judge’s desk: declaring, reading and marking, locking."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.web.jury.views.comparing import compare
from cadair.web.jury.views.declaring import declare
from cadair.web.jury.views.desk import desk
from cadair.web.jury.views.device import (
    device,
    device_copy,
    device_entry,
    device_marks,
    offline,
    worker,
)
from cadair.web.jury.views.evidence import evidence
from cadair.web.jury.views.locking import lock
from cadair.web.jury.views.marking import abstain_from, entry
from cadair.web.jury.views.meeting import meeting, meeting_calendar, meeting_paper
from cadair.web.jury.views.nameless import declare_names
from cadair.web.jury.views.packs import pack
from cadair.web.jury.views.practice import practice
from cadair.web.jury.views.rounds import round_page
from cadair.web.jury.views.rounds_reading import round_entry
from cadair.web.shared.routing import worded

DESK = BilingualText(cy="beirniadu/<slug:season>", en="judging/<slug:season>")
DECLARE = BilingualText(cy=f"{DESK.cy}/datgan", en=f"{DESK.en}/declare")
DECLARE_NAMES = BilingualText(cy=f"{DECLARE.cy}/enwau", en=f"{DECLARE.en}/names")
PRACTICE = BilingualText(cy=f"{DESK.cy}/ymarfer", en=f"{DESK.en}/practice")
PACK = BilingualText(cy=f"{DESK.cy}/ar-bapur", en=f"{DESK.en}/on-paper")
OFFLINE = BilingualText(cy=f"{DESK.cy}/all-lein", en=f"{DESK.en}/offline")
WORKER = BilingualText(cy=f"{OFFLINE.cy}/gweithiwr", en=f"{OFFLINE.en}/worker")
DEVICE = BilingualText(cy=f"{DESK.cy}/dyfais", en=f"{DESK.en}/device")
DEVICE_MARKS = BilingualText(cy=f"{DEVICE.cy}/marciau", en=f"{DEVICE.en}/marks")
COPY = BilingualText(cy="beirniaid/<slug:copy>", en="judges/<slug:copy>")
"""Asked by a device when nobody is signed in: it names no season."""
DEVICE_ENTRY = BilingualText(
    cy=f"{DEVICE.cy}/<slug:category>/<slug:entry>", en=f"{DEVICE.en}/<slug:category>/<slug:entry>"
)
COMPARE = BilingualText(cy=f"{DESK.cy}/cymharu", en=f"{DESK.en}/compare")
LOCK = BilingualText(cy=f"{DESK.cy}/cloi", en=f"{DESK.en}/lock")
ROUND = BilingualText(cy=f"{DESK.cy}/rownd/<slug:round_id>", en=f"{DESK.en}/round/<slug:round_id>")
ROUND_ENTRY = BilingualText(cy=f"{ROUND.cy}/<slug:entry>", en=f"{ROUND.en}/<slug:entry>")
MEETING = BilingualText(cy=f"{DESK.cy}/cyfarfod", en=f"{DESK.en}/meeting")
CALENDAR = BilingualText(cy=f"{MEETING.cy}/calendr", en=f"{MEETING.en}/calendar")
MEETING_PAPER = BilingualText(
    cy=f"{MEETING.cy}/papurau/<slug:paper>", en=f"{MEETING.en}/papers/<slug:paper>"
)
ENTRY = BilingualText(
    cy=f"{DESK.cy}/<slug:category>/<slug:entry>", en=f"{DESK.en}/<slug:category>/<slug:entry>"
)
EVIDENCE = BilingualText(
    cy=f"{ENTRY.cy}/tystiolaeth/<slug:evidence>", en=f"{ENTRY.en}/evidence/<slug:evidence>"
)
ABSTAIN = BilingualText(cy=f"{ENTRY.cy}/ymatal", en=f"{ENTRY.en}/abstain")

urlpatterns = [
    *worded(DESK, desk, "jury_desk"),
    *worded(DECLARE_NAMES, declare_names, "jury_declare_names"),
    *worded(DECLARE, declare, "jury_declare"),
    *worded(COMPARE, compare, "jury_compare"),
    *worded(PACK, pack, "jury_pack"),
    *worded(PRACTICE, practice, "jury_practice"),
    *worded(LOCK, lock, "jury_lock"),
    *worded(MEETING, meeting, "jury_meeting"),
    *worded(CALENDAR, meeting_calendar, "jury_meeting_calendar"),
    *worded(MEETING_PAPER, meeting_paper, "jury_meeting_paper"),
    *worded(OFFLINE, offline, "jury_offline"),
    *worded(WORKER, worker, "jury_worker"),
    *worded(DEVICE, device, "jury_device"),
    *worded(DEVICE_MARKS, device_marks, "jury_device_marks"),
    *worded(COPY, device_copy, "jury_device_copy"),
    *worded(DEVICE_ENTRY, device_entry, "jury_device_entry"),
    *worded(ROUND, round_page, "jury_round"),
    *worded(ROUND_ENTRY, round_entry, "jury_round_entry"),
    *worded(ABSTAIN, abstain_from, "jury_abstain"),
    *worded(ENTRY, entry, "jury_entry"),
    *worded(EVIDENCE, evidence, "jury_evidence"),
]
