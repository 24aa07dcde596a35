"""In which language somebody wants to be written to, about what, and where a message stands."""

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
    STOPPED = "stopped", _("stopped before it left")


DELIVERY_MOVES: Final[dict[Delivery, tuple[Delivery, ...]]] = {
    Delivery.WAITING: (Delivery.SENT, Delivery.FAILED, Delivery.STOPPED),
    Delivery.SENT: (),
    Delivery.FAILED: (),
    Delivery.STOPPED: (),
}


class Topic(TextChoices):
    """What a message is about that nobody must get; each can be stopped by itself (PRI-18)."""

    REMINDERS = "reminders", _("Reminders about forms you have begun")
    MARKING = "marking", _("Reminders of entries that wait for your marks")
    NEWS = "news", _("News of the awards, such as that nominations open")
    ALL = "all", _("Everything that is not about something you did")


class StoppedHow(TextChoices):
    """How a topic came to be stopped for an address."""

    LINK = "link", _("by the link in a message")
    ORGANISER = "organiser", _("by an organiser, on request")
    REFUSED = "refused", _("its mail server takes no mail for it")


class MailingState(TextChoices):
    """Where a message to many stands."""

    DRAFT = "draft", _("being written")
    SENT = "sent", _("sent")
    STOPPED = "stopped", _("stopped on the way")


MAILING_MOVES: Final[dict[MailingState, tuple[MailingState, ...]]] = {
    MailingState.DRAFT: (MailingState.SENT,),
    MailingState.SENT: (MailingState.STOPPED,),
    MailingState.STOPPED: (),
}
