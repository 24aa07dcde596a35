"""Tests of the foundation, and what other tests share of it."""

from __future__ import annotations

from typing import Final

SIAN: Final = "Siân Ŵŷn Llŷr-Ôl"
"""A name that must survive every channel: form, database, file, mail subject, page (WEL-22)."""
