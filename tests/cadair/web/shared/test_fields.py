"""How the fields of every form are drawn."""

from __future__ import annotations

from django import forms
from django.utils.html import format_html


class _Form(forms.Form):
    """A form whose hints come from somewhere."""

    typed = forms.CharField(help_text="<img src=x onerror=alert(1)> & more")
    ours = forms.CharField(help_text=format_html("<em>{}</em>", "said"))


def test_a_hint_that_somebody_wrote_is_text_and_never_markup() -> None:
    """Organisers write the hints of their questions; a file gives those of its columns."""
    drawn = str(_Form())
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; more" in drawn
    assert "<img" not in drawn
    assert "<em>said</em>" in drawn
