"""Welsh and English as equals, held by machine over every catalogue, template and module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.urls import get_resolver

from cadair.foundation.catalogue import (
    PLURAL_RULE,
    Translation,
    borrowed_messages,
    catalogues,
    contradictions,
    header,
    missing,
    own_messages,
    translations,
    unreadable,
    unused,
)
from cadair.foundation.welsh.lists import undecided
from cadair.foundation.welsh.slugs import RESERVED
from tests.structure import languages
from tests.structure.languages import TEMPLATES, where
from tests.structure.source import modules_under

pytestmark = pytest.mark.static

KNOWN = tuple(translations())
OWN = tuple(own_messages())
BORROWED = tuple(borrowed_messages())
MODULES = tuple(m for m in modules_under("src/cadair") if "/management/" not in m.where)
WRITES_DATES = {"src/cadair/foundation/welsh/dates.py"}

SLOTS_THAT_DO_NOT_MUTATE = {
    "Closer than %(window)s: %(entries)s. The panel should discuss them.": "a figure",
}
"""Texts whose Welsh has a slot after a mutating word, each with the reason why it may."""


SPEAKS_BY_ITSELF = {
    "src/cadair/web/public/templates/public/choose.html": "asks for the language, in both",
    "src/cadair/web/public/templates/public/style.html": "shows names of colours and letters",
}
"""Templates with words of their own, each with the reason."""


def of(translation: Translation) -> str:
    """A text by its place, for the report of a test."""
    return f"{where(translation.catalogue)}:{translation.line} “{translation.msgid}”"


def broken(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Only those places where something was found."""
    return {place: what for place, what in found.items() if what}


# --- catalogues ---------------------------------------------------------------------------------


def test_every_text_that_asks_for_a_translation_has_welsh() -> None:
    report = [f"{where(m.path)}:{m.line} “{m.msgid}”" for m in missing(OWN, KNOWN)]
    assert report == []


def test_everything_django_and_allauth_say_to_readers_has_welsh() -> None:
    assert [m.msgid for m in missing(BORROWED, KNOWN)] == []


def test_every_call_for_a_translation_can_be_read_by_tools() -> None:
    assert [f"{where(u.path)}:{u.line} {u.source}" for u in unreadable()] == []


def test_no_catalogue_holds_a_text_that_nothing_asks_for() -> None:
    assert [of(t) for t in unused((*OWN, *BORROWED), KNOWN)] == []


def test_no_two_catalogues_put_the_same_text_differently() -> None:
    assert [(of(one), of(two)) for one, two in contradictions(KNOWN)] == []


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parents[3].name)
def test_every_catalogue_is_welsh_with_six_plural_forms(path: Path) -> None:
    assert header(path)["Language"] == "cy"
    assert header(path)["Plural-Forms"] == PLURAL_RULE
    assert header(path)["Content-Type"] == "text/plain; charset=UTF-8"


def test_every_text_is_translated_and_marked_until_a_translator_signs_it_off() -> None:
    states = {of(t): t.state for t in KNOWN}
    unmarked = {k: s for k, s in states.items() if s not in {"awaiting review", "signed off"}}
    assert unmarked == {}


def test_placeholders_are_the_same_in_both_languages() -> None:
    found = {}
    for t in KNOWN:
        for form in t.welsh:
            english = [t.msgid, t.plural] if t.plural else [t.msgid]
            differences = [languages.differing_placeholders(text, form) for text in english]
            found[of(t)] = min(differences, key=len)
    assert broken(found) == {}


def test_django_plurals_have_all_six_forms() -> None:
    assert {of(t): len(t.welsh) for t in KNOWN if t.plural and len(t.welsh) != 6} == {}


# --- Welsh as it is written ---------------------------------------------------------------------


def test_no_slot_stands_where_welsh_would_mutate_what_is_put_in() -> None:
    found = {
        of(t): [slot for form in t.welsh for slot in languages.mutating_slots(form)]
        for t in KNOWN
        if t.msgid not in SLOTS_THAT_DO_NOT_MUTATE
    }
    assert broken(found) == {}


def test_every_exception_is_still_needed() -> None:
    slots = {t.msgid for t in KNOWN if any(languages.mutating_slots(form) for form in t.welsh)}
    assert set(SLOTS_THAT_DO_NOT_MUTATE) <= slots


def test_apostrophes_and_quotation_marks_are_real_and_no_ampersand_is_welsh() -> None:
    assert broken({of(t): languages.wrong_signs(" ".join(t.welsh)) for t in KNOWN}) == {}


