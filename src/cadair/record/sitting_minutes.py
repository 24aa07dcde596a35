"""What the minutes say of the meeting: who sat in it, how it voted, what was changed or asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.dates import date_time
from cadair.judging.meeting_states import Answer, MotionState, Presence, SittingEnd, Stance
from cadair.judging.round_states import RoundMethod
from cadair.record.paragraphs import Block, heading, passage


class SittingMinutes:
    """The parts of a judging record on the meeting, in words."""

    def __init__(
        self, record: Mapping[str, Any], categories: Mapping[str, str], language: Language
    ) -> None:
        self.record = record
        self.categories = categories
        self.language = language
        self.names = {
            judge["judge"]: judge.get("name") or judge["judge"]
            for seat in record["panel"]
            for judge in seat["judges"]
        }

    def opening(self) -> Iterator[Block]:
        """The sittings: from when until when, who was there, who left the room for what."""
        meeting = self.record.get("meeting") or {}
        sittings = meeting.get("sittings", ())
        if not sittings and not meeting.get("quorum"):
            return
        yield heading(_("The meeting"))
        if meeting.get("quorum"):
            yield passage(
                _("Quorum: %(number)s. Fewer judges decide nothing in the room.")
                % {"number": meeting["quorum"]}
            )
        for sitting in sittings:
            yield from self._sitting(sitting)

    def _sitting(self, sitting: Mapping[str, Any]) -> Iterator[Block]:
        end = SittingEnd(sitting["end"]).label if sitting["end"] else _("it has not ended")
        yield passage(
            _("Sitting %(number)s. From: %(began)s. Until: %(ended)s. How it ended: %(end)s.")
            % {
                "number": sitting["number"],
                "began": self._at(sitting["began_at"]),
                "ended": self._at(sitting["ended_at"]),
                "end": end,
            }
        )
        yield passage(
            _("Judges present: %(present)s. Apologies: %(apologies)s. Absent: %(absent)s.")
            % {name: sitting[name] for name in ("present", "apologies", "absent")}
        )
        there = tuple(
            (
                self._named(each["judge"]),
                str(Presence(each["presence"]).label),
                self._at(each["came_at"]),
                self._at(each["left_at"]),
            )
            for each in sitting.get("attendance", ())
        )
        if there:
            head = (
                _("Judge"),
                _("Presence"),
                pgettext("moment", "From"),
                pgettext("moment", "Until"),
            )
            yield Block("table", head=head, rows=there)
        out = tuple(
            (self.categories.get(each["category"], ""), self._named(each["judge"]))
            for each in sitting.get("left_room", ())
        )
        if out:
            yield passage(_("Who left the room for which category, having stepped aside:"))
            yield Block("table", head=(_("Category"), _("Judge")), rows=out)

    def of_category(self, category: str) -> Iterator[Block]:
        """Votes, fresh rounds, changed marks and letters on one category, in their order."""
        for poll in self._of("polls", category):
            yield from self._poll(poll)
        for round_ in self._of("rounds", category):
            if round_["called"]:
                yield from self._called(round_)
        yield from self._changes(category)
        for motion in self._of("motions", category):
            yield from self._motion(motion)

    def _of(self, part: str, category: str) -> list[Mapping[str, Any]]:
        return [each for each in self.record.get(part, ()) if each["category"] == category]

    def _poll(self, poll: Mapping[str, Any]) -> Iterator[Block]:
        said = (
            _("Secret vote %(number)s. For an entry: %(for)s. Against: %(against)s. "
              "Abstained: %(abstains)s.")
            if poll["secret"]
            else _("Vote %(number)s. For an entry: %(for)s. Against: %(against)s. "
                   "Abstained: %(abstains)s.")
        )  # fmt: skip
        names = ("number", "for", "against", "abstains")
        yield passage(said % {name: poll[name] for name in names})
        rows = tuple(
            (
                self._named(vote["judge"]) if vote["judge"] else "–",
                str(Stance(vote["stance"]).label),
                vote["entry"] or "–",
                str(vote["number"]),
            )
            for vote in poll.get("votes", ())
        )
        if rows:
            head = (_("Judge"), _("Said"), _("Entry"), _("How many"))
            yield Block("table", head=head, rows=rows)

    def _called(self, round_: Mapping[str, Any]) -> Iterator[Block]:
        yield passage(
            _("The panel asked for a further round. How: %(method)s. Judges: %(judges)s. "
              "Entries: %(entries)s.")
            % {
                "method": RoundMethod(round_["method"]).label,
                "judges": round_["judges"],
                "entries": round_["entries"],
            }
        )  # fmt: skip
        ballots = tuple(
            (
                self._named(each["judge"]),
                " > ".join(
                    " = ".join(self._entry(one) for one in group) for group in each["ranking"]
                ),
            )
            for each in self.record.get("ballots", ())
            if each["round"] == round_["ref"] and each["state"] == "locked"
        )
        if ballots:
            yield Block("table", head=(_("Judge"), _("Ballot, best first")), rows=ballots)
        papers = tuple(
            (self._named(each["judge"]), each["entry"], str(each["points"]))
            for each in self.record.get("papers", ())
            if each["round"] == round_["ref"] and each["points"] is not None
        )
        if papers:
            yield Block("table", head=(_("Judge"), _("Entry"), _("Points")), rows=papers)

    def _entry(self, reference: str) -> str:
        return _("No award") if reference == "no-award" else reference

    def _changes(self, category: str) -> Iterator[Block]:
        changes = self._of("mark_changes", category)
        if not changes:
            return
        yield passage(_("Marks changed in the meeting: %(number)s.") % {"number": len(changes)})
        cards = {each["ref"]: each for each in self.record.get("scorecards", ())}
        rows = []
        for each in changes:
            card = cards.get(each.get("scorecard", ""))
            if card is not None:
                where = f"{card['entry']}, {each['criterion']}"
                changed = f"{each['was']} → {each['value']}"
                rows.append((self._named(card["judge"]), where, changed, each["reason"]))
        if rows:
            head = (_("Judge"), _("Mark"), _("Change"), _("Reason"))
            yield Block("table", head=head, rows=tuple(rows))

    def _motion(self, motion: Mapping[str, Any]) -> Iterator[Block]:
        yield passage(
            _("By correspondence, put on: %(put)s. Outcome: %(state)s. Had to agree: %(needed)s. "
              "Agreed: %(agrees)s. Did not: %(disagrees)s. Abstained: %(abstains)s.")
            % {
                "put": self._at(motion["put_at"]),
                "state": MotionState(motion["state"]).label,
                **{name: motion[name] for name in ("needed", "agrees", "disagrees", "abstains")},
            }
        )  # fmt: skip
        rows = tuple(
            (
                self._named(each["judge"]),
                str(Answer(each["answer"]).label) if each["answer"] else "–",
                each.get("note", ""),
            )
            for each in motion.get("replies", ())
        )
        if rows:
            yield Block("table", head=(_("Judge"), _("Answer"), _("Note")), rows=rows)

    def _named(self, code: str) -> str:
        return str(self.names.get(code, code))

    def _at(self, moment: str | None) -> str:
        if not moment:
            return "–"
        return date_time(datetime.fromisoformat(moment.replace("Z", "+00:00")), self.language)
