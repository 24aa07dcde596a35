"""What nominators are told when the results are public: that they are, and where."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.mail.letters import Letter
from cadair.mail.validators import checked_address
from cadair.nominations.queries import counted_nominations
from cadair.nominations.states import NominationState
from cadair.seasons.models import Season


@dataclass(frozen=True, kw_only=True)
class ResultsPublished(Letter):
    """The results are published; the same words for everybody, whatever became of their entry."""

    folder: ClassVar[str] = "publishing/email/results_published"
    called: ClassVar[str | Promise] = _("Results are published")
    sent_when: ClassVar[str | Promise] = _(
        "When the results become public: to everybody who nominated."
    )
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    season: BilingualText
    page: BilingualText


def nominators_of(season: Season) -> list[str]:
    """The addresses of those who nominated and did not withdraw, each once.

    What an old file says in place of an address is left out: nobody else waits for it.
    """
    sent = counted_nominations(season).filter(state=NominationState.SUBMITTED)
    found = set()
    for each in sent.values_list("nominator_email", flat=True):
        with suppress(Refusal):
            found.add(checked_address(each))
    return sorted(found)
