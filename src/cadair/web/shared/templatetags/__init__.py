"""Template tags of the pages behind sign-in."""
