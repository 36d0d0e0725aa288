"""Time the specification curve against loops of pyfixest, statsmodels and linearmodels.

Usage: ``.venv/bin/python -m benchmarks.specification_curve [--sample N] [--slow-sample N] [--rounds N]``.

Ours runs in full, several times. The loops run a random part of the same specifications, the same for all
packages; what they would take in full is extrapolated from it, and the sampling error of that is printed.
What a loop would prepare once (variables, differences, samples) is prepared outside its clock; ours prepares
it inside. Each loop gives the clustered standard error. Where small-sample conventions differ, so does that
number; the largest difference of the estimates is printed to show that the regressions are the same.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

# linear algebra on tiny matrices with several threads mostly waits
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from senim.evidence import ENGLAND_WALES, Specification, england_wales_frame, specification_curve
from senim.evidence.curve.specification import PERIOD, UNIT
from senim.evidence.curve.terms import Term, as_term
from senim.paths import project_root

FORCE, YEAR = "force", "year"
MIDDLE_YEAR = 2014.0
WANTED = 1000.0


@dataclass(frozen=True)
class Regression:
    """One specification as a package takes it.

    Parameters
    ----------
    data : DataFrame
        Columns ``y``, ``x``, ``c0`` …, ``w`` and the keys; rows of the sample without gaps.
    controls : tuple of str
        Names of the controls.
    effects : tuple of str
        Columns of the fixed effects.
    lines : bool
        Whether each force has a line.
    weighted : bool
        Whether rows have weights.
    """

    data: pd.DataFrame
    controls: tuple[str, ...]
    effects: tuple[str, ...]
    lines: bool
    weighted: bool


def variable(frame: pd.DataFrame, value: Term | str, difference: int) -> pd.Series:
    """Compute a variable with pandas, one step after the other."""
    term = as_term(value)
    made = frame[list(term.names)].sum(axis=1, min_count=len(term.names))
    made = made / frame[term.per] if term.per else made
    made = made * frame[term.times] if term.times else made
    made = np.log(made) if term.transform == "log" else made
    by_force = made.groupby(frame[FORCE])
    lags = [by_force.shift(lag) for lag in range(term.lag, term.lag + term.average)]
    made = sum(lags) / len(lags)
    return made - made.groupby(frame[FORCE]).shift(difference) if difference else made


def regression(frame: pd.DataFrame, one: Specification) -> Regression:
    """Prepare one specification; `frame` is sorted by force and year and has every year."""
    columns = {"y": one.outcome, "x": one.treatment} | {f"c{i}": c for i, c in enumerate(one.controls)}
    data = frame[[FORCE, YEAR, "region"]].assign(
        **{name: variable(frame, value, one.difference) for name, value in columns.items()},
        w=frame[one.weights] if one.weights is not None else 1.0,
        t=frame[YEAR] - MIDDLE_YEAR,
        regionyear=frame["region"] + frame[YEAR].astype(str),
    )
    sample, names = one.sample, {UNIT: FORCE, PERIOD: YEAR}
    kept = pd.Series(True, index=data.index)
    kept &= data[YEAR] >= sample.first if sample.first is not None else True
    kept &= data[YEAR] <= sample.last if sample.last is not None else True
    for column, values in sample.without:
        kept &= ~data[names.get(column, column)].isin(values)
    for column, values in sample.only:
        kept &= data[names.get(column, column)].isin(values)
    data = data[kept].dropna().reset_index(drop=True)
    effects = tuple({f"region^{PERIOD}": "regionyear"}.get(e, names.get(e, e)) for e in one.fixed_effects)
    controls = tuple(name for name in columns if name.startswith("c"))
    return Regression(data, controls, effects, one.unit_trends, one.weights is not None)


def by_pyfixest(one: Regression, **options: object) -> tuple[float, float]:
    """Estimate with pyfixest's defaults and CRV1 errors."""
    import pyfixest

    lines = (f"i({FORCE}, t)",) if one.lines else ()
    right = " + ".join(("x", *one.controls, *lines))
    effects = f" | {' + '.join(one.effects)}" if one.effects else ""
    weights = {"weights": "w"} if one.weighted else {}
    fit = pyfixest.feols(f"y ~ {right}{effects}", one.data, vcov={"CRV1": FORCE}, **weights, **options)
    return float(fit.coef()["x"]), float(fit.se()["x"])


def by_statsmodels(one: Regression) -> tuple[float, float]:
    """Estimate with a formula of statsmodels: effects are dummy variables."""
    import statsmodels.formula.api as smf

    lines = (f"C({FORCE}):t",) if one.lines else ()
    right = " + ".join(("x", *one.controls, *(f"C({name})" for name in one.effects), *lines))
    groups = {"groups": one.data[FORCE].factorize()[0]}
    model = smf.wls(f"y ~ {right}", one.data, weights=one.data["w"])
    fit = model.fit(cov_type="cluster", cov_kwds=groups, use_t=True)
    return float(fit.params["x"]), float(fit.bse["x"])


