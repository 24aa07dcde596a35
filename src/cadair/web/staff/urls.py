"""Addresses of the organiser's desk, part by part."""

from __future__ import annotations

from cadair.web.staff.figures.addresses import FIGURES
from cadair.web.staff.finals.addresses import FINALS
from cadair.web.staff.gathering.addresses import GATHERING
from cadair.web.staff.importing.addresses import IMPORTING
from cadair.web.staff.interests.addresses import INTERESTS
from cadair.web.staff.letters.addresses import LETTERS
from cadair.web.staff.life.addresses import LIFE
from cadair.web.staff.marking.addresses import MARKING
from cadair.web.staff.nominations.addresses import NOMINATIONS
from cadair.web.staff.notices.addresses import NOTICES
from cadair.web.staff.reading.addresses import READING
from cadair.web.staff.record.addresses import RECORD
from cadair.web.staff.rounds.addresses import ROUNDS
from cadair.web.staff.setup.addresses import SETUP
from cadair.web.staff.sharing.addresses import SHARING
from cadair.web.staff.translations.addresses import TRANSLATIONS

urlpatterns = [
    *FIGURES,
    *FINALS,
    *GATHERING,
    *IMPORTING,
    *INTERESTS,
    *LETTERS,
    *LIFE,
    *MARKING,
    *SETUP,
    *SHARING,
    *NOMINATIONS,
    *NOTICES,
    *READING,
    *RECORD,
    *ROUNDS,
    *TRANSLATIONS,
]
