"""Every change to a season that is not somebody else's."""

from cadair.seasons.actions.opening import close_nominations, freeze_rules, open_season
from cadair.seasons.actions.roles import grant_role

__all__ = ["close_nominations", "freeze_rules", "grant_role", "open_season"]
