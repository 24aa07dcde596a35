"""Two crossed random effects, solved directly: one side eliminated, the other factored.

The model is y = Xβ + Zu + Wv + e, with a mean β for each category, independent effects u and v of
two crossed factors and a remainder e. The factor with more levels (“inner”) has a diagonal in
Henderson's equations and is eliminated; what is left are symmetric positive definite matrices over
the other (“outer”) factor and the means, one for each connected part, which are small and dense.

Everything is relative to the variance of the remainder, as ratios γ = σ²(factor) ÷ σ²(remainder),
so that a variance of exactly 0 is an ordinary value. Sources: C. R. Henderson, *Biometrics* 31,
1975; D. M. Bates, “lme4: Mixed-effects modeling with R”, chapter 5 (spherical effects).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_solve
from scipy.linalg.lapack import dpotrf, dpotri
from scipy.sparse.csgraph import connected_components

from adjudication.errors import TooManyLevels

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
Matrix: TypeAlias = Floats | sparse.csr_array

MOST_COLUMNS = 14_000
"""Columns of one dense part: 1.6 GB. A season has hundreds; a public vote is eliminated."""

_SMALL_PART = 200
"""Parts of fewer columns are solved together: a matrix of 200 costs no more than 20 of 10."""

_DENSE_SHARE = 0.1
"""Above this share of filled cells a matrix is multiplied as a dense one."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A set of inner levels, outer levels and means that no score connects with any other.

    `columns` are outer levels first (`outers` of them), then means; `rows` are inner levels.
    `counts[i, c]` says how many scores of row i belong to column c; `both` is the same for two
    columns; both are dense or both sparse. `sizes` are the numbers of scores of the rows.
    """

    rows: Whole
    columns: Whole
    outers: int
    counts: Matrix
    both: Matrix
    sizes: Floats

    def weighted(self, weights: Floats) -> Matrix:
        """counts' · diag(weights) · counts."""
        if isinstance(self.counts, np.ndarray):
            found: Floats = self.counts.T @ (weights[:, None] * self.counts)
            return found
        return sparse.csr_array(self.counts.T @ (sparse.diags_array(weights) @ self.counts))


