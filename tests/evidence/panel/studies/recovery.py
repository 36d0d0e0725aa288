"""Panels whose answer is known: coverage, false positives, and models that are wrong on purpose.

    .venv/bin/python tests/evidence/panel/studies/recovery.py --replications 1000

writes ``recovery.csv`` beside this file; the tests run the same functions with fewer replications.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import t as student

from senim.evidence.panel import (
    Shapes,
    change_shapes,
    fixed_effects,
    lagged_shapes,
    long_difference,
    placebo,
    randomisation_test,
    together,
    trend_comparison,
    wild_cluster_bootstrap,
)

YEARS = np.arange(2007, 2023)
FORCES = 42
OUT, DOSE = "log_violence", "log_officers"
LOT = 1_000_000
FALSE_POSITIVES = 2
"""Panels a replication where only a rate near 5 % is counted."""

Draw = Callable[[int], pd.DataFrame]


def simulated_panel(
    seed: int,
    *,
    elasticity: float = -0.5,
    lag: int = 0,
    recording_break: float = 0.0,
    prior_trend: float = 0.0,
    forces: int = FORCES,
    years: np.ndarray = YEARS,
) -> pd.DataFrame:
    """Make a panel like that of England and Wales with a known elasticity.

    Officers fall linearly from 2010 to 2018 by a size of their own, then half comes back. Offences have
    levels of their own, years in common, errors with autocorrelation 0.6 whose size differs between forces. A
    recording break raises registered offences after 2014, by so much for each point of the cut; a prior trend
    does so from the first year on.
    """
    generator = np.random.default_rng(seed)
    size = generator.normal(-0.16, 0.08, forces)
    progress = np.interp(years, [2010, 2018, 2022], [0.0, 1.0, 0.5])
    wobble = generator.normal(0, 0.01, (forces, len(years)))
    first = np.repeat(generator.normal(8, 0.6, forces)[:, None], len(years), axis=1)
    officers = first + size[:, None] * progress + wobble
    earlier = first[:, :lag] if lag else first[:, :0]
    felt = np.concatenate([earlier, officers[:, : len(years) - lag]], axis=1) if lag else officers
    spread = 0.06 * generator.uniform(0.5, 1.5, forces)[:, None]
    errors = np.zeros((forces, len(years)))
    errors[:, 0] = generator.normal(size=forces) / np.sqrt(1 - 0.6**2)
    for year in range(1, len(years)):
        errors[:, year] = 0.6 * errors[:, year - 1] + generator.normal(size=forces)
    common = np.cumsum(generator.normal(0, 0.05, len(years)))
    registered = generator.normal(1, 0.4, forces)[:, None] + common + elasticity * felt + spread * errors
    registered = registered - recording_break * size[:, None] * np.clip((years - 2014) / 4, 0, 1)
    registered = registered + prior_trend * size[:, None] * (years - 2010)
    return pd.DataFrame(
        {
            "force": np.repeat([f"force {i:02d}" for i in range(forces)], len(years)),
            "year": np.tile(years, forces),
            OUT: registered.ravel(),
            DOSE: officers.ravel(),
        }
    )


def covered(results: list[tuple[float, float]], truth: float) -> float:
    """Share of intervals that hold the truth."""
    return float(np.mean([low <= truth <= high for low, high in results]))


def cut_shapes(frame: pd.DataFrame) -> Shapes:
    """Changes over the cut."""
    return change_shapes(frame, OUT, DOSE, outcome_years=(2010, 2018), dose_years=(2010, 2018))


def lag_shapes(frame: pd.DataFrame) -> Shapes:
    """Outcome and officers of the year before."""
    return lagged_shapes(frame, OUT, DOSE, years=(2007, 2019))


def jackknife_error(shapes: Shapes) -> float:
    """Standard error from leaving each unit out once: CRV3 of pyfixest, which takes seconds a panel."""
    units, years = shapes.dose.shape
    slopes = []
    for unit in range(units):
        dose, outcome = (np.delete(values, unit, axis=0) for values in (shapes.dose, shapes.outcome))
        dose, outcome = dose - dose.mean(axis=0), outcome - outcome.mean(axis=0)
        slopes.append((dose * outcome).sum() / (dose**2).sum())
    rows, columns = units * years, years + 1
    factor = units / (units - 1) * (rows - 1) / (rows - columns)
    return float(np.sqrt(factor * ((np.array(slopes) - shapes.slope) ** 2).sum()))


def jackknife_interval(shapes: Shapes) -> tuple[float, float]:
    """The interval of that error, t on units less one."""
    half = float(student.ppf(0.975, len(shapes.units) - 1)) * jackknife_error(shapes)
    return shapes.slope - half, shapes.slope + half


def recovery(replications: int) -> list[tuple[str, str, float, str]]:
    """How often intervals hold the elasticity that made the data, and where estimates centre."""
    longs = [long_difference(simulated_panel(seed), OUT, DOSE) for seed in range(replications)]
    lagged = [
        together(fixed_effects(simulated_panel(seed, lag=1), OUT, DOSE)) for seed in range(replications)
    ]
    left_out = [jackknife_interval(lag_shapes(simulated_panel(seed, lag=1))) for seed in range(replications)]
    rows = []
    for name, results in (("long difference, HC3", longs), ("fixed effects, one lag, CRV1", lagged)):
        share = covered([result.interval for result in results], -0.5)
        rows.append((name, "coverage of the 95 % interval", share, "0.93 to 0.97"))
        bias = float(np.mean([result.estimate for result in results])) + 0.5
        rows.append((name, "mean estimate less truth", bias, "0"))
    share = covered(left_out, -0.5)
    rows.append(("fixed effects, one lag, CRV3", "coverage of the 95 % interval", share, "0.93 to 0.97"))
    return rows


def resampling(replications: int, draws: int = 499) -> list[tuple[str, str, float, str]]:
    """False positives at 5 % where officers do nothing, and coverage of inverted tests."""
    rows = []
    few = partial(simulated_panel, elasticity=0.0, forces=8)
    many = partial(simulated_panel, elasticity=0.0)
    tests = {"randomisation": randomisation_test, "wild cluster bootstrap": wild_cluster_bootstrap}
    cases: tuple[tuple[str, Draw, Callable[[pd.DataFrame], Shapes]], ...] = (
        ("long difference, 42 forces", many, cut_shapes),
        ("fixed effects, 42 forces", many, lag_shapes),
        ("long difference, 8 forces", few, cut_shapes),
    )
    for words, draw, shapes in cases:
        far = dict.fromkeys(tests, 0)
        for seed in range(FALSE_POSITIVES * replications):
            found = shapes(draw(seed))
            for name, test in tests.items():
                # never the stream that made the panel: the lot has to be independent of it
                told = test(found, draws=draws, seed=LOT + seed, interval=False)
                far[name] += told.p_value <= 0.05
        for name, count in far.items():
            share = count / (FALSE_POSITIVES * replications)
            rows.append((f"{name}, {words}", "false positives at 5 %", share, "at most 0.06"))
    limits = [
        randomisation_test(cut_shapes(simulated_panel(seed)), draws=draws, seed=LOT + seed).interval
        for seed in range(replications)
    ]
    share = covered(limits, -0.5)
    rows.append(("randomisation, inverted", "coverage of the 95 % interval", share, "0.93 to 0.97"))
    return rows


def wrong_models(replications: int) -> list[tuple[str, str, float, str]]:
    """A recording break that comes with the cut, and a path that was another one before."""
    rows = []
    worlds = {
        "recording break after 2014": {"recording_break": 0.8},
        "prior trend": {"prior_trend": -0.15},
        "sound": {},
    }
    for name, wrong in worlds.items():
        frames = [simulated_panel(seed, elasticity=-0.5, **wrong) for seed in range(replications)]
        longs = [long_difference(frame, OUT, DOSE) for frame in frames]
        fails = [placebo(frame, OUT, DOSE).verdict == "placebo fails" for frame in frames]
        bias = float(np.mean([result.estimate for result in longs])) + 0.5
        rows.append((name, "long difference less truth", bias, "0 if the model were right"))
        rows.append((name, "placebo fails", float(np.mean(fails)), "1 if it caught the fault"))
    return rows


def ratios(replications: int, noise: float = 0.03) -> list[tuple[str, str, float, str]]:
    """What error in the count of residents does to coefficients of rates; officers do nothing here."""
    both, counted = [], []
    for seed in range(replications):
        frame = simulated_panel(seed, elasticity=0.0)
        error = np.random.default_rng(10_000 + seed).normal(0, noise, len(frame))
        rates = frame.assign(**{OUT: frame[OUT] - error, DOSE: frame[DOSE] - error})
        both.append(long_difference(rates, OUT, DOSE).estimate)
        counted.append(long_difference(frame, OUT, DOSE).estimate)
    expected = 2 * noise**2 / (2 * noise**2 + 0.08**2 + 2 * 0.01**2)
    return [
        ("residents with 3 % error on both sides", "mean estimate", float(np.mean(both)), f"{expected:.3f}"),
        ("counts on counts", "mean estimate", float(np.mean(counted)), "0"),
    ]


def trends(replications: int) -> list[tuple[str, str, float, str]]:
    """Coverage of the change of trend where errors resemble their neighbours."""
    years = np.array([*range(2004, 2019)])
    rows = []
    for correlation in (0.0, 0.4, 0.7):
        found = []
        for seed in range(replications):
            generator = np.random.default_rng(seed)
            errors = np.zeros(len(years))
            errors[0] = generator.normal() / np.sqrt(1 - correlation**2)
            for at in range(1, len(years)):
                errors[at] = correlation * errors[at - 1] + generator.normal()
            values = 50 + 1.5 * (years - 2010) - 1.0 * np.maximum(years - 2010, 0) + errors
            found.append(trend_comparison(pd.Series(values, index=years), 2010).change_interval)
        share = covered(found, -1.0)
        rows.append(
            (
                f"trends, autocorrelation {correlation:g}",
                "coverage of the 95 % interval",
                share,
                "0.93 or more",
            )
        )
    return rows


def study(replications: int) -> pd.DataFrame:
    """Run everything."""
    parts = (recovery, resampling, wrong_models, ratios, trends)
    rows = [row for part in parts for row in part(replications)]
    table = pd.DataFrame(rows, columns=["case", "quantity", "value", "wanted"])
    return table.assign(value=table["value"].round(4), replications=replications)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=1000)
    table = study(parser.parse_args().replications)
    table.to_csv(Path(__file__).with_name("recovery.csv"), index=False)
    print(table.to_string(index=False))
