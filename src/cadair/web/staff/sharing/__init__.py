"""The desk for sharing out: who reads what, and whose names are hidden."""
