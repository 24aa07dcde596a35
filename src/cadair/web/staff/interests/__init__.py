"""The desk for interests: what judges declared, whom bodies represent, substitutes."""
