"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal

PERSONAL: Final = (
    Personal(
        model="Analysis",
        fields=("judge", "document"),
        why="to show the panel how sure an order is: how high each judge marks, by key; the marks "
        "themselves are with the scorecards",
        kept="with the scorecards",
    ),
    Personal(
        model="Judge",
        fields=("name", "account"),
        why="to know who judged, and for whom they sat on the panel",
        kept="24 months after the results; the organisation stays in the archive",
    ),
    Personal(
        model="Interest",
        fields=("kind", "nature", "note", "signs"),
        why="to keep judges away from entries they have a part in",
        kept="12 months after the results",
    ),
    Personal(
        model="InterestVersion",
        fields=("kind", "nature", "note", "signs"),
        why="to show how a declaration changed, and when",
        kept="with the declaration",
    ),
    Personal(
        model="Scorecard",
        fields=("comment",),
        why="to decide and to give feedback; the nominee may ask to see it",
        kept="12 months after the results",
    ),
    Personal(
        model="Remark",
        fields=("text",),
        why="to decide and to give feedback; the nominee may ask to see it",
        kept="with the scorecard",
    ),
    Personal(
        model="DeviceCopy",
        fields=("account",),
        why="to end what a judge keeps on a device, when they lock or ask for it",
        kept="24 months after the results, with the judge",
    ),
    Personal(
        model="Paper",
        fields=("account", "verdict", "points", "reason", "keyed_by_ref"),
        why="to decide and to give feedback; the nominee may ask to see it",
        kept="12 months after the results",
    ),
    Personal(
        model="Ballot",
        fields=("judge",),
        why="to decide; the nominee may ask how their entry was ranked",
        kept="12 months after the results",
    ),
    Personal(
        model="Comparison",
        fields=("judge",),
        why="to decide; the nominee may ask how their entry was compared",
        kept="12 months after the results",
    ),
    Personal(
        model="Assignment",
        fields=("judge",),
        why="to know who reads what",
        kept="24 months after the results, with the judge",
    ),
    Personal(
        model="RoundEntry",
        fields=("reason",),
        why="to show why an entry went on to a round",
        kept="12 months after the results",
    ),
    Personal(
        model="SharingPlan",
        fields=("wishes", "found"),
        why="to show how reading was shared out; refers to judges by an opaque identity",
        kept="24 months after the results, with the judge",
    ),
    Personal(
        model="NamesShown",
        fields=("reason",),
        why="to show why names were shown before judges locked; may speak of a person",
        kept="24 months after the results",
    ),
    Personal(
        model="Meeting",
        fields=("moved_by_ref",),
        why="to show who led the meeting; an opaque reference",
        kept="24 months after the results",
    ),
    Personal(
        model="Attendance",
        fields=("judge", "presence", "came_at", "left_at"),
        why="to show who decided",
        kept="24 months after the results, with the judge",
    ),
    Personal(
        model="OutOfRoom",
        fields=("judge", "left_at"),
        why="to show that nobody with an interest took part",
        kept="24 months after the results, with the judge",
    ),
    Personal(
        model="Poll",
        fields=("held_by_ref",),
        why="to show who wrote the vote down; an opaque reference",
        kept="24 months after the results",
    ),
    Personal(
        model="Vote",
        fields=("judge", "stance"),
        why="to show how the panel decided where it was not of one mind",
        kept="24 months after the results",
    ),
    Personal(
        model="MarkChange",
        fields=("was", "value", "reason", "changed_by_ref"),
        why="to show why a mark was changed after it was locked",
        kept="with the scorecard",
    ),
    Personal(
        model="Motion",
        fields=("form", "put_by_ref"),
        why="to decide by correspondence; may speak of nominees",
        kept="24 months after the results",
    ),
    Personal(
        model="Reply",
        fields=("judge", "answer", "note"),
        why="to show who agreed to a decision by correspondence",
        kept="24 months after the results",
    ),
    Personal(
        model="DateAnswer",
        fields=("judge", "answer"),
        why="to find a day on which the panel can meet",
        kept="24 months after the results, with the judge",
    ),
    Personal(
        model="MarksImport",
        fields=("rows", "brought_by_ref", "settled_by_ref"),
        why="to show how marks given elsewhere came in, and who confirmed them",
        kept="with the scorecards",
    ),
    Personal(
        model="Briefing",
        fields=("text_cy", "text_en"),
        why="what the panel is given to read; may name whom to ask",
        kept="24 months after the results",
    ),
    Personal(
        model="DatePoll",
        fields=("note_cy", "note_en"),
        why="what judges are told beside the days; may name whom to ask",
        kept="24 months after the results",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("DatePoll", ("place_cy", "place_en"), "where a meeting is"),
    NotPersonal("Briefing", ("title_cy", "title_en"), "what a paper for judges is called"),
    NotPersonal("Round", ("name_cy", "name_en"), "what organisers call a round"),
    NotPersonal("PairOrder", ("found",), "numbers, by opaque identities of entries"),
    NotPersonal("RoundEntry", ("points",), "a number"),
    NotPersonal("SharingPlan", ("problem",), "a code"),
)
