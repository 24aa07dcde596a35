"""The judging core: marks in, scores and suggestions out, every step explained.

Values in, values out: no Django, no clock, no files, no hidden randomness. Ids are plain strings
and mean nothing here; figures are exact fractions; explanations are data without a language.
"""
