"""How far judges are, in counts."""
