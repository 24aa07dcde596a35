"""Addresses. Nominating: from the first page to the state of what was sent in."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
