"""Pages of the organiser’s desk while a season runs."""
