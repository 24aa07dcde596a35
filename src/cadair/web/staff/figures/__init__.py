"""Figures of a season on the organiser’s desk: charts with tables, and files of them."""
