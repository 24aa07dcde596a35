"""The minutes: what a judging record says, in words, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import LANGUAGES, Language, other_language
from cadair.foundation.welsh.dates import date_time
from cadair.outcomes.explanations import STATES
from cadair.outcomes.states import Outcome
from cadair.record.anomalies import SENTENCES as WORTH_A_LOOK
from cadair.record.contents import Contents
from cadair.record.paragraphs import Block
from cadair.record.paragraphs import heading as _heading
from cadair.record.paragraphs import passage as _text
from cadair.record.reconciliation import SENTENCES as WRONG
from cadair.record.sitting_minutes import SittingMinutes
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season

INELIGIBLE: Final[Mapping[str, Promise]] = {
    "eligible": gettext_lazy("Eligible"),
    "ineligible": gettext_lazy("Not eligible"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document to read, before it is any kind of file."""

    title: str
    language: Language
    blocks: tuple[Block, ...]


def minutes_of(season: Season, contents: Contents, language: Language) -> Minutes:
    """The minutes in one language."""
    with translation.override(language):
        writer = _Writer(season, contents, language)
        title = _("Minutes of the judging: %(season)s") % {
            "season": season.name.in_language(language)
        }
        return Minutes(title, language, tuple(writer.blocks()))


class _Writer:
    """Everything the minutes say, section by section."""

    def __init__(self, season: Season, contents: Contents, language: Language) -> None:
        self.record = contents.document
        self.as_of = contents.as_of
        self.language = language
        self.categories = {
            each.key: each.name.in_language(language) for each in season.categories.all()
        }
        self.kinds = {
            each.key: each.name.in_language(language) for each in season.award_kinds.all()
        }
        self.meeting = SittingMinutes(self.record, self.categories, language)
        self.overridden = {(each["category"], each["kind"]) for each in self.record["overrides"]}

    def blocks(self) -> Iterator[Block]:
        """All of it."""
        yield from self._opening()
        yield from self._panel()
        yield from self.meeting.opening()
        yield from self._counts()
        for decision in self.record["decisions"]:
            yield from self._decision(decision)
        yield from self._to_look_at()
        yield from self._closing()

    def _opening(self) -> Iterator[Block]:
        version = RecordVersion(self.record["version"])
        yield _text(_("Version: %(version)s.") % {"version": version.label})
        yield _text(_("As of: %(moment)s.") % {"moment": date_time(self.as_of, self.language)})
        if self.record["rules"]:
            rules = self.record["rules"][-1]
            yield _text(
                _("Rules: version %(version)s, SHA-256 %(hash)s.")
                % {"version": rules["version"], "hash": rules["sha256"]}
            )

    def _panel(self) -> Iterator[Block]:
        yield _heading(_("The panel"))
        rows = []
        for seat in self.record["panel"]:
            body = seat["organisation"]
            for judge in seat["judges"]:
                part = self._part(judge)
                name, code = judge.get("name"), judge["judge"]
                named = f"{name} ({code})" if name else code
                rows.append((body[self.language] or body["en"], named, part))
        yield Block("table", head=(_("Organisation"), _("Judge"), _("Part")), rows=tuple(rows))
        aside = tuple(
            (self.categories.get(each["category"], ""), each["judge"], str(each["entries"]))
            for each in self.record["recusals"]
        )
        if aside:
            yield _text(_("Who stepped aside, and from how many entries:"))
            yield Block("table", head=(_("Category"), _("Judge"), _("Entries")), rows=aside)
        else:
            yield _text(_("Nobody stepped aside from an entry."))

    def _part(self, judge: Mapping[str, Any]) -> str:
        if judge.get("substitute"):
            return _("Substitute")
        return _("Chair") if judge["chair"] else _("Stand-in") if judge["stand_in"] else ""

    def _counts(self) -> Iterator[Block]:
        counts = self.record["counts"]
        cards = counts["scorecards"]
        yield _heading(_("Entries and scorecards"))
        rows = (
            (_("Nominations"), counts["nominations"]),
            (_("Entries"), counts["entries"]),
            *((str(said), counts[key]) for key, said in INELIGIBLE.items()),
            (_("Scorecards expected"), cards["expected"]),
            (_("Scorecards received"), cards["received"]),
            (_("Stepped aside"), cards["recused"]),
            (_("Substitutes not asked"), cards["excused"]),
            (_("Abstained"), cards["abstained"]),
            (_("Scorecards missing"), cards["missing"]),
        )
        told = tuple((label, str(number)) for label, number in rows)
        yield Block("table", head=(_("What"), _("How many")), rows=told)

    def _decision(self, decision: Mapping[str, Any]) -> Iterator[Block]:
        category = decision["category"]
        yield _heading(self.categories.get(category, category))
        yield _text(_("Outcome: %(outcome)s.") % {"outcome": Outcome(decision["outcome"]).label})
        if decision["awards"]:
            rows = tuple(self._award(each) for each in decision["awards"])
            yield Block("table", head=(_("Award"), _("Entry"), _("Title")), rows=rows)
        for each in self.record["suggestions"]:
            if each["category"] == category:
                yield _text(self._suggested(each))
        yield from self.meeting.of_category(category)
        if decision["decided_by"]:
            yield _text(_("Decided by: %(judge)s.") % {"judge": decision["decided_by"]})
        yield from self._reason(decision["reason"])

    def _award(self, award: Mapping[str, Any]) -> tuple[str, str, str]:
        kind = self.kinds.get(award["kind"], "")
        called = _("%(award)s (joint)") % {"award": kind} if award["joint"] else kind
        titles = award.get("title", {})
        other = titles.get(other_language(self.language), "")
        return called, award["entry"], titles.get(self.language) or other

    def _suggested(self, suggestion: Mapping[str, Any]) -> str:
        is_followed = (suggestion["category"], suggestion["kind"]) not in self.overridden
        said = (
            _("Suggestion for %(award)s: %(state)s. The panel decided as suggested.")
            if is_followed
            else _("Suggestion for %(award)s: %(state)s. The panel decided otherwise.")
        )
        state = STATES[suggestion["state"]]
        return said % {"award": self.kinds.get(suggestion["kind"], ""), "state": state}

    def _reason(self, reason: Mapping[str, str] | None) -> Iterator[Block]:
        if reason is None:
            return
        own: str = reason[self.language]
        for language in LANGUAGES:
            if (language == self.language or not own) and reason[language]:
                yield _text(_("Reason:"))
                spoken = None if language == self.language else language
                yield _text(reason[language], spoken)

    def _to_look_at(self) -> Iterator[Block]:
        if self.record["version"] == RecordVersion.PUBLIC:
            return
        yield _heading(_("Worth a look"))
        found = [*self._sentences("faults", WRONG), *self._sentences("anomalies", WORTH_A_LOOK)]
        for said in found or [_("Nothing stood out.")]:
            yield _text(said)

    def _sentences(self, part: str, words: Mapping[str, Promise]) -> Iterator[str]:
        for each in self.record[part]:
            category = self.categories.get(each["category"], "")
            facts = {key: "–" if fact is None else fact for key, fact in each["facts"].items()}
            yield str(words[each["code"]]) % {"category": category, **facts}

    def _closing(self) -> Iterator[Block]:
        yield _heading(_("Confirmation"))
        seal = self.record["seal"]
        if seal is None:
            yield _text(_("The results were not confirmed when this record was made."))
        else:
            yield _text(_("Confirmed: %(moment)s (UTC).") % {"moment": seal["sealed_at"]})
            yield _text(
                _("Hash of what was confirmed: %(hash)s.") % {"hash": seal["outcome_sha256"]}
            )
        yield _text(
            _("Head of the chain of actions, to compare with one kept elsewhere: %(head)s.")
            % {"head": self.record["chain"]["head"]}
        )
