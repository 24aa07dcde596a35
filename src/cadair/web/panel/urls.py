"""Addresses. The panel room: suggestions, decisions, award texts, confirming and publishing."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
