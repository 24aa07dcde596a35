"""Words in templates: counted things, dates, lists and texts in one of two languages.

`{% load cadair_text %}`. Everything is said in the reader's language and escaped. A sentence is
never built around a result (WEL-17): it stands after a colon, in its own line or cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cadair.foundation import forms
from cadair.foundation.bilingual import (
    LANGUAGES,
    BilingualText,
    Language,
    active_language,
    other_language,
)
from cadair.foundation.welsh import dates, lists, plurals

register = template.Library()


@register.simple_tag(name="counted")
def counted_tag(noun: str, number: int) -> str:
    """`{% counted "award" total %}` → “33 gwobr”, “33 awards”."""
    return plurals.counted(noun, number, active_language())


@register.filter
def long_date(day: date | datetime) -> str:
    """`{{ ceremony|long_date }}` → “27 Tachwedd 2025”."""
    return dates.long_date(day, active_language())


@register.filter
def weekday_date(day: date | datetime) -> str:
    """`{{ ceremony|weekday_date }}` → “Dydd Iau, 27 Tachwedd 2025”."""
    return dates.weekday_date(day, active_language())


@register.filter
def date_time(moment: datetime) -> str:
    """`{{ closes_at|date_time }}` → “2 Hydref 2026 am 17:00”."""
    return dates.date_time(moment, active_language())


@register.filter
def weekday_date_time(moment: datetime) -> str:
    """`{{ closes_at|weekday_date_time }}` → “Dydd Gwener, 2 Hydref 2026 am 17:00”."""
    return dates.weekday_date_time(moment, active_language())


@register.filter
def month_year(day: date | datetime) -> str:
    """`{{ published_at|month_year }}` → “Tachwedd 2025”."""
    return dates.month_year(day, active_language())


@register.filter
def machine_date(day: date | datetime) -> str:
    """`<time datetime="{{ closes_at|machine_date }}">` → “2026-10-02T16:00:00Z”."""
    return dates.machine_date(day)


@register.filter
def bilingual(text: BilingualText) -> str:
    """`{{ name|bilingual }}` → the text in the reader's language.

    Raises:
        MissingTranslation: nobody has written it in that language.
    """
    return text.in_language(active_language())


@register.filter
def joined(names: Iterable[str | BilingualText]) -> str:
    """`{{ organisations|joined }}` → “Abertawe, Caerdydd a Wrecsam”."""
    return lists.joined([str(name) for name in names], active_language())


@register.filter
def joined_people(names: Iterable[str]) -> str:
    """`{{ winners|joined_people }}` → “Siân a Carys”: names of people are never mutated."""
    return lists.joined(names, active_language(), are_people=True)


@register.filter
def with_lang(text: object, language: str) -> str | SafeString:
    """`{{ entry.title|with_lang:entry.language }}`: marked up when it is not the page's language.

    A screen reader then reads it with the right voice (WEL-04).

    Raises:
        ValueError: `language` is neither `cy` nor `en`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"a text is in cy or en, not in “{language}”")
    if language == active_language():
        return str(text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.simple_tag
def other_lang() -> Language:
    """`<a lang="{% other_lang %}">` → “cy” on an English page, “en” on a Welsh one."""
    return other_language(active_language())


@register.filter
def error_summary(form: BaseForm) -> Sequence[forms.FormError]:
    """`{% for error in form|error_summary %}`: each has a `message` and leads to a `target`."""
    return forms.error_summary(form)
