"""A whole season, played by its people in a real browser."""
