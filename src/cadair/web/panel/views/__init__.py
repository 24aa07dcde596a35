"""The pages of the panel room."""
