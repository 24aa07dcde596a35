"""Pages about rounds of judging."""
