"""What the worker looks after here: that the heads of the chain reach those who keep them."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.record.actions import send_head
from cadair.record.anchors import heads_to_send


def send_heads_due() -> int:
    """Send the heads of the chain that nobody was sent yet; returns how many heads."""
    worker = Actor.system("worker")
    return len([send_head(head=head, by=worker) for head in heads_to_send()])
