"""What the frame of every form needs: its errors as a list that leads to the fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm


@dataclass(frozen=True, slots=True)
class FormError:
    """One line of the summary; `target` is the id of the control, empty for the whole form."""

    message: str
    target: str = ""


def error_summary(form: BaseForm) -> Sequence[FormError]:
    """The errors of a form for the summary above it: the form's own, then each field's in order.

    Errors of hidden fields have no control a reader could go to, so they lead nowhere.
    """
    found = [FormError(str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else _first_control(field.id_for_label, field.auto_id)
        found.extend(FormError(str(message), target) for message in field.errors)
    return found


def _first_control(label_target: str, auto_id: str | None) -> str:
    """A group of radio buttons has no control of its own: the link leads to its first."""
    return label_target or (f"{auto_id}_0" if auto_id else "")
