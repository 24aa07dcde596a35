"""Personal data in this app."""
