"""What holds for every public page, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client, override_settings

from cadair.foundation.bilingual import Language
from tests.cadair.web import sample
from tests.cadair.web.reading import all_words, attribute, get, heading_levels

pytestmark = pytest.mark.django_db

PAIRS = [
    ("/cy/", "/en/"),
    ("/cy/newyddion/", "/en/news/"),
    ("/cy/newyddion/cadwch-y-dyddiad/", "/en/news/save-the-date/"),
    ("/cy/preifatrwydd/", "/en/privacy/"),
    ("/cy/cwcis/", "/en/cookies/"),
    ("/cy/hygyrchedd/", "/en/accessibility/"),
    ("/cy/cysylltu/", "/en/contact/"),
    ("/cy/arddull/", "/en/style/"),
    (sample.CY, sample.EN),
    (sample.CY + "archif/", sample.EN + "archive/"),
    (sample.CY + "2026/", sample.EN + "2026/"),
    (sample.CY + "2027/", sample.EN + "2027/"),
    (sample.CY + "2026/strydoedd/", sample.EN + "2026/streets/"),
    (
        sample.CY + "2026/strydoedd/streets-lantern/",
        sample.EN + "2026/streets/streets-lantern/",
    ),
]


@pytest.fixture
def site(client: Client) -> Client:
    """A site with a released season, an announced one and news."""
    sample.publish(sample.document())
    sample.publish(sample.announced())
    sample.publish_post()
    return client


@pytest.mark.parametrize(("welsh", "english"), PAIRS, ids=[english for _, english in PAIRS])
def test_the_switch_leads_to_the_same_page_and_keeps_the_query(
    site: Client, welsh: str, english: str
) -> None:
    for here, there, language, name in (
        (welsh, english, "en", "English"),
        (english, welsh, "cy", "Cymraeg"),
    ):
        page = get(site, f"{here}?a=1&b=%C5%B5")
        switch = page.cssselect(".switch")[0]
        assert switch.get("href") == f"{there}?a=1&b=%C5%B5"
        assert (switch.get("lang"), switch.get("hreflang")) == (language, language)
        assert switch.text_content() == name
        links = [a.get("class") for a in page.cssselect("a[href]")]
        assert links[:2] == ["skip", "switch"]


@pytest.mark.parametrize(("welsh", "english"), PAIRS, ids=[english for _, english in PAIRS])
def test_both_languages_name_each_other_and_themselves(
    site: Client, welsh: str, english: str
) -> None:
    root = "http://testserver"
    found = []
    for here in (welsh, english):
        page = get(site, here)
        assert attribute(page, "link[rel=canonical]", "href") == root + here
        links = page.cssselect("link[rel=alternate][hreflang]")
        found.append({link.get("hreflang"): link.get("href") for link in links})
    default = "/" if english == "/en/" else english
    expected = {"cy": root + welsh, "en": root + english, "x-default": root + default}
    assert found == [expected, expected]


@pytest.mark.parametrize("path", [path for pair in PAIRS for path in pair])
def test_a_page_says_its_language_its_title_and_its_headings_in_order(
    site: Client, path: str
) -> None:
    page = get(site, path)
    language: Language = "cy" if path.startswith("/cy/") else "en"
    assert page.get("lang") == language
    assert attribute(page, "meta[property='og:locale']", "content") == f"{language}_GB"
    assert all_words(page, "title")[0]
    levels = heading_levels(page)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", [path for pair in PAIRS for path in pair])
def test_a_page_has_no_script_no_inline_style_and_nothing_from_elsewhere(
    site: Client, path: str
) -> None:
    page = get(site, path)
    assert page.cssselect("script, style, [style], iframe, [onclick], [onload]") == []
    fetched = [e.get("href") for e in page.cssselect("link[rel=stylesheet], link[rel=preload]")]
    assert len(fetched) == 3
    assert all(str(address).startswith("/static/") for address in fetched)
    assert page.cssselect("img[src]") == []
    answer = site.get(path)
    assert "csrf" not in answer.content.decode()


@pytest.mark.parametrize("path", [path for pair in PAIRS for path in pair])
def test_every_page_has_the_four_plain_pages_in_its_footer(site: Client, path: str) -> None:
    expected = (
        ["Hygyrchedd", "Preifatrwydd", "Cwcis", "Cysylltu"]
        if path.startswith("/cy/")
        else ["Accessibility", "Privacy", "Cookies", "Contact"]
    )
    assert all_words(get(site, path), ".footer__links a")[:4] == expected


@pytest.mark.parametrize("language", ["cy", "en"])
def test_no_two_pages_have_the_same_title(site: Client, language: str) -> None:
    paths = [path for pair in PAIRS for path in pair if path.startswith(f"/{language}/")]
    titles = [all_words(get(site, path), "title")[0] for path in paths]
    assert len(set(titles)) == len(titles)


@override_settings(CADAIR_DEMO=True)
def test_demo_mode_is_said_on_every_page(site: Client) -> None:
    for welsh, english in PAIRS:
        assert all_words(get(site, welsh), ".demo") == ["Demo: nid gwasanaeth byw"]
        assert all_words(get(site, english), ".demo") == ["Demo: not a live service"]
    assert all_words(get(site, "/en/nothing/", 404), ".demo") == ["Demo: not a live service"]


@override_settings(CADAIR_DEMO=False)
def test_no_page_says_demo_otherwise(site: Client) -> None:
    assert get(site, "/en/").cssselect(".demo") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("/cy/valley-awards/", sample.CY),
        ("/en/gwobrau-r-cwm/", sample.EN),
        ("/cy/valley-awards/archive/", sample.CY + "archif/"),
        ("/en/gwobrau-r-cwm/archif/", sample.EN + "archive/"),
        ("/cy/valley-awards/2026/", sample.CY + "2026/"),
        ("/cy/valley-awards/2026/streets/", sample.CY + "2026/strydoedd/"),
        ("/en/valley-awards/2026/strydoedd/", sample.EN + "2026/streets/"),
        (
            "/cy/valley-awards/2026/streets/streets-lantern/",
            sample.CY + "2026/strydoedd/streets-lantern/",
        ),
        ("/cy/news/", "/cy/newyddion/"),
        ("/en/newyddion/", "/en/news/"),
        ("/cy/news/save-the-date/", "/cy/newyddion/cadwch-y-dyddiad/"),
        ("/en/newyddion/cadwch-y-dyddiad/", "/en/news/save-the-date/"),
        ("/cy/privacy/", "/cy/preifatrwydd/"),
        ("/en/cwcis/", "/en/cookies/"),
        ("/cy/style/", "/cy/arddull/"),
        ("/cy/valley-awards/2026/results.json", sample.CY + "2026/results.json"),
    ],
)
def test_words_of_the_wrong_language_move_to_the_right_address(
    site: Client, wrong: str, right: str
) -> None:
    answer = site.get(f"{wrong}?a=1")
    assert answer.status_code == 301
    assert answer["Location"] == f"{right}?a=1"
    assert site.get(right).status_code == 200


@pytest.mark.parametrize("path", ["/en", "/en/news", sample.CY.rstrip("/"), sample.EN + "2026"])
def test_a_missing_last_slash_is_added(site: Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 301
    assert answer["Location"] == f"{path}/"
