"""The organiser's desk: what the panel reads, before it does; questions to nominators."""
