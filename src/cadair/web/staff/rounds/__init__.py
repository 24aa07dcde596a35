"""How categories are judged: rounds set up, begun, closed."""
