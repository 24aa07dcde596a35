"""Figures on the organiser’s desk."""
