"""Hostile text on its way to the reader: shown to the letter on every public page, never obeyed."""

from __future__ import annotations

import json
from dataclasses import dataclass

import lxml.etree
import lxml.html
import pytest
from django.db import transaction
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.nominations.models import EntryPerson
from cadair.outcomes.actions import (
    AwardChoice,
    decide_category,
    order_release,
    propose_season,
    seal_season,
)
from cadair.outcomes.states import Outcome
from cadair.publishing.actions import announce_season, publish_post, release_season
from cadair.publishing.models import Post
from cadair.seasons.actions import freeze_rules
from cadair.seasons.models import CeremonyFacts, SeasonMoment
from cadair.seasons.validators import SEASON_TEXTS
from tests.cadair import valley
from tests.cadair.embargo.visiting import Answer, crawl
from tests.cadair.hostile.texts import KEPT, in_handfuls

pytestmark = pytest.mark.django_db

SAFE = "Plain words"


@dataclass(frozen=True)
class Site:
    """What the public sees: every answer, before and after the results."""

    announced: dict[str, Answer]
    released: dict[str, Answer]

    def pages(self) -> dict[str, lxml.html.HtmlElement]:
        """The pages of both, as elements."""
        return {
            f"{stage}:{path}": lxml.html.document_fromstring(answer.body.decode())
            for stage, answers in (("before", self.announced), ("after", self.released))
            for path, answer in answers.items()
            if b"Content-Type: text/html" in answer.head
        }


def both(text: str) -> BilingualText:
    return BilingualText(text, text)


def write_everywhere(small: valley.SmallSeason, text: str) -> None:
    """The text in everything that becomes public and has no action of its own yet."""
    season = small.season
    season.name = season.programme.name = season.programme.tagline = both(text)
    season.save()
    season.programme.save()
    names = columns("name", both(text))
    season.award_kinds.update(**names, **columns("joint_name", both(text)))
    season.categories.update(
        **names, **columns("definition", both(text)), **columns("note", both(text))
    )
    season.criteria.update(**columns("name", both(text)), asks=[both(text).as_dict()])
    season.scale.update(**columns("label", both(text)))
    season.texts.filter(key__in=SEASON_TEXTS).update(**columns("text", both(text)))
    facts = CeremonyFacts.objects.get(season=season)
    facts.venue = facts.host = facts.attendance = both(text)
    facts.presenters = [both(text).as_dict()]
    facts.save()
    SeasonMoment.objects.filter(season=season, key="ceremony").update(
        on_date=None, **columns("text", both(text))
    )
    bodies = [*small.bodies.values(), *(judge.seat.organisation for judge in small.judges)]
    for body in bodies:
        body.name = both(text)
        body.sort_cy, body.sort_en = sort_key_cy(text), sort_key_en(text)
        body.save()
    EntryPerson.objects.update(name=text, is_name_public=True)


def a_post(small: valley.SmallSeason, text: str) -> Post:
    return Post.objects.create(
        season=small.season,
        category=small.categories["asb"],
        key="news",
        position=0,
        **columns("title", both(text)),
        **columns("slug", valley.both("newydd", "new")),
        **columns("excerpt", both(text)),
        **columns("body", both(text)),
        authors=[both(text).as_dict()],
        tags=[{"key": "tag", **both(text).as_dict()}],
        published_at=valley.DURING,
    )


def decide(small: valley.SmallSeason, text: str) -> None:
    for key, kind, title, judge in (
        ("asb", "winner", "Operation Lantern", small.stand_in),
        ("youth", "", "", small.chair),
        ("team", "", "", small.chair),
        ("overall", "overall-winner", "Operation Lantern", small.stand_in),
    ):
        choice = AwardChoice(
            kind=small.kinds.get(kind),
            entry=small.entries["Operation Lantern"],
            slug=valley.both("gwobr", "award"),
            title=both(text),
            text=both(text),
            presenter=both(text),
            collected_by=both(text),
        )
        decide_category(
            category=small.categories[key],
            outcome=Outcome.AWARDED if title else Outcome.NO_AWARD,
            reason=both(text),
            reason_language="en",
            decided_by=judge,
            by=small.by_organiser,
            awards=[choice] if title else [],
            wording=both(text),
        )


def site_with(text: str, client: Client) -> Site:
    """The public site of a season in which every text is `text`."""
    small = valley.in_deciding()
    write_everywhere(small, text)
    freeze_rules(small.season)
    with clock.at(valley.MEETING):
        announce_season(season=small.season, by=small.by_organiser)
        post = a_post(small, text)
        announced = crawl(client, ["/", "/sitemap.xml"])
        propose_season(season=small.season, by=small.by_organiser)
        decide(small, text)
        valley.approve_texts(small)
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
        order_release(season=small.season, by=small.by_organiser)
        release_season(season=small.season, by=small.by_organiser)
        post.refresh_from_db()
        publish_post(post=post, by=small.by_organiser)
        return Site(announced, crawl(client, ["/", "/sitemap.xml"]))


def skeleton(page: lxml.html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, in order; no text."""
    return [(str(e.tag), tuple(sorted(map(str, e.attrib)))) for e in page.iter()]


def shown(page: lxml.html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("hostile", in_handfuls(95))
def test_hostile_text_is_shown_to_the_letter_and_obeyed_on_no_page(
    hostile: str, client: Client
) -> None:
    site = site_with(hostile, client)
    statuses = {path: a.status for path, a in (site.announced | site.released).items()}
    assert {status for status in statuses.values() if status >= 400} == set(), statuses
    pages = site.pages()
    assert len(pages) > 30
    for path, page in pages.items():
        assert not page.xpath("//script | //img | //*[@*[starts-with(name(), 'on')]]"), path
        assert not page.xpath("//@href[starts-with(., 'javascript:')]"), path
    text = " ".join(hostile.split())
    for path in ("/cy/gwobrau-r-cwm/2026/", "/en/valley-awards/2026/asb/award/", "/en/news/new/"):
        page = pages[f"after:{path}"]
        assert text in shown(page.cssselect("main")[0]), path
        assert text in shown(page.cssselect("title")[0]), path
    for language, season in (("cy", "gwobrau-r-cwm"), ("en", "valley-awards")):
        data = client.get(f"/{language}/{season}/2026/results.json")
        assert data["Content-Type"].startswith("application/json")
        assert data["X-Content-Type-Options"] == "nosniff"
        award = json.loads(data.content)["awards"][0]
        assert award["title"] == award["text"] == hostile
    lxml.etree.fromstring(site.released["/sitemap.xml"].body)


@pytest.mark.parametrize("text", [" ".join(KEPT[n] for n in ("script", "attribute", "comment"))])
def test_the_pages_of_a_hostile_season_have_the_elements_of_a_harmless_one(
    text: str, client: Client
) -> None:
    skeletons = []
    for each in (SAFE, text):
        with transaction.atomic():
            site = site_with(each, client)
            skeletons.append({path: skeleton(page) for path, page in site.pages().items()})
            transaction.set_rollback(True)
    assert skeletons[0] == skeletons[1]
