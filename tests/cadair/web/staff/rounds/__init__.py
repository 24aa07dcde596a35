"""Rounds of judging, for organisers."""
