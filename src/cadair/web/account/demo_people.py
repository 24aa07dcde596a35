"""The people of the demo: who they are, and what each can try at which stage.

They are as invented as the season they work in. `cadair.demo` opens their accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.mail.states import MailLanguage
from cadair.seasons.states import SeasonRole, SeasonState

NOMINATOR: Final = "nominator"
STAGES: Final[dict[str, SeasonState]] = {
    "nominating": SeasonState.OPEN,
    "checking": SeasonState.CHECKING,
    "judging": SeasonState.JUDGING,
    "deciding": SeasonState.DECIDING,
    "sealed": SeasonState.SEALED,
    "released": SeasonState.RELEASED,
}
"""The stages one can move the demo to, in order, and the state of the season in each."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom anybody may be in the demo. `judge` is their key on the panel."""

    key: str
    name: str
    email: str
    mail: MailLanguage
    role: SeasonRole | None = None
    judge: str = ""

    @property
    def part(self) -> str:
        """The part that says what they can do."""
        return self.role.value if self.role else NOMINATOR

    @property
    def title(self) -> Promise:
        """Who they are, in a word or two."""
        return TITLES[self.part]

    def can_try(self, state: str) -> Promise:
        """What to look at as this person while the season stands in `state`."""
        words = {**TO_TRY[self.part], **OF_ONE.get(self.key, {})}
        known = list(words)
        reached = [each for each in known if ORDER.index(each) <= ORDER.index(state)]
        return words[max(reached, key=ORDER.index, default=known[0])]


ORDER: Final[list[str]] = list(SeasonState)

_WELSH, _ENGLISH, _BOTH = MailLanguage.WELSH, MailLanguage.ENGLISH, MailLanguage.BOTH
_ORGANISER, _JUDGE = SeasonRole.ORGANISER, SeasonRole.JUDGE

DEMO_PEOPLE: Final = (
    DemoPerson("organiser", "Elin Gwennol", "elin.gwennol@example.org", _WELSH, _ORGANISER),
    DemoPerson("organiser-2", "Tom Rookwood", "tom.rookwood@example.org", _ENGLISH, _ORGANISER),
    DemoPerson(NOMINATOR, "Tesni Helygen", "tesni.helygen@example.org", _WELSH),
    DemoPerson(
        "chair",
        "Luned Fychan-Price",
        "luned.fychan.price@example.org",
        _BOTH,
        SeasonRole.CHAIR,
        "judge-a",
    ),
    DemoPerson(
        "stand-in",
        "Idwal Trefor",
        "idwal.trefor@example.org",
        _WELSH,
        SeasonRole.STAND_IN,
        "judge-b",
    ),
    DemoPerson(
        "judge", "Priya Nandakumar", "priya.nandakumar@example.org", _ENGLISH, _JUDGE, "judge-c"
    ),
    DemoPerson(
        "judge-2", "Graham Oakley", "graham.oakley@example.org", _ENGLISH, _JUDGE, "judge-d"
    ),
    DemoPerson(
        "translator",
        "Catrin Barcud",
        "catrin.barcud@example.org",
        _BOTH,
        SeasonRole.TRANSLATOR,
    ),
    DemoPerson(
        "scrutineer",
        "Ruth Heronsgate",
        "ruth.heronsgate@example.org",
        _ENGLISH,
        SeasonRole.SCRUTINEER,
    ),
)

TITLES: Final[dict[str, Promise]] = {
    SeasonRole.ORGANISER: _("Organiser"),
    SeasonRole.JUDGE: _("Judge"),
    SeasonRole.CHAIR: _("Chair of the panel"),
    SeasonRole.STAND_IN: _("Stand-in for the chair"),
    SeasonRole.TRANSLATOR: _("Translator"),
    SeasonRole.SCRUTINEER: _("Scrutineer"),
    NOMINATOR: _("Nominator"),
}

_NOTHING_TO_JUDGE: Final = _(
    "Nothing to judge yet: the panel receives the entries once they have been checked."
)
_DECLARE: Final = _("Declare your interests: say with which entries you have something to do.")
_MARK: Final = _("Read the entries, mark them on a scale with words, and lock your scorecards.")
_CONFIRMED: Final = _("The results are confirmed, and nothing can change any more.")
_PUBLIC: Final = _("The results are public. Read them as everybody does.")

TO_TRY: Final[dict[str, dict[SeasonState, Promise]]] = {
    SeasonRole.ORGANISER: {
        SeasonState.OPEN: _(
            "See what needs you today and the plan up to the ceremony. "
            "Check a nomination as it comes in, or extend the deadline."
        ),
        SeasonState.CHECKING: _(
            "Find entries eligible or not, move one to another category, group two that are the "
            "same. Then judging can begin."
        ),
        SeasonState.JUDGING: _("See how far each judge has come, but not the marks."),
        SeasonState.DECIDING: _(
            "Go into the panel room: suggestions, decisions and award texts, category by category."
        ),
        SeasonState.SEALED: _(
            "The results are confirmed and wait for their minute. Change it, or publish now."
        ),
        SeasonState.RELEASED: _(
            "The results are public. Read the history of the season, and start the next one "
            "from it."
        ),
    },
    SeasonRole.CHAIR: {
        SeasonState.OPEN: _NOTHING_TO_JUDGE,
        SeasonState.CHECKING: _DECLARE,
        SeasonState.JUDGING: _MARK,
        SeasonState.DECIDING: _(
            "Lead the meeting: look at the suggestion for a category, and decide with a reason."
        ),
        SeasonState.SEALED: _CONFIRMED,
        SeasonState.RELEASED: _PUBLIC,
    },
    SeasonRole.STAND_IN: {
        SeasonState.OPEN: _NOTHING_TO_JUDGE,
        SeasonState.CHECKING: _DECLARE,
        SeasonState.JUDGING: _MARK,
        SeasonState.DECIDING: _("Decide the categories in which the chair stepped aside."),
        SeasonState.SEALED: _CONFIRMED,
        SeasonState.RELEASED: _PUBLIC,
    },
    SeasonRole.JUDGE: {
        SeasonState.OPEN: _NOTHING_TO_JUDGE,
        SeasonState.CHECKING: _DECLARE,
        SeasonState.JUDGING: _MARK,
        SeasonState.DECIDING: _("Your marks are locked. Look back at what you gave."),
        SeasonState.RELEASED: _PUBLIC,
    },
    SeasonRole.TRANSLATOR: {
        SeasonState.OPEN: _("No award texts yet: they come while the panel decides."),
        SeasonState.DECIDING: _(
            "Write the award texts in the other language. You see nothing else of the season."
        ),
        SeasonState.SEALED: _CONFIRMED,
        SeasonState.RELEASED: _PUBLIC,
    },
    SeasonRole.SCRUTINEER: {
        SeasonState.OPEN: _("Read the record of everything that was done, as it was done."),
    },
    NOMINATOR: {
        SeasonState.OPEN: _(
            "See the two nominations that you have sent in, withdraw one, or begin another."
        ),
        SeasonState.CHECKING: _("See how far your two nominations have come."),
    },
}

OF_ONE: Final[dict[str, dict[SeasonState, Promise]]] = {
    "organiser-2": {
        SeasonState.DECIDING: _(
            "When the other organiser asks for it, confirm the results as the second person."
        ),
    },
    "judge-2": {
        SeasonState.JUDGING: _(
            "This judge has not begun: declare your interests first, then read and mark."
        ),
    },
}
"""What only one of several people with the same part can try."""
