"""The desk for nominees and referees: who was told, what they said, who vouches."""
