"""The link by which whoever gets a message on a topic stops the topic (PRI-18, RFC 8058).

It names the message and is signed, so that nobody stops somebody else's mail by guessing; the
address it was sent to stands in the outbox and not in the link.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer

from cadair.foundation.bilingual import BilingualText
from cadair.mail.models import OutboxMessage

_signer = Signer(salt="cadair.mail.stop", sep=".")


def stop_page(message: OutboxMessage) -> BilingualText:
    """The absolute addresses of the page; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root or not message.topic:
        return BilingualText()
    token = stop_token(message)
    return BilingualText(
        cy=f"{root}/cy/ateb/stopio/{token}/", en=f"{root}/en/respond/stop/{token}/"
    )


def stop_token(message: OutboxMessage) -> str:
    """What stands in the link of a message."""
    return _signer.sign(message.public_id)


def stopped_by(token: str) -> OutboxMessage | None:
    """The message whose link this is, or None: made up, or forgotten by now."""
    try:
        public_id = _signer.unsign(token)
    except BadSignature:
        return None
    return OutboxMessage.objects.filter(public_id=public_id).exclude(topic="").first()
