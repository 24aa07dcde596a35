"""On behalf of others, on the organiser’s desk."""
