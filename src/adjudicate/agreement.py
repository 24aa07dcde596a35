"""`adjudicate agreement`: how far judges agree."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar

from adjudicate import tables as text
from adjudicate.score import corrected, read_ratings
from adjudication.agreement import (
    ICC_KINDS,
    Level,
    Reason,
    alpha,
    icc,
    kendall,
    reliability,
    with_the_rest,
)

Found = TypeVar("Found")

SENTENCES: Final[Mapping[Reason, str]] = {
    Reason.NO_SCORES: "there are no scores",
    Reason.INCOMPLETE: "not every judge scored every entry",
    Reason.ONE_JUDGE: "there is one judge",
    Reason.ONE_ENTRY: "there is one entry",
    Reason.NO_VARIANCE: "all scores are the same",
    Reason.NOTHING_READ_TWICE: "no entry was scored by two judges",
    Reason.NEGATIVE: "a ratio scale has no negative scores",
    Reason.TOO_MANY_VALUES: "there are too many different scores for a ratio scale",
    Reason.TOO_FEW_IN_COMMON: "fewer than two entries were scored by this judge and another",
    Reason.NOT_ESTIMABLE: "worth and chance cannot be told apart with so few scores of each entry",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of scores, and what kind of scale they are on."""
    parser.add_argument("file", metavar="FILE", help="CSV: entry,judge,score[,category]")
    parser.add_argument(
        "--level",
        choices=[level.value for level in Level],
        default=Level.INTERVAL.value,
        help="the scale of the scores, for Krippendorff's alpha (default interval)",
    )


def run(called: argparse.Namespace) -> Mapping[str, object]:
    """Read, and compute each figure that exists; `reasons` says why one does not."""
    ratings = read_ratings(called.file)
    reasons: dict[str, object] = {}

    def known(name: str, found: Found | Reason) -> Found | None:
        if isinstance(found, Reason):
            reasons[name] = SENTENCES[found]
            return None
        return found

    correlations = known("icc", icc(ratings))
    agreed = known("alpha", alpha(ratings, Level(called.level)))
    concordance = known("kendall", kendall(ratings))
    rest = dict(zip(ratings.judges, with_the_rest(ratings), strict=True))
    share = known("reliability", reliability(corrected(ratings)))
    silent = {judge: SENTENCES[why] for judge, why in rest.items() if isinstance(why, Reason)}
    if silent:
        reasons["judges"] = silent
    return {
        "icc": correlations,
        "alpha": agreed,
        "kendall": None if concordance is None else asdict(concordance),
        "judges": [
            {"judge": judge, "spearman_with_rest": None if judge in silent else found}
            for judge, found in rest.items()
        ],
        "reliability": {"single": None, "panel": None} if share is None else asdict(share),
        "reasons": reasons,
    }


def tables(result: Mapping[str, Any]) -> Iterator[str]:
    """The same for people."""
    correlations = result["icc"] or dict.fromkeys(ICC_KINDS)
    yield text.facts("Intraclass correlations", {f"ICC({k})": v for k, v in correlations.items()})
    concordance = result["kendall"] or dict.fromkeys(("w", "chi2", "df", "p"))
    yield text.facts(
        "Agreement",
        {
            "Krippendorff's alpha": result["alpha"],
            **{f"Kendall's {name}": each for name, each in concordance.items()},
            **{f"reliability, {name}": each for name, each in result["reliability"].items()},
        },
    )
    columns = ("judge", "spearman_with_rest")
    yield text.table(
        "Each judge with the mean of the others",
        columns,
        [[judge[key] for key in columns] for judge in result["judges"]],
    )
    reasons = {**result["reasons"]}
    judges = reasons.pop("judges", {})
    lines = [f"{name}: {why}" for name, why in [*reasons.items(), *judges.items()]]
    yield text.sentences("Not known", lines)
