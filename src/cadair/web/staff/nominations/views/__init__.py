"""Pages of the organiser’s desk on which nominations are looked at and checked."""
