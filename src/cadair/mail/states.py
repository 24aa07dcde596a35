"""In which language somebody wants to be written to, and where a message stands."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailLanguage(TextChoices):
    """The answer to “What language should we use?” (WEL-07); who was not asked gets both."""

    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Welsh and English")


class Delivery(TextChoices):
    """Where a message stands. One that is just being sent is waiting, and held by a worker."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")


DELIVERY_MOVES: Final[dict[Delivery, tuple[Delivery, ...]]] = {
    Delivery.WAITING: (Delivery.SENT, Delivery.FAILED),
    Delivery.SENT: (),
    Delivery.FAILED: (),
}
