"""Addresses. The judge’s desk: declaring, reading, marking, locking."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
