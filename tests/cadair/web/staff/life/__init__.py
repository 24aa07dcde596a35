"""The organiser's desk while a season runs."""
