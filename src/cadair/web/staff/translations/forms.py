"""The forms of this part of the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.nominations.models import TranslationRules
from cadair.nominations.translations import is_translation_required
from cadair.seasons.models import Season

USUALLY = timedelta(days=10)


class RuleForm(forms.Form):
    """Whether a text waits for its translation, and, where it does not, why."""

    required = forms.ChoiceField(
        label=_("May a judge read and mark what is not translated for them?"),
        choices=[
            ("yes", _("No: they see it once its translation is approved; they wait or abstain.")),
            ("no", _("Yes: they are warned, and decide.")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why may they?"),
        help_text=_("Needed only for the second answer. Kept with the record of the season."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        """As it stands now."""
        rules = TranslationRules.objects.filter(season=season).first()
        now = {
            "required": "yes" if is_translation_required(season) else "no",
            "reason": rules.reason if rules else "",
        }
        super().__init__(*args, **{"initial": now, **kwargs})


class OrderForm(forms.Form):
    """To whom the texts go, and by when they are wanted."""

    translator_name = forms.CharField(label=_("Name of the translator or firm"), max_length=200)
    translator_email = forms.CharField(
        label=_("Their e-mail address"),
        help_text=_(
            "They get a letter with a page of their own, where they take the texts and return "
            "them. Leave it empty to take them the file yourself."
        ),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    due_on = forms.DateField(
        label=_("Wanted by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y"],
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        """Ten days are suggested."""
        super().__init__(data, **options)
        day = clock.to_london(clock.now()).date() + USUALLY
        self.fields["due_on"].initial = day


class ReturnForm(forms.Form):
    """The file with the translations."""

    file = forms.FileField(
        label=_("The file that came back"),
        help_text=_("Word or XLIFF. At most 5 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlf,.xliff"}),
    )
