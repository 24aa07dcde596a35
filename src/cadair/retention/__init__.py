"""What was kept long enough goes: the rules, what is held back, the looking once a day."""
