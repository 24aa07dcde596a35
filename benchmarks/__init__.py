"""Measurements, side by side with a bare page; never part of the test run."""
