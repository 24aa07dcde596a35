"""Letters and messages on the organiser’s desk."""
