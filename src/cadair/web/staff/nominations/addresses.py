"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from django.urls import URLPattern

NOMINATIONS: list[URLPattern] = []
