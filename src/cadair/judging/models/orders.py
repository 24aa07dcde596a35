"""The order that comparisons of two give: made by the worker, made again when they change."""

from __future__ import annotations

from django.db import models

from cadair.judging.models.rounds import Round


class PairOrder(models.Model):
    """How entries of a round stand by its comparisons, best first.

    `found` has one list an entry: its public identity, its ability and the standard error of that
    in thousandths of log odds from the mean. `inputs_sha256` is of the comparisons it is made from.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="pair_order")
    found = models.JSONField(default=list)
    inputs_sha256 = models.CharField(max_length=64)
    found_at = models.DateTimeField()
