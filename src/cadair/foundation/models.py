"""The base of every table that holds something with an identity of its own."""

from __future__ import annotations

import secrets

from django.db import models


def new_public_id() -> str:
    """A random identity of 128 bits, safe to show in an address."""
    return secrets.token_hex(16)


class Record(models.Model):
    """Abstract base: an internal number for joins, a random public identity for the outside."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=32, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """How the audit record names this object: `season:<public id>`."""
        return f"{self._meta.model_name}:{self.public_id}"
