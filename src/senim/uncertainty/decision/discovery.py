"""Scenario discovery: the box of beliefs in which an option is preferred, found by patient peeling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
LEAST_DRAWS = 300


@dataclass(frozen=True)
class Limit:
    """The side or sides of a box in one belief.

    Parameters
    ----------
    belief : str
        Its name.
    low, high : float
        Limits; infinite on a side that is open.
    p_value : float
        Chance of so dense a box if this limit did nothing; small where it matters.
    """

    belief: str
    low: float = -np.inf
    high: float = np.inf
    p_value: float = 1.0


@dataclass(frozen=True)
class Box:
    """Beliefs that hold together: all limits at once.

    Parameters
    ----------
    limits : tuple of Limit
        Those that matter; no other belief is limited.
    """

    limits: tuple[Limit, ...]

    def holds(self, beliefs: pd.DataFrame) -> Mask:
        """Tell which draws lie in the box.

        Parameters
        ----------
        beliefs : DataFrame, shape (n, beliefs)
            Values by draw.

        Returns
        -------
        ndarray of bool, shape (n,)
            The ends belong to the box.
        """
        inside = np.ones(len(beliefs), dtype=bool)
        for limit in self.limits:
            values = beliefs[limit.belief].to_numpy()
            inside &= (values >= limit.low) & (values <= limit.high)
        return inside


@dataclass(frozen=True)
class Discovery:
    """A box and how well it tells the draws apart, judged on draws it was not made from.

    Parameters
    ----------
    box : Box
        Its limits, the most telling first.
    coverage : float
        Share of the preferred draws that lie in it.
    density : float
        Share of the draws in it that are preferred.
    mass : float
        Share of all draws that lie in it.
    base_rate : float
        Share of all draws that are preferred: the density of no box at all.
    steps : DataFrame
        ``mass, coverage, density, limited`` of each peeling step, on the draws it was made from.
    """

    box: Box
    coverage: float
    density: float
    mass: float
    base_rate: float
    steps: pd.DataFrame


@dataclass(frozen=True)
class NothingToFind:
    """No box is worth telling.

    Parameters
    ----------
    reason : str
        Why.
    base_rate : float
        Share of all draws that are preferred.
    """

    reason: str
    base_rate: float


def discover(
    beliefs: pd.DataFrame,
    preferred: ArrayLike,
    *,
    peel: float = 0.05,
    least_mass: float = 0.05,
    least_coverage: float = 0.5,
    significance: float = 0.01,
) -> Discovery | NothingToFind:
    """Find the beliefs under which an option is preferred.

    Parameters
    ----------
    beliefs : DataFrame, shape (n, beliefs)
        Values by draw.
    preferred : array_like of bool, shape (n,)
        Whether the option is preferred in the draw.
    peel : float
        Share of the box taken off in a step.
    least_mass : float
        Share of the draws at which peeling ends.
    least_coverage : float
        Share of the preferred draws that the box has to hold.
    significance : float
        A limit whose removal the draws cannot tell from chance is left out.

    Returns
    -------
    Discovery or NothingToFind
        A third of the draws makes the box: at each step the side is peeled off that leaves the densest box;
        of the steps with enough coverage the densest is kept, and its limits are moved outwards as long as
        that loses no density. The second third tests the limits, and those that do not matter are dropped.
        The last third judges the box. No draw tests or judges a limit that was made from it, so noise is not
        told as a finding.

    Raises
    ------
    ArgumentError
        If the arguments do not fit together, a belief is not finite, or there are too few draws.

    References
    ----------
    Friedman, J. H., Fisher, N. I. (1999), Bump hunting in high-dimensional data, Statistics and Computing
    9:123-143. Bryant, B. P., Lempert, R. J. (2010), Thinking inside the box, Technological Forecasting and
    Social Change 77:34-49 (coverage, density, and the test of a limit).

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> drawn = pd.DataFrame(rng.random((4_000, 3)), columns=["a", "b", "c"])
    >>> found = discover(drawn, drawn["b"] > 0.6)
    >>> [limit.belief for limit in found.box.limits], found.density > 0.95
    (['b'], True)
    """
    wanted = _checked(beliefs, preferred, peel, least_mass, least_coverage, significance)
    base_rate = float(wanted.mean())
    if base_rate in (0.0, 1.0):
        which = "none" if base_rate == 0.0 else "all"
        return NothingToFind(f"it is preferred in {which} of the draws, so no belief decides", base_rate)
    if len(wanted) < LEAST_DRAWS:
        # a quick run of a notebook is no mistake: it only cannot tell
        few = f"{len(wanted)} draws are too few to make, test and judge a box: {LEAST_DRAWS} would do"
        return NothingToFind(few, base_rate)
    making, testing, judging = (np.arange(len(wanted)) % 3 == part for part in range(3))
    own, hits = beliefs[making], wanted[making]
    if not hits.any():
        return NothingToFind("it is preferred in too few draws to make a box from", base_rate)
    boxes, steps = _peeled(own, hits, peel, least_mass)
    enough = steps.index[steps["coverage"] >= least_coverage]
    widened = _widened(boxes[int(steps.loc[enough, "density"].idxmax())], own, hits, peel)
    box = _pruned(widened, beliefs[testing], wanted[testing], significance)
    if not box.limits:
        return NothingToFind("no limit of any belief is more than chance would give", base_rate)
    inside, kept = box.holds(beliefs[judging]), wanted[judging]
    if not inside.any() or not kept.any():
        return NothingToFind("too few draws are left to judge the box that was found", base_rate)
    return Discovery(
        box=box,
        coverage=float(kept[inside].sum() / kept.sum()),
        density=float(kept[inside].mean()),
        mass=float(inside.mean()),
        base_rate=base_rate,
        steps=steps,
    )


def _checked(
    beliefs: pd.DataFrame,
    preferred: ArrayLike,
    peel: float,
    least_mass: float,
    least_coverage: float,
    significance: float,
) -> Mask:
    check = ArgumentCheck("senim.uncertainty.decision.discover")
    for name, share, most in (("peel", peel, 0.5), ("least_mass", least_mass, 1.0)):
        check.between(name, share, 0.0, most, low_open=True)
    check.between("least_coverage", least_coverage)
    check.between("significance", significance)
    for belief in beliefs:
        check.between(f"beliefs[{belief!r}]", beliefs[belief].to_numpy(), -1e300, 1e300)
    wanted = np.asarray(preferred)
    if wanted.dtype != np.bool_ or wanted.shape != (len(beliefs),):
        problem = f"{wanted.dtype} of shape {wanted.shape} for {len(beliefs)} draws"
        check.refuse("preferred", problem, "Give true or false for each draw.")
    check.raise_if_any()
    return wanted


def _peeled(
    beliefs: pd.DataFrame, hits: Mask, peel: float, least_mass: float
) -> tuple[list[Box], pd.DataFrame]:
    values, names = beliefs.to_numpy(dtype=np.float64), [str(name) for name in beliefs]
    low, high = np.full(len(names), -np.inf), np.full(len(names), np.inf)
    inside = np.ones(len(values), dtype=bool)
    boxes, rows = [Box(())], [_step(inside, hits, 0)]
    while True:
        best = _best_side(values[inside], hits[inside], peel)
        if best is None:
            break
        place, side, limit = best
        kept = inside & (values[:, place] > limit if side == "low" else values[:, place] < limit)
        if kept.mean() < least_mass or not hits[kept].any():
            break
        inside = kept
        own = values[inside, place]
        if side == "low":
            low[place] = own.min()
        else:
            high[place] = own.max()
        limits = _limits(names, low, high)
        boxes.append(Box(limits))
        rows.append(_step(inside, hits, len(limits)))
        if hits[inside].all():
            break
    return boxes, pd.DataFrame(rows, columns=["mass", "coverage", "density", "limited"])


def _best_side(values: Array, hits: Mask, peel: float) -> tuple[int, str, float] | None:
    """Find the side whose removal leaves the densest box; of equals, the one that takes off less."""
    best, found = (-1.0, 0), None
    for place in range(values.shape[1]):
        column = values[:, place]
        for side, share in (("low", peel), ("high", 1.0 - peel)):
            limit = float(np.quantile(column, share, method="lower" if side == "low" else "higher"))
            kept = column > limit if side == "low" else column < limit
            count = int(kept.sum())
            if 0 < count < len(column) and (score := (float(hits[kept].mean()), count)) > best:
                best, found = score, (place, side, limit)
    return found


def _limits(names: Sequence[str], low: Array, high: Array) -> tuple[Limit, ...]:
    limited = np.isfinite(low) | np.isfinite(high)
    return tuple(
        Limit(name, float(least), float(most))
        for name, least, most, own in zip(names, low, high, limited, strict=True)
        if own
    )


def _step(inside: Mask, hits: Mask, limited: int) -> tuple[float, float, float, int]:
    return (
        float(inside.mean()),
        float(hits[inside].sum() / hits.sum()),
        float(hits[inside].mean()),
        limited,
    )


def _pruned(box: Box, beliefs: pd.DataFrame, hits: Mask, significance: float) -> Box:
    """Drop limits one at a time, the least telling first, and test those that are left."""
    limits = list(box.limits)
    while limits:
        inside = Box(tuple(limits)).holds(beliefs)
        found = [_chance(limits, place, inside, beliefs, hits) for place in range(len(limits))]
        worst = int(np.argmax(found))
        if found[worst] <= significance:
            order = np.argsort(found, kind="stable")
            return Box(tuple(replace(limits[place], p_value=found[place]) for place in order))
        limits.pop(worst)
    return Box(())


def _chance(limits: list[Limit], place: int, inside: Mask, beliefs: pd.DataFrame, hits: Mask) -> float:
    """Probability of as many hits in the box if its density were that without one of the limits."""
    without = Box(tuple(limit for index, limit in enumerate(limits) if index != place)).holds(beliefs)
    if not inside.any():
        return 1.0
    return float(binom.sf(hits[inside].sum() - 1, inside.sum(), hits[without].mean()))


def _widened(box: Box, beliefs: pd.DataFrame, hits: Mask, peel: float) -> Box:
    """Move each limit outwards by part of the box as long as its density does not fall."""
    limits = list(box.limits)
    for place, limit in enumerate(limits):
        values = beliefs[limit.belief].to_numpy()
        others = Box(tuple(one for index, one in enumerate(limits) if index != place)).holds(beliefs)
        for side in ("low", "high"):
            while np.isfinite(getattr(limits[place], side)):
                moved = _moved(values[others], limits[place], side, peel)
                now, then = (others & Box((one,)).holds(beliefs) for one in (limits[place], moved))
                if moved == limits[place] or hits[then].mean() < hits[now].mean():
                    break
                limits[place] = moved
    return Box(tuple(limit for limit in limits if np.isfinite(limit.low) or np.isfinite(limit.high)))


def _moved(values: Array, limit: Limit, side: str, peel: float) -> Limit:
    """Move one limit outwards by part of the box; open that side where too few values lie beyond."""
    inside = (values >= limit.low) & (values <= limit.high)
    step = max(1, int(peel * inside.sum()))
    if side == "low":
        beyond = np.sort(values[values < limit.low])[::-1]
        return replace(limit, low=float(beyond[step - 1]) if len(beyond) >= step else -np.inf)
    beyond = np.sort(values[values > limit.high])
    return replace(limit, high=float(beyond[step - 1]) if len(beyond) >= step else np.inf)
