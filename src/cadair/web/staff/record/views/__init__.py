"""Views of the judging record."""
