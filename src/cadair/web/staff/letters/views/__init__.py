"""The pages of letters and messages."""
