"""The judging record on the organiser’s desk: does it add up, what stands out, take it away."""
