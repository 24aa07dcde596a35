"""Production settings with nothing cached, and a bare page to compare with."""

from __future__ import annotations

from cadair.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
