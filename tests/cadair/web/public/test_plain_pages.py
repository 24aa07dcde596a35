"""The choice of a language, the plain pages and the living style page."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.web.public import plain_texts
from cadair.web.public.plain_texts import FOLDER, plain_text
from cadair.web.shared.addresses import PLAIN_PAGES
from tests.cadair.web.reading import all_words, get, heading_levels, words

pytestmark = pytest.mark.django_db


def test_the_first_page_lets_choose_and_guesses_nothing(client: Client) -> None:
    first = client.get("/", headers={"accept-language": "cy"})
    second = client.get("/", headers={"accept-language": "en"})
    assert first.status_code == 200
    assert first.content == second.content
    page = get(client, "/")
    assert [(a.get("href"), a.get("hreflang")) for a in page.cssselect("main a")] == [
        ("/cy/", "cy"),
        ("/en/", "en"),
    ]
    assert words(page, "main [lang=en]") == "English Awards in Wales"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLAIN_PAGES)
def test_a_plain_page_has_one_title_and_no_slot_left_open(
    client: Client, name: str, language: Language
) -> None:
    page = get(client, f"/{language}/{PLAIN_PAGES[name].in_language(language)}/")
    levels = heading_levels(page)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert "{" not in words(page)


@pytest.mark.parametrize("name", PLAIN_PAGES)
def test_both_languages_of_a_plain_page_have_the_same_shape(client: Client, name: str) -> None:
    shapes = [
        [element.tag for element in get(client, f"/{language}/{word}/").cssselect("main *")]
        for language, word in PLAIN_PAGES[name].as_dict().items()
    ]
    headings = [[tag for tag in shape if str(tag) in {"h2", "h3"}] for shape in shapes]
    assert headings[0] == headings[1]


def test_html_in_a_text_is_shown_and_not_obeyed(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    source = "# Title\n\n<script>x</script> [link](javascript:alert(1))"
    (folder / "bad.en.md").write_text(source, encoding="utf-8")
    monkeypatch.setattr(plain_texts, "FOLDER", folder)
    title, html = plain_text("bad", "en")
    assert title == "Title"
    assert "&lt;script&gt;" in html
    assert "href" not in html


def test_every_text_has_its_twin() -> None:
    names = {path.name for path in FOLDER.glob("*.md")}
    assert names == {f"{name}.{language}.md" for name in PLAIN_PAGES for language in LANGUAGES}


@pytest.mark.parametrize("path", ["/cy/arddull/", "/en/style/"])
def test_the_style_page_shows_every_part(client: Client, path: str) -> None:
    page = get(client, path)
    for part in (
        ".group--winner",
        ".group--shared",
        ".group--commended",
        ".group--award",
        ".button",
        ".button--gold",
        ".button--quiet",
        ".tag",
        ".notice",
        ".facts",
        ".error-summary",
        ".field--wrong",
        "input[type=radio]",
        "textarea",
    ):
        assert page.cssselect(part), part


def test_a_wrong_field_is_named_in_the_summary_and_described_where_it_stands(
    client: Client,
) -> None:
    page = get(client, "/cy/arddull/")
    link = page.cssselect(".error-summary a")[0]
    assert link.text_content() == "Rhowch eich cyfeiriad e-bost."
    field = page.get_element_by_id(str(link.get("href")).removeprefix("#"))
    assert field.get("aria-invalid") == "true"
    described = [
        page.get_element_by_id(each) for each in str(field.get("aria-describedby")).split()
    ]
    assert "Rhowch eich cyfeiriad e-bost." in described[-1].text_content()
    assert all_words(page, f"label[for={field.get('id')}]") == ["Cyfeiriad e-bost"]


@override_settings(CADAIR_SERVICE={"cy": "Gwobrau’r Sir", "en": "County Awards"})
def test_a_site_with_a_name_of_its_own_wears_it_and_cadair_stays_in_the_footer(
    client: Client,
) -> None:
    assert all_words(get(client, "/"), "h1 [lang]") == ["Gwobrau’r Sir", "County Awards"]
    page = get(client, "/en/news/")
    assert words(page, ".brand") == "County Awards"
    assert all_words(page, "title") == ["News – County Awards"]
    assert "Cadair" in words(page, ".footer__cadair")
    assert words(get(client, "/cy/newyddion/"), ".brand") == "Gwobrau’r Sir"
