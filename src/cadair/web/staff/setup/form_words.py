"""What the set-up pages say of kinds of question, of readers and of referees, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.seasons.states import QuestionKind, RefereeRule

KIND_WORDS: Final[Mapping[QuestionKind, Promise]] = {
    QuestionKind.SHORT_TEXT: _("Short text: one line"),
    QuestionKind.LONG_TEXT: _("Long text: several paragraphs"),
    QuestionKind.NUMBER: _("Number"),
    QuestionKind.DATE: _("Date"),
    QuestionKind.CHOICE: _("One of several answers"),
    QuestionKind.SEVERAL: _("Any of several answers"),
    QuestionKind.YES_NO: _("One of two answers, in words of its own"),
    QuestionKind.PERSON: _("People: name and role"),
    QuestionKind.ORGANISATION: _("Organisations, from the register or free"),
    QuestionKind.LINK: _("Links to pages on the web"),
    QuestionKind.FILE: _("Files"),
}

JUDGES, ORGANISERS, PERSONAL = "judges", "organisers", "personal"
READERS: Final[Mapping[str, Promise]] = {
    JUDGES: _("Judges and organisers"),
    ORGANISERS: _("Organisers only"),
    PERSONAL: _("Organisers only: it is about a person, such as a telephone number"),
}
"""Who reads an answer."""

REFEREE_WORDS: Final[Mapping[RefereeRule, Promise]] = {
    RefereeRule.NOT_ASKED: _("Nobody need vouch"),
    RefereeRule.WELCOME: _("A manager or referee may vouch, through a link we send"),
    RefereeRule.REQUIRED: _("A manager or referee must vouch, through a link we send"),
}

LIMIT_WORDS: Final[Mapping[str, Any]] = {
    "most_categories": _("Categories one nomination can be entered in, at most"),
    "most_per_nominator": _("Nominations one person can send, at most"),
    "most_per_organisation": _("Nominations one organisation can send, at most"),
    "most_per_category": _("Nominations one category takes, at most"),
    "most_files": _("Files with a nomination, at most"),
    "most_links": _("Links with a nomination, at most"),
    "most_megabytes": _("Megabytes one file may have, at most"),
    "referee": _("Does somebody have to vouch?"),
    "grace_minutes": _("Minutes of grace after closing"),
}
"""What the limits of a form are called, in the order of the page."""
