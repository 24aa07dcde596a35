"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal

PERSONAL: Final = (
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
)

NOT_PERSONAL: Final = (
    NotPersonal("RoundEntry", ("points",), "a number"),
    NotPersonal("SharingPlan", ("problem",), "a code"),
)
