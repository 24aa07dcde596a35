"""On behalf of others: keyed in, taken in from a file, sent later with more time."""
