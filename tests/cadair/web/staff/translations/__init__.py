"""Translations, on the organiser’s desk."""
