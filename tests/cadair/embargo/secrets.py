"""The valley season on the eve of its release, a word of its own in every place that could leak.

Each word (`zq` and a name) occurs nowhere else, so that finding it in a byte of an answer says
exactly what leaked from where.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.judging.models import Scorecard
from cadair.nominations.models import Entry, EntryPerson
from cadair.outcomes.actions import (
    AwardChoice,
    decide_category,
    order_release,
    propose_season,
    seal_season,
)
from cadair.outcomes.states import Outcome
from cadair.people.models import Organisation
from cadair.publishing.models import Post
from cadair.seasons.models import CeremonyFacts
from tests.cadair import valley

WINNER, COMMENDED, LOSER = "Operation Lantern", "Golau’r Stryd", "Saturday Club"


@dataclass
class Secrets:
    """Which words were planted: those that a release makes public, and those it never does."""

    public_later: set[str] = field(default_factory=set)
    never_public: set[str] = field(default_factory=set)

    def later(self, name: str) -> BilingualText:
        """A text in both languages that becomes public with the results."""
        text = BilingualText(f"zq{name}cymraeg", f"zq{name}english")
        self.public_later |= {text.cy, text.en}
        return text

    def never(self, name: str) -> str:
        """A text that stays with those who judge and organise."""
        self.never_public.add(f"zq{name}hidden")
        return f"zq{name}hidden"

    def never_in_both(self, name: str) -> BilingualText:
        """The same in both languages."""
        return BilingualText(self.never(f"{name}cymraeg"), self.never(f"{name}english"))

    @property
    def all(self) -> set[str]:
        """Every word."""
        return self.public_later | self.never_public


def eve_of_release() -> tuple[valley.SmallSeason, Secrets]:
    """Results confirmed, the order to publish waiting, and every word in its place."""
    secrets = Secrets()
    small = valley.in_deciding()
    small.entries = {entry.title: entry for entry in small.season.entries.all()}
    _plant_in_people(small, secrets)
    _plant_in_entries(small, secrets)
    _plant_in_category_and_news(small, secrets)
    with clock.at(valley.MEETING):
        propose_season(season=small.season, by=small.by_organiser)
        _decide(small, secrets)
        valley.approve_texts(small)
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
        order_release(season=small.season, by=small.by_organiser, release_at=valley.RESULTS_AT)
    small.season.refresh_from_db()
    return small, secrets


def _plant_in_people(small: valley.SmallSeason, secrets: Secrets) -> None:
    for judge in small.judges:
        judge.name = secrets.never(f"judge{judge.key}")
        judge.save()
        assert judge.account is not None
        judge.account.name = secrets.never(f"account{judge.key}")
        judge.account.email = f"{secrets.never(f'mail{judge.key}')}@example.org"
        judge.account.save()
    small.organiser.name = secrets.never("organiser")
    small.organiser.save()
    for card in Scorecard.objects.all():
        card.comment = secrets.never("comment")
        card.save()


def _plant_in_entries(small: valley.SmallSeason, secrets: Secrets) -> None:
    for key, title in (("winner", WINNER), ("commended", COMMENDED)):
        entry = small.entries[title]
        _plant_in_entry(entry, secrets, key)
        entry.place_cy, entry.place_en = secrets.later(f"place{key}").as_dict().values()
        entry.save()
        body = entry.bodies.get().organisation
        _rename(body, secrets.later(f"body{key}"))
        entry.people.update(**columns("description", secrets.later(f"role{key}")))
        EntryPerson.objects.create(
            entry=entry,
            position=2,
            name=f"zqconsent{key}both",
            is_name_public=True,
        )
        secrets.public_later.add(f"zqconsent{key}both")
    loser = small.entries[LOSER]
    _plant_in_entry(loser, secrets, "loser")
    loser.place_cy, loser.place_en = secrets.never_in_both("placeloser").as_dict().values()
    loser.save()
    _rename(loser.bodies.get().organisation, secrets.never_in_both("bodyloser"))
    loser.people.update(**columns("description", secrets.never_in_both("roleloser")))


def _plant_in_entry(entry: Entry, secrets: Secrets, key: str) -> None:
    entry.reference = secrets.never(f"reference{key}")
    if entry.title_language == "cy":
        entry.title_cy = secrets.never(f"title{key}")
    else:
        entry.title_en = secrets.never(f"title{key}")
    entry.people.update(name=secrets.never(f"noconsent{key}"))
    nomination = entry.nominations.get()
    nomination.reference = secrets.never(f"form{key}")
    nomination.nominator_name = secrets.never(f"nominator{key}")
    nomination.nominator_email = f"{secrets.never(f'address{key}')}@example.org"
    nomination.nominator_organisation = secrets.never(f"employer{key}")
    nomination.summary = secrets.never(f"summary{key}")
    nomination.answers = {"prevention": secrets.never(f"answer{key}")}
    nomination.panel_summary = nomination.summary
    nomination.panel_answers = nomination.answers
    nomination.save()


def _rename(body: Organisation, name: BilingualText) -> None:
    body.name = name
    body.sort_cy, body.sort_en = sort_key_cy(name.cy), sort_key_en(name.en)
    body.save()


def _plant_in_category_and_news(small: valley.SmallSeason, secrets: Secrets) -> None:
    youth = small.categories["youth"]
    youth.note = secrets.later("note")
    youth.save()
    facts = CeremonyFacts.objects.get(season=small.season)
    facts.presenters = [secrets.later("ceremonypresenter").as_dict()]
    facts.attendance = secrets.later("attendance")
    facts.save()
    for key, moment in (("atonce", valley.RESULTS_AT), ("someday", None)):
        Post.objects.create(
            season=small.season,
            category=small.categories["asb"],
            key=f"news-{key}",
            position=0,
            **columns("title", _news(secrets, key, "title")),
            **columns("slug", _news(secrets, key, "slug")),
            **columns("excerpt", _news(secrets, key, "excerpt")),
            **columns("body", _news(secrets, key, "body")),
            published_at=moment,
        )


def _news(secrets: Secrets, key: str, part: str) -> BilingualText:
    """A text of a news item: one is published with the results, the other has no date at all."""
    name = f"news{key}{part}"
    return secrets.later(name) if key == "atonce" else secrets.never_in_both(name)


def _decide(small: valley.SmallSeason, secrets: Secrets) -> None:
    awards = {
        "asb": [
            _award(small, secrets, "winner", WINNER),
            _award(small, secrets, "highly-commended", COMMENDED),
        ],
        "overall": [_award(small, secrets, "overall-winner", WINNER)],
    }
    for key in ("asb", "youth", "team", "overall"):
        decide_category(
            category=small.categories[key],
            outcome=Outcome.AWARDED if key in awards else Outcome.NO_AWARD,
            reason=BilingualText("", secrets.never(f"reason{key}")),
            reason_language="en",
            decided_by=small.chair if key in ("youth", "team") else small.stand_in,
            by=small.by_organiser,
            awards=awards.get(key, []),
            wording=secrets.later("wordingyouth") if key == "youth" else None,
        )


def _award(small: valley.SmallSeason, secrets: Secrets, kind: str, title: str) -> AwardChoice:
    name = kind.replace("-", "")
    return AwardChoice(
        kind=small.kinds[kind],
        entry=small.entries[title],
        title=secrets.later(f"awardtitle{name}"),
        slug=secrets.later(f"awardslug{name}"),
        text=secrets.later(f"awardtext{name}"),
        presenter=secrets.later(f"presenter{name}"),
        collected_by=secrets.later(f"collector{name}"),
    )
