"""A small released season, made by hand: what the public pages are tested on.

Fictional. It holds one of everything a results page can show: joint overall winners, a team award,
joint category winners, a commendation, an award of unknown kind, a category without an award and
one that says why. Its Welsh names sort otherwise than its English ones.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from cadair.foundation.canonical import canonical_json, sha256_of
from cadair.publishing.documents import SeasonDocument, parse_document
from cadair.publishing.models import ReleasedPost, ReleasedProgramme, ReleasedSeason

Raw = dict[str, Any]

RELEASED_AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
EN = "/en/valley-awards/"
CY = "/cy/gwobrau-r-cwm/"


def text(cy: str, en: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"cy": cy, "en": en}


def award(key: str, title: dict[str, str], kind: str | None, **changes: Any) -> Raw:
    """An award of a project of the youth club."""
    slug = dict.fromkeys(("cy", "en"), key)
    return {
        "id": key,
        "slug": slug,
        "kind": kind,
        "joint": False,
        "title": title,
        "place": text("Tref-y-clawdd", "Knighton"),
        "organisations": [
            {"key": "club", "name": text("Clwb Ieuenctid Cwmcynfelyn", "Cwmcynfelyn Youth Club")},
            {"key": "police", "name": text("Heddlu’r Cwm", "Valley Police")},
        ],
        "people": [text("gweithiwr ieuenctid", "a youth worker")],
        "text": text("Gwnaed gwaith da.", "Good work was done."),
        "presenter": None,
        "collected_by": None,
        "also": [],
        **changes,
    }


LANTERN = text("Ymgyrch Llusern", "Operation Lantern")
DOOR = text("Drws Agored", "Open Door")


def section(
    key: str, group: str, name: dict[str, str], awards: list[Raw] | None = None, **changes: Any
) -> Raw:
    """A category; its slug is made of its name, its order is set by `document`."""
    return {
        "key": key,
        "group": group,
        "name": name,
        "slug": {language: name[language].lower().replace(" ", "-") for language in name},
        "definition": text(f"Diffiniad: {name['cy']}.", f"Definition: {name['en']}."),
        "note": None,
        "outcome": "awarded" if awards else "no-award",
        "wording": None,
        "awards": awards or [],
        **changes,
    }


def sections() -> list[Raw]:
    """Overall, one cross-cutting, five themes; in English order, which is not the Welsh one."""
    also = {"also": ["streets-lantern"]}
    return [
        section(
            "overall",
            "overall",
            text("Enillwyr Cyffredinol", "Overall Winners"),
            [
                award("overall-lantern", LANTERN, "overall", joint=True, **also),
                award("overall-door", DOOR, "overall", joint=True),
            ],
            note=text("Fe’u dewiswyd o blith yr enillwyr.", "They were chosen from the winners."),
        ),
        section("team", "cross-cutting", text("Gwobr Tim", "Team Award"), [
            award("team-night", text("Tîm y Nos", "Night Team"), "team",
                  presenter=text("y Maer", "the Mayor"), collected_by=text("y tîm", "the team")),
        ]),
        section("streets", "theme", text("Strydoedd", "Streets"), [
            award("streets-lantern", LANTERN, "winner", joint=True, also=["overall-lantern"]),
            award("streets-watch", text("Gwylio", "Watch"), "winner", joint=True),
            award("streets-lamp", text("Lamp", "Lamp"), "highly-commended"),
        ]),
        section("villages", "theme", text("Llannau", "Villages"), [
            award("villages-hall", text("Y Neuadd", "The Hall"), None),
        ]),
        section("water", "theme", text("Dyfroedd", "Water")),
        section("winter", "theme", text("Lloches", "Winter"), outcome="withheld",
                wording=text("Ni chyrhaeddodd yr un cais y safon.", "No entry met the standard.")),
        section("youth", "theme", text("Ieuenctid", "Youth"), [
            award("youth-saturday", text("Clwb Sadwrn", "Saturday Club"), "winner"),
        ]),
    ]  # fmt: skip


WELSH_ORDER = ["overall", "team", "water", "youth", "villages", "winter", "streets"]
ENGLISH_ORDER = ["overall", "team", "streets", "villages", "water", "winter", "youth"]


def kinds() -> list[Raw]:
    """The kinds of award of the season, in its own order."""
    rows = [
        ("overall", "Enillydd cyffredinol", "Overall winner"),
        ("team", "Gwobr tîm", "Team award"),
        ("winner", "Enillydd", "Winner"),
        ("highly-commended", "Canmoliaeth uchel", "Highly commended"),
    ]
    joint = {
        "overall": text("Cyd-enillydd cyffredinol", "Joint overall winner"),
        "winner": text("Cyd-enillydd", "Joint winner"),
    }
    return [
        {
            "key": key,
            "name": text(cy, en),
            "joint_name": joint.get(key, text(cy, en)),
            "is_commendation": key == "highly-commended",
        }
        for key, cy, en in rows
    ]


def document(**changes: Any) -> Raw:
    """The document of the season, with orders set and totals counted from its awards."""
    raw: Raw = {
        **_identity(),
        **_announcement(),
        "stated": {},
        "counts": {"nominations": 253, "entries": 231, "categories": 6, "panel": 1},
        "ceremony": {
            "venue": text("Prifysgol Aberystwyth", "Aberystwyth University"),
            "host": text("darlledwr", "a broadcaster"),
            "presenters": [text("y Maer", "the Mayor")],
            "attendance": text("dros 120", "over 120"),
        },
        "kinds": kinds(),
        "sections": sections(),
        **changes,
    }
    for each in raw["sections"]:
        each.setdefault("order", _order(each["key"]))
    given = [award for each in raw["sections"] for award in each["awards"]]
    by_kind = Counter(award["kind"] or "unknown" for award in given)
    raw.setdefault("totals", {"awards": len(given), "by_kind": dict(by_kind)})
    return raw


def _identity() -> Raw:
    return {
        "format": "cadair-snapshot/1",
        "season": "valley-2026",
        "programme": "valley",
        "year": 2026,
        "name": text("Gwobrau’r Cwm 2026", "Valley Awards 2026"),
        "programme_name": text("Gwobrau’r Cwm", "Valley Awards"),
        "slug": text("gwobrau-r-cwm", "valley-awards"),
        "organiser": text("Y Rhwydwaith", "The Network"),
        "is_fictional": True,
        "stage": "results",
        "state": "released",
        "completeness": "complete",
    }


def _announcement() -> Raw:
    impact = {
        "key": "impact",
        "name": text("Effaith", "Impact"),
        "asks": [text("Beth newidiodd?", "What changed?")],
        "weight": 1,
    }
    return {
        "introduction": text("Dathlu gwaith da.", "Celebrating good work."),
        "eligibility": text("Gall unrhyw un enwebu.", "Anyone may nominate."),
        "rule_texts": [
            {"key": "ties", "text": text("Y panel sy’n penderfynu.", "The panel decides.")}
        ],
        "timetable": [
            moment("nominations_open", text=text("diwedd Awst", "end of August")),
            moment("nominations_close", at="2026-10-02T16:00:00+00:00"),
            moment("ceremony", on="2026-11-26"),
        ],
        "panel": [{"organisation": text("Y Rhwydwaith", "The Network")}],
        "criteria": [impact],
        "scale": [{"mark": 0, "label": text("Dim tystiolaeth", "No evidence")}],
        "rules": {"version": 1, "sha256": "ab" * 32, "frozen_at": "2026-08-30T08:00:00+00:00"},
    }


def _order(key: str) -> dict[str, int]:
    return {
        language: keys.index(key) if key in keys else len(keys)
        for language, keys in (("cy", WELSH_ORDER), ("en", ENGLISH_ORDER))
    }


def announced(**changes: Any) -> Raw:
    """The same season before its results, a year later."""
    bare = [{**each, "awards": [], "outcome": None, "wording": None} for each in sections()]
    return document(
        **{
            "season": "valley-2027",
            "year": 2027,
            "name": text("Gwobrau’r Cwm 2027", "Valley Awards 2027"),
            "stage": "announced",
            "state": "open",
            "sections": bare,
            "counts": {"categories": 6},
            "ceremony": None,
            **changes,
        }
    )


def moment(key: str, **known: Any) -> Raw:
    """A date of the timetable."""
    return {"key": key, "at": None, "on": None, "text": None, **known}


def publish(raw: Raw, **changes: Any) -> ReleasedSeason:
    """Put a document where the public reads it."""
    ReleasedProgramme.objects.update_or_create(
        key=raw["programme"],
        defaults={
            **_columns("name", raw["programme_name"]),
            **_columns("slug", raw["slug"]),
            **_columns("tagline", text("Dathlu’r cwm", "Celebrating the valley")),
            **_columns("organiser", raw["organiser"]),
            "is_fictional": raw["is_fictional"],
        },
    )
    return ReleasedSeason.objects.create(
        **{
            "season_key": raw["season"],
            "programme_key": raw["programme"],
            "year": raw["year"],
            **_columns("name", raw["name"]),
            "stage": raw["stage"],
            "document": canonical_json(raw).decode(),
            "sha256": sha256_of(raw),
            "version": 1,
            "released_at": RELEASED_AT,
            **changes,
        }
    )


def publish_post(key: str = "save-the-date", **changes: Any) -> ReleasedPost:
    """Put a news item where the public reads it."""
    return ReleasedPost.objects.create(
        **{
            "season_key": "valley-2026",
            "key": key,
            "programme_key": "valley",
            "year": 2026,
            "position": 0,
            **_columns("title", text("Cadwch y dyddiad", "Save the date")),
            **_columns("slug", text("cadwch-y-dyddiad", "save-the-date")),
            **_columns("excerpt", text("Nodwch y dyddiad.", "A date for your diary.")),
            **_columns("body", text("Un.\n\nDau.", "One.\n\nTwo.")),
            "authors": [text("Y Rhwydwaith", "The Network")],
            "tags": [{"key": "dates", **text("Dyddiadau pwysig", "Key dates")}],
            "published_at": datetime(2026, 2, 10, 9, 0, tzinfo=UTC),
            "is_fictional": True,
            **changes,
        }
    )


def parsed(raw: Raw) -> SeasonDocument:
    """The values of a document that is not stored."""
    row = ReleasedSeason(
        document=canonical_json(raw).decode(), sha256="0" * 64, version=1, released_at=RELEASED_AT
    )
    return parse_document(row)


def _columns(name: str, value: dict[str, str]) -> dict[str, str]:
    return {f"{name}_cy": value["cy"], f"{name}_en": value["en"]}
