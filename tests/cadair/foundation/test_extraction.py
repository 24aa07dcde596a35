"""Every text that asks for a translation is found, in Python and in templates."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from cadair.foundation.catalogue import ROOT
from cadair.foundation.extraction import messages_in, messages_of_template, unreadable_in

PYTHON = """
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _, ngettext, npgettext, pgettext_lazy
from gettext import gettext as foreign

LABEL = _("Label")
LONG = _(
    "A text in "
    "two pieces"
)
ONE = ngettext("%d cat", "%d cats", 2)
MENU = pgettext_lazy("menu", "Open")
BOTH = npgettext("menu", "%d file", "%d files", 2)
NOW = translation.gettext("Now")
NOT_OURS = foreign("Elsewhere")
UNKNOWN = gettext(LABEL)
MADE = gettext(f"Hello {LABEL}")
"""

TEMPLATE = """{% load i18n %}
<h1>{% translate "Results" %}</h1>
{% translate 'Open' context "menu" %}
<p title="{{ _("Close") }}">{{ name|default:_("Nobody") }}</p>
{% blocktranslate with n=name trimmed %}
  Hello {{ n }},
  100% (really)
{% endblocktranslate %}
{% comment %}{% translate "Never" %}{% endcomment %}
{% include "x.html" with title=_("A title (in brackets)") %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one module and one template."""
    (tmp_path / "views.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("{% translate 'Not a template' %}", encoding="utf-8")
    return tmp_path


def found(folder: Path) -> set[tuple[str, str, str]]:
    """Context, text and plural of everything below a folder."""
    return {(m.context, m.msgid, m.plural) for m in messages_in(folder)}


def test_python_is_read_by_what_the_names_stand_for(project: Path) -> None:
    assert found(project / "views.py") == {
        ("", "Label", ""),
        ("", "A text in two pieces", ""),
        ("", "%d cat", "%d cats"),
        ("menu", "Open", ""),
        ("menu", "%d file", "%d files"),
        ("", "Now", ""),
    }


def test_templates_are_read_as_django_reads_them(project: Path) -> None:
    assert found(project / "templates" / "page.html") == {
        ("", "Results", ""),
        ("menu", "Open", ""),
        ("", "Close", ""),
        ("", "Nobody", ""),
        ("", "Hello %(n)s, 100%% (really)", ""),
        ("", "A title (in brackets)", ""),
    }


def test_a_place_is_given_with_every_text(project: Path) -> None:
    lines = {m.msgid: (m.path.name, m.line) for m in messages_in(project)}
    assert lines["Label"] == ("views.py", 6)
    assert lines["Results"] == ("page.html", 2)
    assert "Not a template" not in lines


def test_what_is_not_a_literal_is_reported(project: Path) -> None:
    assert [(u.line, u.source) for u in unreadable_in(project)] == [
        (16, "gettext(LABEL)"),
        (17, "gettext(f'Hello {LABEL}')"),
    ]


def test_a_broken_template_is_named() -> None:
    with pytest.raises(SyntaxError, match=r"bad\.html"):
        list(
            messages_of_template(
                Path("bad.html"), "{% blocktranslate %}{% if a %}{% endblocktranslate %}"
            )
        )


def test_gnu_gettext_finds_the_same_texts_in_our_code(tmp_path: Path) -> None:
    """An independent reading: xgettext over every module of Cadair."""
    assert shutil.which("xgettext"), "install GNU gettext: apt-get install gettext"
    modules = [str(path) for path in sorted(ROOT.rglob("*.py"))]
    output = tmp_path / "messages.pot"
    keywords = ["_", "_now", "gettext_lazy", "pgettext:1c,2", "pgettext_lazy:1c,2"]
    keywords.append("gettext_noop")
    subprocess.run(
        [
            *("xgettext", "--language=Python", "--from-code=UTF-8", "--output", str(output)),
            *(f"--keyword={keyword}" for keyword in keywords),
            *modules,
        ],
        check=True,
    )
    theirs = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(output))}
    ours = {m.key for m in messages_in(ROOT) if m.path.suffix == ".py"}
    assert ours == theirs
