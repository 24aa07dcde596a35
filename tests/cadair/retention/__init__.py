"""How long what is kept."""
