"""What organisers type in or say themselves in rounds: marks from paper, and their own sift."""