def test_our_english_has_real_apostrophes_too() -> None:
    assert broken({m.msgid: languages.wrong_signs(m.msgid) for m in OWN}) == {}


def test_the_glossary_is_kept_in_welsh() -> None:
    words = languages.forbidden_words("cy")
    assert words
    found = {
        of(t): [
            f"{w.word}: say {w.use}" for w in languages.forbidden_in(" ".join(t.welsh), "cy", words)
        ]
        for t in KNOWN
    }
    assert broken(found) == {}


def test_the_glossary_is_kept_in_our_english() -> None:
    words = languages.forbidden_words("en")
    assert words
    found = {
        m.msgid: [f"{w.word}: say {w.use}" for w in languages.forbidden_in(m.msgid, "en", words)]
        for m in OWN
    }
    assert broken(found) == {}


def test_yes_and_no_are_never_one_text_for_all_questions() -> None:
    """Welsh answers each question with its own verb: Ydw, Oes, Ie, Cytuno (WEL-16)."""
    shared = {"yes", "no", "agree", "disagree", "true", "false"}
    assert [m.msgid for m in OWN if m.msgid.casefold().rstrip(".!") in shared] == []
    for module in MODULES:
        names = {n.id for n in ast.walk(module.tree) if isinstance(n, ast.Name)}
        names |= {n.attr for n in ast.walk(module.tree) if isinstance(n, ast.Attribute)}
        assert names.isdisjoint({"NullBooleanField", "NullBooleanSelect"}), module.where


def test_every_name_of_the_archives_has_a_form_after_a_or_ac() -> None:
    """So that a Welsh list of them needs no comma in the place of “a” (see `welsh.lists`)."""
    assert languages.names_in_archives()
    assert undecided(languages.names_in_archives()) == ()


# --- modules ------------------------------------------------------------------------------------


def test_no_module_counts_with_gettext() -> None:
    assert broken({m.where: list(languages.own_plurals(m.tree)) for m in MODULES}) == {}


def test_dates_become_words_in_one_place() -> None:
    others = [m for m in MODULES if m.where not in WRITES_DATES]
    assert broken({m.where: list(languages.date_words(m.tree)) for m in others}) == {}


def test_no_text_has_a_date_written_into_it() -> None:
    found = {m.msgid: languages.written_dates(m.msgid) for m in OWN}
    found |= {of(t): languages.written_dates(" ".join(t.welsh)) for t in KNOWN}
    assert broken(found) == {}


def test_no_module_speaks_to_readers_in_one_language_only() -> None:
    """The console (`config`) is left out: it speaks English to whoever runs the server."""
    others = [m for m in MODULES if not m.where.startswith("src/cadair/config/")]
    assert broken({m.where: list(languages.untranslated_literals(m.tree)) for m in others}) == {}


def test_no_programme_can_take_the_address_of_a_page() -> None:
    """Every fixed word after the language is reserved, so that no slug can hide its page."""
    words = languages.fixed_words(get_resolver())
    assert {"newyddion", "news"} <= words
    assert words - RESERVED["cy"] - RESERVED["en"] == set()


# --- templates ----------------------------------------------------------------------------------


def source(path: Path) -> str:
    """The text of a template."""
    return path.read_text(encoding="utf-8")


def test_there_are_modules_templates_and_texts_to_look_at() -> None:
    assert len(MODULES) > 50
    assert TEMPLATES
    assert len(OWN) > 50
    assert len(KNOWN) > 100


def test_no_template_writes_a_date_or_counts_by_itself() -> None:
    found = {where(p): languages.DATE_FILTER.findall(source(p)) for p in TEMPLATES}
    found |= {f"{where(p)} (date)": languages.written_dates(source(p)) for p in TEMPLATES}
    assert broken(found) == {}


def test_every_language_mark_of_a_template_is_one_there_is() -> None:
    assert broken({where(p): languages.wrong_langs(source(p)) for p in TEMPLATES}) == {}


def test_no_template_speaks_in_one_language_only() -> None:
    assert set(SPEAKS_BY_ITSELF) <= {where(p) for p in TEMPLATES}
    pages = [
        p for p in TEMPLATES if languages.is_page_template(p) and where(p) not in SPEAKS_BY_ITSELF
    ]
    assert broken({where(p): languages.untranslated_prose(source(p)) for p in pages}) == {}


# --- the lints themselves can fail --------------------------------------------------------------


@pytest.mark.parametrize(
    "welsh",
    [
        "Beirniaid yn %(place)s",
        "yng %(place)s",
        "I %(name)s",
        "enwebiad gan “%(name)s”",
        "Barod a {name}",
        "o {{ place }}",
        "y %s",
        "i’r %(panel)s",
        "gyda’i %(name)s",
        "Hyd at %d",
    ],
)
def test_a_mutating_slot_is_found(welsh: str) -> None:
    assert languages.mutating_slots(welsh)


