"""The judging record: what came in against what was due, what is worth a look, and the bundle."""
