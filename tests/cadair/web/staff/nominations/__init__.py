"""The organiser’s pages on nominations."""
