"""What a judge says of a day, and what becomes of marks that come from outside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CanCome(models.TextChoices):
    """Whether a judge can come to a meeting then."""

    YES = "yes", _("Yes, I can come")
    IF_NEED_BE = "if-need-be", _("Only if need be")
    NO = "no", _("No, I cannot come")


class ImportState(models.TextChoices):
    """What became of a table of marks."""

    WAITING = "waiting", _("waits for a second person")
    TAKEN = "taken", pgettext_lazy("marks", "taken in")
    REFUSED = "refused", pgettext_lazy("marks", "refused")


IMPORT_MOVES: dict[ImportState, tuple[ImportState, ...]] = {
    ImportState.WAITING: (ImportState.TAKEN, ImportState.REFUSED),
    ImportState.TAKEN: (),
    ImportState.REFUSED: (),
}
