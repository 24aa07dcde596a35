"""Cadair as its visitors meet it: the real program, a real browser."""