def by_linearmodels(one: Regression) -> tuple[float, float]:
    """Estimate with PanelOLS of linearmodels: other effects than force and year are absorbed as `other`."""
    from linearmodels.panel import PanelOLS

    data = one.data.set_index([FORCE, YEAR])
    regressors = data[["x", *one.controls]]
    if one.lines:
        slopes = pd.get_dummies(one.data[FORCE], dtype=float).iloc[:, 1:].mul(one.data["t"], axis=0)
        regressors = regressors.join(slopes.set_axis(data.index))
    if not one.effects:
        regressors = regressors.assign(constant=1.0)
    other = [name for name in one.effects if name not in (FORCE, YEAR)]
    model = PanelOLS(
        data["y"],
        regressors,
        weights=data["w"] if one.weighted else None,
        entity_effects=FORCE in one.effects,
        time_effects=YEAR in one.effects,
        other_effects=data[other].apply(lambda column: column.astype("category").cat.codes)
        if other
        else None,
        drop_absorbed=True,
    )
    fit = model.fit(cov_type="clustered", cluster_entity=True)
    return float(fit.params["x"]), float(fit.std_errors["x"])


PEERS: dict[str, Callable[[Regression], tuple[float, float]]] = {
    "pyfixest": by_pyfixest,
    "statsmodels": by_statsmodels,
    "linearmodels": by_linearmodels,
}


def loop(
    peer: Callable[[Regression], tuple[float, float]], chosen: list[Regression]
) -> tuple[np.ndarray, list[tuple[float, float]], list[float]]:
    """Run a package over some specifications; results, and wall and processor seconds of each."""
    taken, found = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer(chosen[0])
        # statsmodels sets a filter of its own when it is imported
        warnings.simplefilter("ignore")
        for one in chosen:
            began, began_busy = time.perf_counter(), time.process_time()
            found.append(peer(one)[0])
            taken.append((time.perf_counter() - began, time.process_time() - began_busy))
    return np.array(found), taken, [busy for _, busy in taken]


def main() -> None:
    """Measure all sides in one run and print ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=150, help="specifications that pyfixest runs")
    options.add_argument("--slow-sample", type=int, default=60, help="specifications the others run")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--seed", type=int, default=20181119)
    given = options.parse_args()
    frame = england_wales_frame(pd.read_csv(project_root() / "data" / "raw" / "england_wales_forces.csv"))
    frame = frame.sort_values([FORCE, YEAR]).reset_index(drop=True)
    specifications = ENGLAND_WALES.specifications()
    known = {"unit": FORCE, "period": YEAR}
    curve = specification_curve(frame, specifications, **known)
    random = np.random.default_rng(given.seed)
    picked = random.choice(len(specifications), size=given.sample, replace=False)
    regressions = [regression(frame, specifications[place]) for place in picked]

    def ours() -> tuple[float, float]:
        began, began_busy = time.perf_counter(), time.process_time()
        specification_curve(frame, specifications, **known)
        return time.perf_counter() - began, time.process_time() - began_busy

    turns = [ours() for _ in range(given.rounds)]
    print(f"{len(specifications)} specifications with clustered errors")
    rows = []
    for name, peer in PEERS.items():
        size = given.sample if name == "pyfixest" else min(given.slow_sample, given.sample)
        estimates, taken, busy = loop(peer, regressions[:size])
        apart = np.abs(estimates - curve["estimate"].to_numpy()[picked[:size]]).max()
        # the sides in turns, so that a busy machine slows all of them
        turns += [ours() for _ in range(given.rounds)]
        error = statistics.stdev(busy) / statistics.mean(busy) / np.sqrt(size)
        rows.append((name, size, *(float(np.mean(part)) for part in zip(*taken, strict=True)), error, apart))
    wall, busy = (statistics.median(part) for part in zip(*turns, strict=True))
    print(
        f"{'side':14s} measured  in full, s  processor, s   it / ours  processor  error  estimates differ by"
    )
    print(f"{'ours':14s} {len(specifications):8d} {wall:11.3f} {busy:13.3f}")
    for name, size, each, each_busy, error, apart in rows:
        whole, whole_busy = each * len(specifications), each_busy * len(specifications)
        print(
            f"{name:14s} {size:8d} {whole:11.0f} {whole_busy:13.0f} {whole / wall:10.0f}x"
            f" {whole_busy / busy:9.0f}x {100 * error:5.0f}% {apart:12.1e}"
        )
    met = rows[0][3] * len(specifications) / busy >= WANTED
    print(f"pyfixest / ours in processor time, wanted {WANTED:g}: {'met' if met else 'missed'}")


if __name__ == "__main__":
    main()
