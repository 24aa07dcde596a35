"""What scores can tell apart, and a first guess of the variances, from squares alone.

With M the projection that takes each category's mean away, the expectations of y'M V M y for the
three covariances (inner factor, outer factor, remainder) are a 3 × 3 system in the variances:
C. R. Rao's MINQUE with the prior 0 (*Journal of Multivariate Analysis* 1, 1971). Where that system
is singular, no method can tell the variances apart: every entry has one mark, say, so that its
worth and chance are the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import sparse

from adjudication.mixed import Design, Floats, Whole

_NOTHING = 1e-9


class Seen(StrEnum):
    """What the scores say of a factor's variance."""

    ESTIMABLE = "estimable"
    NO_TRACE = "no-trace"
    """It does not show: the means take all of it, as with one judge, or one entry in each."""
    AS_REMAINDER = "as-remainder"
    """It cannot be told from the remainder: each level has one score."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What may be estimated of each factor, and first guesses: `variances` of the factors and the
    remainder, `ratios` of the first two to the last within reasonable bounds.

    `is_entangled`: each alone could be told from the remainder, but not both together.
    """

    inner: Seen
    outer: Seen
    is_entangled: bool
    variances: Floats
    ratios: tuple[float, float]


def moments(design: Design, y: Floats) -> Moments:
    """Look at the design, and at scores `y`, before anything is estimated."""
    gram = _gram(design)
    size = np.sqrt(np.maximum(np.diagonal(gram), 0))
    inner, outer = _seen(gram, size, 0, design.scores), _seen(gram, size, 1, design.scores)
    is_entangled = False
    if inner is outer is Seen.ESTIMABLE:
        is_entangled = bool(np.linalg.eigvalsh(gram / np.outer(size, size))[0] < _NOTHING)
    variances, ratios = _guess(design, y, gram, size)
    return Moments(inner, outer, is_entangled, variances, ratios)


def _seen(gram: Floats, size: Floats, at: int, scores: int) -> Seen:
    if size[at] <= _NOTHING * scores:
        return Seen.NO_TRACE
    if gram[at, 2] >= (1 - _NOTHING) * size[at] * size[2]:
        return Seen.AS_REMAINDER
    return Seen.ESTIMABLE


def _gram(design: Design) -> Floats:
    """tr(M Vₖ M Vₗ) for the inner factor, the outer factor and the remainder."""
    inner = _by_mean(design, design.inner, design.inners)
    outer = _by_mean(design, design.outer, design.outers)
    share = 1 / np.bincount(design.mean, minlength=design.means)
    rows = inner[design.inner].multiply(outer[design.outer]) @ share
    between = sparse.diags_array(share)
    alike_inner, alike_outer = between @ (inner.T @ inner), between @ (outer.T @ outer)
    found = np.empty((3, 3))
    found[0, 0] = _own(inner, share, alike_inner)
    found[1, 1] = _own(outer, share, alike_outer)
    found[0, 1] = design.scores - 2 * rows.sum() + (alike_inner @ alike_outer).trace()
    found[0, 2] = design.scores - float((inner.power(2) @ share).sum())
    found[1, 2] = design.scores - float((outer.power(2) @ share).sum())
    found[2, 2] = design.scores - design.means
    found[1, 0], found[2, 0], found[2, 1] = found[0, 1], found[0, 2], found[1, 2]
    return found


def _by_mean(design: Design, levels: Whole, count: int) -> sparse.csr_array:
    """How many scores each level has in each category."""
    ones = np.ones(design.scores)
    return sparse.csr_array((ones, (levels, design.mean)), shape=(count, design.means))


def _own(counts: sparse.csr_array, share: Floats, alike: sparse.csr_array) -> float:
    """tr((Z'MZ)²) of one factor."""
    sizes = counts.sum(axis=1)
    return float(sizes @ sizes - 2 * (sizes @ (counts.power(2) @ share)) + (alike @ alike).trace())


def _guess(
    design: Design, y: Floats, gram: Floats, size: Floats
) -> tuple[Floats, tuple[float, float]]:
    """Variances from the moments, and their ratios, kept between a fiftieth and fifty."""
    means = np.bincount(design.mean, y, design.means) / np.bincount(design.mean)
    centred = y - means[design.mean]
    inner = np.bincount(design.inner, centred, design.inners)
    outer = np.bincount(design.outer, centred, design.outers)
    seen = np.array([inner @ inner, outer @ outer, centred @ centred])
    scale = np.maximum(size, _NOTHING)
    system = gram / np.outer(scale, scale) + np.eye(3) * 1e-12
    found = np.linalg.solve(system, seen / scale) / scale
    rest = max(found[2], 1e-3 * seen[2] / max(design.scores, 1))
    first, second = (float(np.clip(each / rest, 0.02, 50)) for each in found[:2])
    return np.maximum(found, 0), (first, second)
