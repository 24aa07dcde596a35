"""Data and figures of worked examples others have published, for judging methods to reproduce."""

from __future__ import annotations

from adjudication.ratings import Ratings, ratings

PENICILLIN = """
27 23 26 23 23 21  27 23 26 23 23 21  25 21 25 24 24 20  26 23 25 23 23 20
25 22 26 22 23 20  24 22 25 23 22 19  24 20 23 21 22 19  26 22 26 24 24 21
24 21 24 22 22 20  24 21 24 23 22 19  26 23 26 24 24 21  25 22 26 24 24 20
26 24 26 24 25 22  26 23 26 23 23 20  26 23 25 24 24 22  25 22 25 23 23 20
25 21 24 23 23 20  25 22 24 23 23 19  24 21 23 21 21 19  26 23 26 24 24 21
25 21 24 22 22 18  25 22 25 22 22 20  24 21 24 22 24 19  24 21 24 22 21 18
"""
"""Diameters (mm) on 24 plates of 6 samples; O. L. Davies and P. L. Goldsmith, *Statistical Methods
in Research and Production*, 1972, table 6.6; as analysed in the documentation of lme4."""

DYESTUFF = """
1545 1440 1440 1520 1580  1540 1555 1490 1560 1495  1595 1550 1605 1510 1560
1445 1440 1595 1465 1545  1595 1630 1515 1635 1625  1520 1455 1450 1480 1445
"""
"""Yields of 6 batches, 5 of each; the same book, table 6.3."""

DYESTUFF2 = """
7.298 3.846 2.434 9.566 7.990  5.220 6.556 0.608 11.788 -0.892  0.110 10.386 13.434 5.510 8.166
2.212 4.852 7.092 9.288 4.980  0.282 9.014 4.458 9.446 7.198    1.722 4.782 8.106 0.758 3.758
"""
"""Made-up yields between whose batches there is no variance; G. E. P. Box and G. C. Tiao,
*Bayesian Inference in Statistical Analysis*, 1973, table 5.1.4."""


def penicillin() -> Ratings:
    """Plates as entries, samples as judges: 144 scores, complete."""
    figures = [float(each) for each in PENICILLIN.split()]
    return ratings((f"plate-{n // 6}", f"sample-{n % 6}", each) for n, each in enumerate(figures))


def batches(figures: str) -> Ratings:
    """Batches as entries; every score by another judge."""
    listed = [float(each) for each in figures.split()]
    return ratings((f"batch-{n // 5}", f"judge-{n}", each) for n, each in enumerate(listed))


def table(rows: str) -> Ratings:
    """A row for each entry, a column for each judge, a point where nothing was scored."""
    return ratings(
        (f"entry-{e}", f"judge-{j}", float(score))
        for e, row in enumerate(rows.strip().splitlines())
        for j, score in enumerate(row.split())
        if score != "."
    )


def shrout_and_fleiss() -> Ratings:
    """Six targets by four judges: *Psychological Bulletin* 86, 1979, table 2."""
    return table("9 2 5 8\n6 1 3 2\n8 4 6 8\n7 1 2 6\n10 5 6 9\n6 2 4 7")


def four_observers() -> Ratings:
    """Twelve units by four observers: K. Krippendorff, 2011, part C."""
    return _turned("""
        1 2 3 3 2 1 4 1 2 . . .
        1 2 3 3 2 2 4 1 2 5 . 3
        . 3 3 3 2 3 4 2 2 5 1 .
        1 2 3 3 2 4 4 1 2 5 1 .
    """)


def three_coders() -> Ratings:
    """Fifteen units by three coders: Wikipedia, “Krippendorff's alpha”, computational example."""
    return _turned("""
        . . . . . 3 4 1 2 1 1 3 3 . 3
        1 . 2 1 3 3 4 3 . . . . . . .
        . . 2 1 3 4 4 . 2 1 1 3 3 . 4
    """)


def _turned(rows: str) -> Ratings:
    columns = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    return table("\n".join(" ".join(column) for column in columns))
