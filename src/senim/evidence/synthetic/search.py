"""Compiled search for the predictor weights whose synthetic control fits the outcomes best.

All that is compiled stands in this one file, because what numba keeps on disk it compiles anew only when
the file of the function itself changes. It is imported where a search begins: loading numba takes time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

_WHOLE: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_PART: dict[str, Any] = {**_WHOLE, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_STEPS = 120
_TRIALS = 25


def _part(function: Callable[..., Any]) -> Any:
    """Compile what only compiled functions call."""
    return njit(**_PART)(function)


def _kept(function: Callable[..., Any]) -> Any:
    """Compile when first called, and keep it on disk where something can be written."""
    try:
        return njit(**_WHOLE, cache=True)(function)
    except RuntimeError as error:
        if "cannot cache" not in str(error):
            raise
        # nothing can be written anywhere: each process compiles for itself
        return njit(**_WHOLE)(function)


@_part
def _factor(hessian: Any, count: int) -> Any:
    """Cholesky factor in place, lower triangle."""
    for i in range(count):
        for j in range(i + 1):
            total = hessian[i, j]
            for k in range(j):
                total -= hessian[i, k] * hessian[j, k]
            if i == j:
                hessian[i, i] = np.sqrt(max(total, 1e-300))
            else:
                hessian[i, j] = total / hessian[j, j]


@_part
def _solve(factor: Any, count: int, right: Any) -> Any:
    """Solve with a Cholesky factor in place."""
    for i in range(count):
        total = right[i]
        for k in range(i):
            total -= factor[i, k] * right[k]
        right[i] = total / factor[i, i]
    for i in range(count - 1, -1, -1):
        total = right[i]
        for k in range(i + 1, count):
            total -= factor[k, i] * right[k]
        right[i] = total / factor[i, i]


@_part
def _hessian(spread: Any, shares: Any, ties: Any, used: Any, count: int, room: Any) -> Any:
    """Second derivative on the used donors, positive definite on and off the simplex."""
    size = 0.0
    for a in range(count):
        for b in range(a + 1):
            total = ties[used[a], used[b]]
            for k in range(shares.size):
                total += shares[k] * spread[k, used[a]] * spread[k, used[b]]
            room[a, b] = total
        size += room[a, a]
    size = size / count + 1e-300
    for a in range(count):
        for b in range(a + 1):
            # a multiple of a matrix of ones changes nothing where the sum is fixed
            room[a, b] += size
        room[a, a] += 1e-15 * size


@_part
def _inner(spread: Any, shares: Any, ties: Any, weights: Any, used: Any, room: Any) -> Any:
    """Best weights for given predictor weights by active sets, starting from `weights`; how many are used."""
    predictors, donors = spread.shape
    count, size = 0, 0.0
    lone, least = 0, np.inf
    for j in range(donors):
        own = ties[j, j]
        for k in range(predictors):
            own += shares[k] * spread[k, j] ** 2
        size = max(size, own)
        if own < least:
            lone, least = j, own
        if weights[j] > 0.0:
            used[count] = j
            count += 1
    if count == 0:
        weights[lone] = 1.0
        used[0] = lone
        count = 1
    wanted = np.empty(donors)
    missing = np.empty(predictors)
    entering = -1
    for _ in range(20 * donors):
        _hessian(spread, shares, ties, used, count, room)
        _factor(room, count)
        wanted[:count] = 1.0
        _solve(room, count, wanted)
        total = wanted[:count].sum()
        reach, blocking = 1.0, -1
        for a in range(count):
            wanted[a] /= total
            if wanted[a] <= 0.0:
                now = weights[used[a]]
                step = now / (now - wanted[a]) if now > wanted[a] else 0.0
                if step < reach:
                    reach, blocking = step, a
        if blocking >= 0:
            if used[blocking] == entering and reach == 0.0:
                # the donor that entered cannot carry weight: the gain was rounding
                weights[used[blocking]] = 0.0
                for a in range(blocking, count - 1):
                    used[a] = used[a + 1]
                count -= 1
                _hessian(spread, shares, ties, used, count, room)
                _factor(room, count)
                return count
            for a in range(count):
                weights[used[a]] += reach * (wanted[a] - weights[used[a]])
            weights[used[blocking]] = 0.0
            for a in range(blocking, count - 1):
                used[a] = used[a + 1]
            count -= 1
            continue
        for a in range(count):
            weights[used[a]] = wanted[a]
        for k in range(predictors):
            missing[k] = 0.0
            for a in range(count):
                missing[k] += spread[k, used[a]] * wanted[a]
            missing[k] *= shares[k]
        multiplier = 0.0
        worst, entering = np.inf, -1
        for j in range(donors):
            slope = 0.0
            for k in range(predictors):
                slope += spread[k, j] * missing[k]
            for a in range(count):
                slope += ties[j, used[a]] * wanted[a]
            if weights[j] > 0.0:
                multiplier += weights[j] * slope
            elif slope < worst:
                worst, entering = slope, j
        if entering < 0 or worst - multiplier >= -1e-15 * size:
            return count
        used[count] = entering
        count += 1
    return count


@_part
def _value(
    spread: Any,
    outcome: Any,
    ties: Any,
    place: Any,
    weights: Any,
    used: Any,
    room: Any,
    slope: Any,
    floor: float,
) -> Any:
    """Mean squared gap before the treatment at a place of the search, and its slope."""
    predictors = spread.shape[0]
    periods = outcome.shape[0]
    high, total = -np.inf, 0.0
    for k in range(predictors):
        high = max(high, place[k])
    soft, shares = np.empty(predictors), np.empty(predictors)
    for k in range(predictors):
        soft[k] = np.exp(place[k] - high)
        total += soft[k]
    whole = 1.0 + predictors * floor
    for k in range(predictors):
        soft[k] /= total
        shares[k] = (soft[k] + floor) / whole
    count = _inner(spread, shares, ties, weights, used, room)
    pull, ones = np.zeros(count), np.ones(count)
    loss = 0.0
    for t in range(periods):
        gap = 0.0
        for a in range(count):
            gap += outcome[t, used[a]] * weights[used[a]]
        loss += gap * gap / periods
        for a in range(count):
            pull[a] += 2.0 * outcome[t, used[a]] * gap / periods
    _solve(room, count, pull)
    _solve(room, count, ones)
    pulled, all_ones = 0.0, 0.0
    for a in range(count):
        pulled += pull[a]
        all_ones += ones[a]
    lift = pulled / all_ones
    middle = 0.0
    for k in range(predictors):
        away, left = 0.0, 0.0
        for a in range(count):
            away += spread[k, used[a]] * (pull[a] - lift * ones[a])
            left += spread[k, used[a]] * weights[used[a]]
        slope[k] = -away * left / whole
        middle += soft[k] * slope[k]
    for k in range(predictors):
        slope[k] = soft[k] * (slope[k] - middle)
    return loss


@_part
def _dot(left: Any, right: Any) -> Any:
    """Inner product."""
    total = 0.0
    for i in range(left.size):
        total += left[i] * right[i]
    return total


@_part
def _turn(shape: Any, moved: Any, turned: Any, room: Any) -> Any:
    """Update of Broyden, Fletcher, Goldfarb and Shanno of an inverse second derivative."""
    size = moved.size
    curve = _dot(moved, turned)
    if curve <= 1e-16:
        return
    bent = 0.0
    for i in range(size):
        room[i] = _dot(shape[i], turned)
        bent += room[i] * turned[i]
    for i in range(size):
        for j in range(size):
            shape[i, j] += (curve + bent) * moved[i] * moved[j] / curve**2
            shape[i, j] -= (room[i] * moved[j] + moved[i] * room[j]) / curve


@_part
def _direction(shape: Any, slope: Any, way: Any) -> Any:
    """Way down, and how steep it is; back to steepest descent where the shape no longer leads down."""
    for i in range(slope.size):
        way[i] = -_dot(shape[i], slope)
    fall = _dot(way, slope)
    if fall >= 0.0:
        for i in range(slope.size):
            for j in range(slope.size):
                shape[i, j] = 1.0 if i == j else 0.0
            way[i] = -slope[i]
        fall = _dot(way, slope)
    return fall


@_part
def _descend(
    spread: Any,
    outcome: Any,
    ties: Any,
    place: Any,
    weights: Any,
    used: Any,
    room: Any,
    target: float,
    floor: float,
) -> Any:
    """Quasi-Newton descent with a weak Wolfe search, which also gets along with kinks; moves `place`."""
    size = place.size
    slope, other, way = np.empty(size), np.empty(size), np.empty(size)
    start, moved, turned, spare = np.empty(size), np.empty(size), np.empty(size), np.empty(size)
    shape = np.zeros((size, size))
    for i in range(size):
        shape[i, i] = 1.0
        start[i] = place[i]
    now, stage, quiet, step, best_step, best = 0.0, 0, 0, 0.0, 0.0, 0.0
    low, high, fall, long, trial, rounds = 0.0, np.inf, 0.0, 1.0, 0, 0
    # one place where the loss is worked out: what is compiled stays small
    while True:
        value = _value(spread, outcome, ties, place, weights, used, room, other, floor)
        if stage == 0:
            accepted = True
        else:
            trial += 1
            if value < best:
                best, best_step = value, step
            if value > now + 1e-4 * step * fall:
                high = step
                accepted = False
            else:
                low = step
                accepted = _dot(other, way) >= 0.9 * fall
            if stage == 2:
                accepted = True
            elif not accepted and (trial >= _TRIALS or step * long > 40.0):
                if best_step == 0.0:
                    for i in range(size):
                        place[i] = start[i]
                    return now
                # back to the best place of this line
                stage = 2
                step = best_step
                for i in range(size):
                    place[i] = start[i] + step * way[i]
                continue
        if not accepted:
            step = 0.5 * (low + high) if high < np.inf else 2.0 * step
            for i in range(size):
                place[i] = start[i] + step * way[i]
            continue
        if stage > 0:
            quiet = quiet + 1 if now - value <= 1e-8 * now else 0
            for i in range(size):
                moved[i] = place[i] - start[i]
                turned[i] = other[i] - slope[i]
            _turn(shape, moved, turned, spare)
        now = value
        for i in range(size):
            slope[i] = other[i]
            start[i] = place[i]
        rounds += 1
        fall = _direction(shape, slope, way)
        if now <= target or quiet >= 3 or rounds > _STEPS or -fall <= 1e-14 * now:
            return now
        long = np.sqrt(_dot(way, way))
        step = min(1.0, 8.0 / long) if stage > 0 else min(1.0 / long, 8.0)
        stage, trial, low, high = 1, 0, 0.0, np.inf
        best, best_step = now, 0.0
        for i in range(size):
            place[i] = start[i] + step * way[i]


def _survey(
    spread: Any, outcome: Any, ties: Any, places: Any, steps: Any, losses: Any, target: float, floor: float
) -> int:
    """Loss at each place; where `steps` says so, after a descent that moves the place.

    `steps` holds 0 (only look), 1 (descend) or 2 (descend from the best place so far, moved by the row).
    """
    predictors, donors = spread.shape
    weights, used, room = np.zeros(donors), np.zeros(donors, np.int64), np.empty((donors, donors))
    slope = np.empty(predictors)
    best = -1
    for i in range(places.shape[0]):
        if steps[i] == 0:
            losses[i] = _value(spread, outcome, ties, places[i], weights, used, room, slope, floor)
            continue
        if steps[i] == 2:
            for k in range(predictors):
                places[i, k] += places[best, k]
        losses[i] = _descend(spread, outcome, ties, places[i], weights, used, room, target, floor)
        if best < 0 or losses[i] < losses[best] * (1.0 - 1e-9):
            best = i
        if losses[best] <= target:
            break
    return best


survey = _kept(_survey)
"""Compiled `_survey`."""
