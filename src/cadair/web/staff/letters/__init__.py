"""Letters as the season words them, and messages to many."""
