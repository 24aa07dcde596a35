"""The forms about what may be public of a nominee, and their photo. No box is ticked by us."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.nominations.models import Nominee
from cadair.nominations.publicity import last_statements
from cadair.nominations.states import AgeBand, Capacity, PublicityGiver, PublicityKind

AGES: Final = [(each.value, each.label) for each in AgeBand if each != AgeBand.UNKNOWN]
PICTURES: Final = ".jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp"


def _boxes(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=PublicityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PublicityForm(forms.Form):
    """What somebody agrees to; for a child a parent or carer beside them."""

    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        choices=AGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how old you are")},
    )
    kinds = _boxes(_("This may be public about me"))
    guardian_kinds = _boxes(_("As parent or carer I agree that the child may say yes to this"))
    guardian_name = forms.CharField(
        label=_("Name of the parent or carer"), max_length=200, required=False
    )
    capacity = forms.ChoiceField(
        label=_("You agree as"),
        choices=Capacity.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, nominee: Nominee, is_guardian: bool = False, **kwargs: Any
    ) -> None:
        """Ask only what this person has to say; show what they said last."""
        said = last_statements(nominee)
        own, guardian = said.get(PublicityGiver.NOMINEE), said.get(PublicityGiver.GUARDIAN)
        known = {
            "kinds": own.kinds if own else [],
            "guardian_kinds": guardian.kinds if guardian else [],
            "guardian_name": guardian.name if guardian else "",
            "capacity": guardian.capacity if guardian else "",
        }
        super().__init__(*args, **kwargs)
        self.initial = known
        if nominee.age_band != AgeBand.UNKNOWN:
            del self.fields["age_band"]
        if nominee.age_band != AgeBand.CHILD or not is_guardian:
            for name in ("guardian_kinds", "guardian_name", "capacity"):
                del self.fields[name]

    def spoken(self) -> dict[str, Any]:
        """What the action wants to know."""
        typed = dict(self.cleaned_data)
        if "age_band" in typed:
            typed["age_band"] = AgeBand(typed["age_band"])
        for name in ("kinds", "guardian_kinds"):
            if name in typed:
                typed[name] = [PublicityKind(each) for each in typed[name]]
        return typed


class PhotoForm(forms.Form):
    """A photo, and what it shows."""

    file = forms.FileField(
        label=_("Photo"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": PICTURES}),
    )
    description = forms.CharField(
        label=_("What the photo shows"),
        help_text=_(
            "In a sentence, for people who cannot see it, such as “At the food bank, smiling”."
        ),
        max_length=500,
        required=False,
    )
