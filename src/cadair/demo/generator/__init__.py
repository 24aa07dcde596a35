"""Makes the demo season: the same one for the same day and seed, and nobody in it exists."""

from cadair.demo.generator.season import make_season

__all__ = ["make_season"]
