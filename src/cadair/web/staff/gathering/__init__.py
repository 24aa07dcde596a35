"""The desk for the panel’s meeting: its day, its papers, and marks that come from outside."""