@dataclass(frozen=True, eq=False)
class Design:
    """Who scored what: for each score its inner level, its outer level and its mean (category)."""

    inner: Whole
    outer: Whole
    mean: Whole
    inners: int
    outers: int
    means: int

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The independent systems, small ones put together.

        Raises:
            TooManyLevels: a connected part has more than `MOST_COLUMNS` columns.
        """
        columns = self.outers + self.means
        ones = np.ones(len(self.inner))
        rows = np.concatenate([self.inner, self.inner])
        across = np.concatenate([self.outer, self.outers + self.mean])
        counts = sparse.csr_array(
            (np.concatenate([ones, ones]), (rows, across)), shape=(self.inners, columns)
        )
        pair = sparse.csr_array((ones, (self.outer, self.outers + self.mean)), (columns, columns))
        diagonal = sparse.diags_array(np.bincount(across, minlength=columns).astype(float))
        both = sparse.csr_array(pair + pair.T + diagonal)
        return tuple(_part(counts, both, self.outers, chosen) for chosen in _packed(counts))

    @property
    def scores(self) -> int:
        """How many scores there are."""
        return len(self.inner)


def _packed(counts: sparse.csr_array) -> list[tuple[Whole, Whole]]:
    """Rows and columns of each part to be solved, connected parts never divided."""
    rows, columns = counts.shape
    graph = sparse.block_array([[None, counts], [counts.T, None]], format="csr")
    found, label = connected_components(graph, directed=False)
    size = np.bincount(label[rows:], minlength=found)
    if found and size.max() > MOST_COLUMNS:
        raise TooManyLevels(levels=int(size.max()), most=MOST_COLUMNS)
    order = np.argsort(size, kind="stable")
    bundle = np.empty(found, dtype=np.int64)
    bundle[order] = np.cumsum(size[order]) // _SMALL_PART
    bundle[size > _SMALL_PART] = found + np.flatnonzero(size > _SMALL_PART) + columns
    _, of_part = np.unique(bundle[label], return_inverse=True)
    sorted_rows = _groups(of_part[:rows])
    sorted_columns = _groups(of_part[rows:])
    return list(zip(sorted_rows, sorted_columns, strict=True))


def _groups(labels: Whole) -> list[Whole]:
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.cumsum(np.bincount(labels))[:-1])


def _part(
    counts: sparse.csr_array, both: sparse.csr_array, outers: int, chosen: tuple[Whole, Whole]
) -> Part:
    rows, columns = chosen
    own: sparse.csr_array = counts[rows][:, columns]
    between: sparse.csr_array = both[columns][:, columns]
    of_outer = int(np.searchsorted(columns, outers))
    sizes = np.asarray(own[:, :of_outer].sum(axis=1)).ravel()
    if own.nnz > _DENSE_SHARE * len(rows) * len(columns) or len(columns) <= _SMALL_PART:
        return Part(rows, columns, of_outer, own.toarray(), between.toarray(), sizes)
    return Part(rows, columns, of_outer, own, between, sizes)


class Solved:
    """The equations at one pair of ratios, factored. Figures are in units of the remainder.

    `logdet` is log|V| + log|X'V⁻¹X| of the relative covariance V of all scores.
    """

    def __init__(self, design: Design, inner_ratio: float, outer_ratio: float) -> None:
        """Factor every part; `inner_ratio` and `outer_ratio` are γ of the two factors, ≥ 0."""
        self.design = design
        self.inner_ratio = inner_ratio
        self.outer_ratio = outer_ratio
        self.shrunk = np.empty(design.inners)
        self.factors: list[Floats] = []
        self.logdet = 0.0
        for part in design.parts:
            self._add(part)

    def _add(self, part: Part) -> None:
        weights = self.inner_ratio / (1 + part.sizes * self.inner_ratio)
        self.shrunk[part.rows] = weights
        matrix = dense(self.scaled(part, part.both - part.weighted(weights)))
        matrix[np.arange(part.outers), np.arange(part.outers)] += 1
        factor, failed = dpotrf(matrix, lower=1, clean=1, overwrite_a=1)
        if failed:
            raise FloatingPointError("Henderson's equations are singular")
        self.factors.append(factor)
        self.logdet += float(2 * np.log(np.diagonal(factor)).sum())
        self.logdet += float(np.log1p(part.sizes * self.inner_ratio).sum())

    def scale(self, part: Part) -> Floats:
        """From spherical effects and means to effects and means."""
        scale = np.ones(len(part.columns))
        scale[: part.outers] = np.sqrt(self.outer_ratio)
        return scale

    def scaled(self, part: Part, matrix: Matrix) -> Matrix:
        """A matrix over the columns of a part, for spherical effects."""
        scale = self.scale(part)
        if isinstance(matrix, np.ndarray):
            return matrix * scale[:, None] * scale
        turned = sparse.diags_array(scale)
        return sparse.csr_array(turned @ matrix @ turned)

    @cached_property
    def inverses(self) -> list[Floats]:
        """The inverse of each part's matrix, its lower triangle only; above it stand zeros."""
        return [dpotri(factor, lower=1)[0] for factor in self.factors]

    def solve(self, y: Floats) -> Solution:
        """Means and effects for scores `y`, and what remains of them."""
        design = self.design
        sums = summed(design.inner, y, design.inners)
        across = np.concatenate(
            [
                summed(design.outer, y, design.outers),
                summed(design.mean, y, design.means),
            ]
        )
        found = np.empty(design.outers + design.means)
        spherical = 0.0
        inner = np.empty(design.inners)
        for part, factor in zip(design.parts, self.factors, strict=True):
            own = self.shrunk[part.rows] * sums[part.rows]
            scale = self.scale(part)
            right = (across[part.columns] - part.counts.T @ own) * scale
            answer = cho_solve((factor, True), right)
            spherical += float(answer[: part.outers] @ answer[: part.outers])
            found[part.columns] = answer * scale
            left = sums[part.rows] - part.counts @ found[part.columns]
            inner[part.rows] = self.shrunk[part.rows] * left
        outer, mean = found[: design.outers], found[design.outers :]
        rest = y - mean[design.mean] - outer[design.outer] - inner[design.inner]
        penalty = float(inner @ inner) / self.inner_ratio if self.inner_ratio else 0.0
        return Solution(mean, inner, outer, rest, float(rest @ rest) + penalty + spherical)


def summed(levels: Whole, values: Floats, count: int) -> Floats:
    """The sum of the values of each level."""
    found: Floats = np.bincount(levels, values, count).astype(np.float64, copy=False)
    return found


def dense(matrix: Matrix) -> Floats:
    """The matrix as one that LAPACK may overwrite (column by column)."""
    full = matrix if isinstance(matrix, np.ndarray) else matrix.toarray()
    return np.asfortranarray(full.T)


def mirrored(lower: Floats) -> Floats:
    """A symmetric matrix from its lower triangle."""
    full: Floats = lower + lower.T
    full[np.diag_indices(len(full))] /= 2
    return full


def traced(lower: Floats, symmetric: Matrix) -> float:
    """tr(A B) for two symmetric matrices, the first given by its lower triangle."""
    if isinstance(symmetric, np.ndarray):
        both = float(np.vdot(lower, symmetric))
    else:
        found = symmetric.tocoo()
        both = float(lower[found.row, found.col] @ found.data)
    return 2 * both - float(np.diagonal(lower) @ symmetric.diagonal())


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Means by category, predicted effects, the remainder of each score, and y'V⁻¹-type sum of
    squares `squares` (the penalised sum: remainder and effects, each in its own units)."""

    mean: Floats
    inner: Floats
    outer: Floats
    rest: Floats
    squares: float
