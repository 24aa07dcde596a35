"""The page of the figures, and the file of them."""
