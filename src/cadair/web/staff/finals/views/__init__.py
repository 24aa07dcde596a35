"""Typing in from paper, and sifting."""
