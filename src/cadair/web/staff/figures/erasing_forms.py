"""Forms with which one person is taken out: who it is, then what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.nominations.models import Entry, Evidence
from cadair.retention.naming import Named
from cadair.retention.states import ErasureGround

MOST = 2_000


class PersonForm(forms.Form):
    """Somebody’s name in every way in which it is written, and their addresses."""

    names = forms.CharField(
        label=_("Name"),
        help_text=_(
            "One on each line: the full name, then other ways in which it is written, such as a "
            "short form or a name before marriage. A first name alone is found wherever it stands, "
            "so leave it out unless nobody else has it."
        ),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    addresses = forms.CharField(
        label=_("E-mail address"),
        help_text=_("One on each line. Nominations that were sent from it lose their sender."),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Something that can be looked for."""
        typed = super().clean() or {}
        self.person = Named.of(
            str(typed.get("names", "")).splitlines(), str(typed.get("addresses", "")).splitlines()
        )
        if not self.errors and not self.person:
            raise ValidationError(
                _("Give a name of three letters or more, or an e-mail address."), code="nobody"
            )
        return typed


class ErasingForm(forms.Form):
    """What speaks of somebody else, which files go, and on what ground."""

    apart = forms.MultipleChoiceField(
        label=_("These speak of somebody else of the same name"),
        help_text=_("Tick whatever must stay as it is. Open each one first if you are not sure."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attached = forms.MultipleChoiceField(
        label=_("These files go too"),
        help_text=_(
            "Nothing can be taken out of a file. Clear the tick only of one that does not name the "
            "person."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ground = forms.ChoiceField(
        label=_("Why are they taken out?"),
        choices=ErasureGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why they are taken out.")},
    )
    is_sure = forms.MultipleChoiceField(
        label=_("This cannot be undone"),
        choices=[("on", _("I have looked at what is named above."))],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the box: what is taken out cannot be brought back.")},
    )

    def __init__(
        self, *args: Any, entries: Sequence[Entry], files: Sequence[Evidence], **kwargs: Any
    ) -> None:
        """Only what names the person can be chosen."""
        super().__init__(*args, **kwargs)
        self.entries, self.evidence = entries, files
        apart = [(each.public_id, f"{each.reference} · {each.title}") for each in entries]
        sent = [(each.public_id, each.file.name if each.file else "") for each in files]
        cast("forms.MultipleChoiceField", self.fields["apart"]).choices = apart
        cast("forms.MultipleChoiceField", self.fields["attached"]).choices = sent
        self.initial.setdefault("attached", [each.public_id for each in files])
        for name, offered in (("apart", apart), ("attached", sent)):
            if not offered:
                del self.fields[name]

    @property
    def chosen_apart(self) -> list[int]:
        """The ids of entries that speak of somebody else."""
        chosen = self.cleaned_data.get("apart", ())
        return [each.pk for each in self.entries if each.public_id in chosen]

    @property
    def chosen_files(self) -> list[Evidence]:
        """The files that go."""
        chosen = self.cleaned_data.get("attached", ())
        return [each for each in self.evidence if each.public_id in chosen]
