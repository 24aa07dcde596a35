"""The embargo, on committed rows, through the real public connection, byte by byte."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from cadair.foundation import clock
from cadair.publishing.actions import announce_season, release_season
from cadair.publishing.tasks import announce_due, publish_due_posts, release_due
from tests.cadair import valley
from tests.cadair.embargo.secrets import Secrets, eve_of_release
from tests.cadair.embargo.visiting import Answer, crawl, visit

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

EVE = valley.MEETING
START = ("/", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/en", "/en/nowhere/", "/cy/unman/")
SEASONS = {"en": "/en/valley-awards/2026/", "cy": "/cy/gwobrau-r-cwm/2026/"}
SECTIONS = {"en": ("asb", "youth", "overall"), "cy": ("asb-cy", "youth-cy", "overall-cy")}
KINDS = ("winner", "highlycommended", "overallwinner")


def guesses() -> list[str]:
    """The addresses that the results will have, and near misses in the wrong language."""
    found = []
    for language, (part, named) in product(("en", "cy"), product(("en", "cy"), repeat=2)):
        season = SEASONS[language]
        suffix = "english" if named == "en" else "cymraeg"
        found += [
            f"{season}{section}/zqawardslug{kind}{suffix}/"
            for section in SECTIONS[part]
            for kind in KINDS
        ]
        news = "news" if part == "en" else "newyddion"
        found += [f"/{language}/{news}/zqnews{key}slug{suffix}/" for key in ("atonce", "someday")]
    for season in SEASONS.values():
        found += [season + name for name in ("results.json", "feed/", "rss.xml", "preview/")]
        found += [season + name for name in ("dates.ics", "dyddiadau.ics")]
        found += [f"{season}?stage=results", f"{season}results.json?version=2"]
    return found


def visit_everything(client: Client) -> dict[str, Answer]:
    linked = crawl(client, [*START, *guesses()])
    # An address with the words of the other language: an old link, a hand-edited `/cy/`.
    swapped = {
        f"/{other}{path.removeprefix(f'/{language}')}"
        for path in linked
        for language, other in (("cy", "en"), ("en", "cy"))
        if path.startswith(f"/{language}/")
    }
    return linked | crawl(client, swapped - set(linked))


def public_answers(client: Client) -> dict[str, Answer]:
    """Without the forms to sign in, which hold a token that is new each time."""
    everything = visit_everything(client)
    return {path: a for path, a in everything.items() if a.route in public_routes() | {""}}


def leaks(answers: dict[str, Answer], words: set[str]) -> list[tuple[str, str]]:
    # An address that was asked for may be repeated to who asked: it says nothing new.
    return [
        (path, word)
        for path, answer in answers.items()
        for word in words
        if word not in path and answer.holds(word)
    ]


def public_routes() -> set[str]:
    """Every route of the areas that anybody may read."""
    found = set()
    for included in get_resolver().url_patterns:
        assert isinstance(included, URLResolver)
        if included.app_name in {"public", "machine"}:
            found |= {str(p.pattern) for p in included.url_patterns if isinstance(p, URLPattern)}
    return found


@pytest.fixture
def on_the_eve() -> tuple[valley.SmallSeason, Secrets]:
    small, secrets = eve_of_release()
    announce_season(season=small.season, by=small.by_organiser)
    return small, secrets


def test_before_release_no_byte_of_any_public_answer_holds_anything_of_the_outcome(
    on_the_eve: tuple[valley.SmallSeason, Secrets], client: Client
) -> None:
    _small, secrets = on_the_eve
    with clock.at(EVE):
        assert (announce_due(), publish_due_posts(), release_due()) == (0, 0, 0)
        answers = visit_everything(client)
    assert leaks(answers, secrets.all) == []
    assert not [answer for answer in answers.values() if answer.status >= 500]
    # The season itself is there to be read: an empty site would prove nothing.
    assert answers[SEASONS["cy"]].status == answers[SEASONS["en"]].status == 200
    assert answers[SEASONS["en"] + "results.json"].status == 404


def test_after_release_everything_public_is_there_in_both_languages_and_nothing_else(
    on_the_eve: tuple[valley.SmallSeason, Secrets], client: Client
) -> None:
    small, secrets = on_the_eve
    with clock.at(valley.RESULTS_AT):
        release_season(season=small.season, by=small.by_organiser)
        publish_due_posts()
        answers = visit_everything(client)
    assert leaks(answers, secrets.never_public) == []
    for language, prefix, other in (("cymraeg", "/cy/", "english"), ("english", "/en/", "cymraeg")):
        pages = [a for p, a in answers.items() if p.startswith(prefix) and a.status == 200]
        for word in secrets.public_later:
            if not word.endswith(other):
                assert any(page.holds(word) for page in pages), (language, word)
    visited = {answer.route for answer in answers.values()}
    assert public_routes() - visited == set(), "a public route that no link and no guess reaches"


def test_the_first_page_after_the_minute_shows_both_languages_at_once(
    on_the_eve: tuple[valley.SmallSeason, Secrets], client: Client
) -> None:
    before = {path: visit(client, path) for path in SEASONS.values()}
    with clock.at(valley.RESULTS_AT):
        release_due()
    after = {path: visit(client, path) for path in SEASONS.values()}
    shown = {path: answer.holds("zqawardtitlewinner") for path, answer in after.items()}
    assert not any(answer.holds("zqawardtitlewinner") for answer in before.values())
    assert shown == dict.fromkeys(SEASONS.values(), True)


@pytest.mark.parametrize(
    ("unreleased", "unknown"),
    [
        ("{season}{section}/zqawardslugwinner{cy_or_en}/", "{season}{section}/zqnothinghere/"),
        ("{season}results.json", "{unknown_season}results.json"),
        ("/{lang}/{news}/zqnewsatonceslug{cy_or_en}/", "/{lang}/{news}/zqnothinghere/"),
    ],
    ids=["award", "data", "news"],
)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_unreleased_address_answers_exactly_as_one_that_never_was(
    on_the_eve: tuple[valley.SmallSeason, Secrets],
    client: Client,
    unreleased: str,
    unknown: str,
    language: str,
) -> None:
    words = {
        "lang": language,
        "season": SEASONS[language],
        "unknown_season": SEASONS[language].replace("2026", "2031"),
        "section": SECTIONS[language][0],
        "news": "newyddion" if language == "cy" else "news",
        "cy_or_en": "cymraeg" if language == "cy" else "english",
    }
    paths = [pattern.format(**words) for pattern in (unreleased, unknown)]
    answers, queries = [], []
    for path in paths:
        with CaptureQueriesContext(connections["public"]) as asked:
            answers.append(visit(client, path))
        queries.append(len(asked))
    assert answers[0].status == 404
    assert answers[0].without(paths[0]) == answers[1].without(paths[1])
    assert queries[0] == queries[1]


def test_a_season_being_set_up_answers_as_a_year_that_never_was(client: Client) -> None:
    valley.small_season()
    for path in ("/en/valley-awards/", "/en/valley-awards/2026/", "/cy/gwobrau-r-cwm/2026/asb-cy/"):
        there = visit(client, path)
        nowhere = visit(client, path.replace("valley", "hill").replace("r-cwm", "r-bryn"))
        assert there.status == 404
        assert there.without(path)[0::2] == nowhere.without(path)[0::2]


def test_a_refused_release_changes_no_byte_that_the_public_gets(
    on_the_eve: tuple[valley.SmallSeason, Secrets], client: Client
) -> None:
    small, _secrets = on_the_eve
    with clock.at(EVE):
        before = public_answers(client)
        with valley.refused("not-yet"):
            release_season(season=small.season, by=small.by_organiser)
        assert public_answers(client) == before