@pytest.mark.parametrize(
    "welsh", ["Lle: %(place)s", "Cymru – %(place)s", "Nifer y ceisiadau: %(n)s", "mewn %(n)s", "%s"]
)
def test_label_and_value_is_no_mutating_slot(welsh: str) -> None:
    assert languages.mutating_slots(welsh) == []


def test_wrong_signs_are_found_outside_of_tags_only() -> None:
    assert languages.wrong_signs("Gwobrau'r Cwm & mwy") == ["'", "&"]
    assert languages.wrong_signs('<a href="/?a=1&b=2">Gwobrau’r Cwm</a>') == []


def test_differing_placeholders_are_found() -> None:
    assert languages.differing_placeholders("%(a)s of %(b)s", "%(b)s: %(a)s") == []
    assert languages.differing_placeholders("%(a)s, %(a)s {b}", "%(a)s") == ["%(a)s", "{b}"]


def test_forbidden_words_are_found_mutated_and_whole_only() -> None:
    words = languages.forbidden_words("cy")

    def found(text: str) -> set[str]:
        return {word.word for word in languages.forbidden_in(text, "cy", words)}

    assert found("Datganwch eich diddordebau") == {"diddordebau"}
    assert found("Y ddau farnwr") == {"barnwr"}
    assert found("Datganwch eich buddiannau; mae’n ddiddorol") == set()


@pytest.mark.parametrize(
    "code",
    [
        "x.strftime('%d %B')",
        "x.strftime(FORMAT)",
        "f'{x:%d %B}'",
        "from django.utils.formats import date_format",
        "from django.utils.dateformat import format",
    ],
)
def test_a_module_that_writes_dates_is_found(code: str) -> None:
    assert list(languages.date_words(ast.parse(code)))


def test_figures_for_machines_are_no_words() -> None:
    code = "f'{x:%Y-%m-%d %H:%M}'; x.strftime('%Y-%m-%dT%H:%M:%SZ')"
    assert list(languages.date_words(ast.parse(code))) == []


@pytest.mark.parametrize(
    "code",
    [
        "raise NotNow('closed', 'It is closed.')",
        "raise foundation.NotAllowed('x', f'Not {you}')",
        "CharField(label='Your name')",
        "ValidationError('Too late.')",
    ],
)
def test_a_module_that_speaks_english_only_is_found(code: str) -> None:
    assert list(languages.untranslated_literals(ast.parse(code)))


def test_a_module_that_asks_for_a_translation_is_not() -> None:
    code = "NotNow('closed', _('It is closed.'))\nCharField(label=_('Your name'))"
    assert list(languages.untranslated_literals(ast.parse(code))) == []


def test_a_plural_of_gettext_is_found() -> None:
    code = "from django.utils.translation import ngettext_lazy as _n"
    assert list(languages.own_plurals(ast.parse(code))) == ["line 1: ngettext_lazy"]


@pytest.mark.parametrize(
    "text",
    ["{{ day|date:'j F' }}", "{% now 'Y' %}", "{% blocktranslate count n=x %}", "{{ b|yesno }}"],
)
def test_a_template_that_writes_dates_or_counts_is_found(text: str) -> None:
    assert languages.DATE_FILTER.search(text)


def test_a_date_written_by_hand_is_found() -> None:
    assert languages.written_dates("on 27 November 2025, in Mai 2026") == [
        "27 November",
        "Mai 2026",
    ]
    assert languages.written_dates("You may 3 times; May I?") == []


def test_a_wrong_language_mark_is_found() -> None:
    assert languages.wrong_langs('<p lang="wl"><a hreflang="en-UK">') == [
        "lang='wl'",
        "hreflang='en-UK'",
    ]
    assert languages.wrong_langs('<html lang="en">')
    assert languages.wrong_langs('<html lang="{{ page.language }}"><a hreflang="x-default">') == []


def test_a_template_that_speaks_english_only_is_found() -> None:
    template = '<p title="More">Hello {{ name }}</p>{# note #}<script>var a;</script>'
    assert languages.untranslated_prose(template) == ["More", "Hello"]
    both = (
        '{% translate "Hello" %} Cadair <span lang="cy">Helo</span> &nbsp; '
        "{% blocktranslate %}Hi{% endblocktranslate %}"
        "<p aria-label=\"{% translate 'More' %}\">{{ x }}</p>"
    )
    assert languages.untranslated_prose(both) == []
