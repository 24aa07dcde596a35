"""Tests of the judging record."""
