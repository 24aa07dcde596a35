"""No English on a Welsh page: a text without Welsh raises while tests run (WEL-01)."""

from __future__ import annotations

import pytest
from django import forms
from django.core.validators import MaxLengthValidator
from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from cadair.foundation.bilingual import MissingTranslation

UNWRITTEN = "A text that nobody has put into Welsh"


def test_a_text_without_welsh_raises_on_a_welsh_page_and_names_itself() -> None:
    with translation.override("cy"), pytest.raises(MissingTranslation, match=UNWRITTEN):
        gettext(UNWRITTEN)


def test_a_lazy_text_raises_when_it_is_shown() -> None:
    text = gettext_lazy(UNWRITTEN)
    with translation.override("cy"), pytest.raises(MissingTranslation):
        str(text)


def test_a_template_without_welsh_raises() -> None:
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"})
    source = "{% load i18n %}{% translate 'A heading that nobody has put into Welsh' %}"
    with translation.override("cy"), pytest.raises(MissingTranslation, match="A heading"):
        engine.from_string(source).render(Context())


def test_plurals_and_contexts_raise_too() -> None:
    with translation.override("cy"):
        with pytest.raises(MissingTranslation, match="2 of “one”"):
            ngettext("one", "many", 2)
        with pytest.raises(MissingTranslation, match=r"menu \| Open"):
            pgettext("menu", "Open")


def test_english_pages_need_no_catalogue() -> None:
    with translation.override("en"):
        assert gettext(UNWRITTEN) == UNWRITTEN


def test_the_test_survives_other_locale_settings(settings: object) -> None:
    settings.LOCALE_PATHS = []  # type: ignore[attr-defined]
    with translation.override("cy"), pytest.raises(MissingTranslation):
        gettext(UNWRITTEN)


class Form(forms.Form):
    """One field of each kind that the first pages use."""

    email = forms.EmailField()
    note = forms.CharField(validators=[MaxLengthValidator(2)])
    choice = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("data", "field", "welsh"),
    [
        ({}, "email", "Rhaid llenwi’r maes hwn."),
        ({"email": "x"}, "email", "Rhowch gyfeiriad e-bost dilys."),
        (
            {"note": "abc"},
            "note",
            "Mae’r testun yn rhy hir. Uchafswm y nodau: 2. Nodau a ysgrifennwyd: 3.",
        ),
        (
            {"choice": "b"},
            "choice",
            "Dewiswch un o’r opsiynau sydd ar gael. Nid yw hwn yn eu plith: b.",
        ),
    ],
)
def test_errors_of_a_form_are_welsh_on_a_welsh_page(
    data: dict[str, str], field: str, welsh: str
) -> None:
    with translation.override("cy"):
        assert Form(data).errors[field] == [welsh]
