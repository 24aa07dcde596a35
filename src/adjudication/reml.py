"""Variances by restricted maximum likelihood: average information, boundaries included.

Works on the profiled likelihood of two ratios γ (see `mixed`): means and the remainder's variance
are known once these are. Steps are Newton's with the average information matrix in place of the
Hessian (A. R. Gilmour, R. Thompson and B. R. Cullis, *Biometrics* 51, 1995), projected on γ ≥ 0;
a step that does not lower the criterion is halved. A variance of exactly 0 is reached, not
approached. The criterion has all constants: minus twice the log-likelihood that lme4 prints.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adjudication.mixed import Design, Floats, Solution, Solved, dense, summed, traced

LARGEST_RATIO = 1e10
"""A variance this many times the remainder's: the remainder is nothing."""

_ROUNDS = 100
_CLOSE = 1e-13
_TINY = 1e-6
_GRID = (0.0, 0.05, 0.3, 1.0, 4.0)
_SMALL = 300
"""With fewer columns than this the start is looked for on a grid."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Where the criterion is lowest: the ratios, the factored equations and their solution."""

    solved: Solved
    solution: Solution
    criterion: float
    freedom: int

    @property
    def remainder(self) -> float:
        """The variance of the remainder, in squared units of the scores."""
        return self.solution.squares / self.freedom

    @property
    def ratios(self) -> Floats:
        """γ of the inner and of the outer factor."""
        return np.array([self.solved.inner_ratio, self.solved.outer_ratio])


def at(design: Design, y: Floats, inner_ratio: float, outer_ratio: float) -> Fit:
    """The fit at given ratios; the criterion is minus twice the restricted log-likelihood."""
    solved = Solved(design, inner_ratio, outer_ratio)
    solution = solved.solve(y)
    freedom = design.scores - design.means
    spread = np.log(max(solution.squares, 1e-300) * 2 * np.pi / freedom)
    return Fit(solved, solution, float(freedom * (1 + spread) + solved.logdet), freedom)


def estimate(
    design: Design, y: Floats, free: tuple[bool, bool], start: tuple[float, float] = (0.5, 0.5)
) -> Fit:
    """The ratios with the highest restricted likelihood.

    Args:
        design: who scored what.
        y: the scores; best centred and of spread 1.
        free: which of the two ratios (inner, outer) are estimated.
        start: a first guess of each that is, and the value of each that is not.
    """
    fit = _start(design, y, free, start)
    if not any(free):
        return fit
    for _round in range(_ROUNDS):
        step, gain = _step(fit, np.array(free))
        if gain < _CLOSE * (1 + abs(fit.criterion)):
            break
        better = _line_search(design, y, fit, step)
        if better is None:
            break
        fit = better
    return fit


def _start(design: Design, y: Floats, free: tuple[bool, bool], start: tuple[float, float]) -> Fit:
    """The best of the first guess and, where that costs nothing, a grid around it."""
    if not any(free) or max(len(part.columns) for part in design.parts) > _SMALL:
        return at(design, y, *start)
    grids = [(*_GRID, own) if f else (own,) for f, own in zip(free, start, strict=True)]
    tried = [at(design, y, one, other) for one in grids[0] for other in grids[1]]
    return min(tried, key=lambda fit: fit.criterion)


def _step(fit: Fit, free: NDArray[np.bool_]) -> tuple[Floats, float]:
    """The step to take, and by how much it should lower the criterion."""
    gradient, information = _slopes(fit)
    now = fit.ratios
    moving = free & ~((now <= 0) & (gradient >= 0)) & ~((now >= LARGEST_RATIO) & (gradient <= 0))
    step = np.zeros(2)
    if not moving.any():
        return step, 0.0
    chosen = np.ix_(moving, moving)
    flat = np.abs(gradient) / (1e3 * (now + 1)) + 1e-100
    size = np.sqrt(np.maximum(np.diagonal(information), flat))[moving]
    scaled = information[chosen] / np.outer(size, size) + np.eye(len(size)) * 1e-10
    step[moving] = -np.linalg.solve(scaled, gradient[moving] / size) / size
    if gradient @ step > 0:
        step[moving] = -gradient[moving] / size**2
    return step, float(-gradient @ step)


def _line_search(design: Design, y: Floats, fit: Fit, step: Floats) -> Fit | None:
    """The first of ever shorter steps that lowers the criterion; None when none does."""
    now = fit.ratios
    highest = np.minimum(10 * now + 1, LARGEST_RATIO)
    for halving in range(30):
        wanted = np.clip(now + step / 2**halving, 0, highest)
        wanted[wanted < _TINY] = 0
        if (wanted == now).all():
            return None
        tried = at(design, y, *wanted)
        if tried.criterion < fit.criterion:
            return tried
    return None


def _slopes(fit: Fit) -> tuple[Floats, Floats]:
    """Gradient and average information of the criterion in the two ratios."""
    solved, rest = fit.solved, fit.solution.rest
    design, squares = solved.design, fit.solution.squares
    levels = ((design.inner, design.inners), (design.outer, design.outers))
    sums = [summed(where, rest, count) for where, count in levels]
    directions = [own[where] for own, (where, _count) in zip(sums, levels, strict=True)]
    projected = [solved.solve(each).rest for each in directions]
    own = np.array([each @ each for each in sums])
    cross = np.array([[one @ other for other in projected] for one in directions])
    gradient = np.array([_inner_trace(solved), _outer_trace(solved)])
    gradient -= fit.freedom * own / squares
    return gradient, fit.freedom * (cross / squares - np.outer(own, own) / squares**2)


def _inner_trace(solved: Solved) -> float:
    """tr(P Z Z') of the inner factor."""
    found = 0.0
    for part, inverse in zip(solved.design.parts, solved.inverses, strict=True):
        grown = 1 + part.sizes * solved.inner_ratio
        found += float((part.sizes / grown).sum())
        found -= traced(inverse, solved.scaled(part, part.weighted(1 / grown**2)))
    return found


def _outer_trace(solved: Solved) -> float:
    """tr(P W W') of the outer factor; at a ratio of 0 by its limit."""
    found = 0.0
    for part, inverse in zip(solved.design.parts, solved.inverses, strict=True):
        outer = part.outers
        if solved.outer_ratio:
            own = np.diagonal(inverse)[:outer]
            found += float((1 - own).sum()) / solved.outer_ratio
        else:
            reduced = dense(part.both - part.weighted(solved.shrunk[part.rows]))
            between = reduced[:outer, outer:]
            means = np.linalg.inv(reduced[outer:, outer:])
            found += float(np.trace(reduced[:outer, :outer]))
            found -= float(np.vdot(between @ means, between))
    return found
