"""How Django's forms look here: label, hint, error, field, in the order a screen reader needs."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class CadairRenderer(DjangoTemplates):
    """Set as `FORM_RENDERER`: `{{ form }}` gives the error summary and the fields."""

    form_template_name = "shared/forms/form.html"
    field_template_name = "shared/forms/field.html"
