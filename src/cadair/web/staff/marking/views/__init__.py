"""How far judges are."""
