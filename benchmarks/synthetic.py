"""Time nested synthetic controls against pysyncon on the same problems, and compare the fits case by case.

Usage: ``.venv/bin/python -m benchmarks.synthetic [--fits N] [--peers-folder DIR]``. `--fits` says how
many units of each problem stand for the treated one (0: all of them; the peer then takes a long time).
Seconds are processor time of the fits alone. The loss is the mean squared gap before the treatment,
worked out here from the weights of both.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from benchmarks.peers.environments import CannotInstallError
from benchmarks.peers.pysyncon import fit_all, installed
from senim.evidence.synthetic.control import SEED, STARTS
from senim.evidence.synthetic.fit import Recipe, fit_unit
from senim.paths import project_root
from senim.sources import read

WANTED_RATIO = 30.0
# The peer's solver stops within about a millionth of the loss.
AS_GOOD = 1e-6
PEERS_FOLDER = Path.home() / ".cache" / "senim-benchmarks"


@dataclass(frozen=True, eq=False)
class Problem:
    """Units to be fitted from each other.

    Parameters
    ----------
    name : str
        What they are.
    predictors, outcomes : ndarray
        Rows by units.
    """

    name: str
    predictors: np.ndarray
    outcomes: np.ndarray


def homicides() -> Problem:
    """Take the countries with a homicide rate in every year from 2000 to 2015 that Kazakhstan has one for."""
    table = read("homicide_rates", project_root() / "data" / "raw")
    wide = table.pivot(index="year", columns="iso3", values="homicides_per_100k").loc[2000:2015]
    wide = wide[wide["KAZ"].notna()].dropna(axis=1)
    parts = [wide.loc[2000:2003].mean(), wide.loc[2008:2011].mean(), wide.loc[2012:2015].mean()]
    parts += [wide.loc[year] for year in (2000, 2008, 2015)]
    return Problem(f"homicide, {wide.shape[1]} countries", np.array(parts), wide.to_numpy())


def made_up(seed: int, units: int = 41, periods: int = 20, predictors: int = 7) -> Problem:
    """Draw units that load on three paths; predictors are noisy loadings and three outcomes."""
    generator = np.random.default_rng(seed)
    loads = generator.normal(size=(3, units)) * generator.gamma(2.0, 0.5, size=units)
    outcomes = 100 + 10 * generator.normal(size=units)
    outcomes = outcomes + 3 * np.cumsum(generator.normal(size=(periods, 3)), axis=0) @ loads
    outcomes += 1.5 * generator.normal(size=outcomes.shape)
    told = generator.normal(size=(predictors - 3, 3)) @ loads
    told += 0.5 * generator.normal(size=told.shape)
    return Problem(
        f"made up, {units} units", np.vstack([told, outcomes[[2, periods // 2, periods - 1]]]), outcomes
    )


def own_fits(problem: Problem, units: list[int]) -> tuple[list[float], list[float]]:
    """Fit units in turn; processor seconds and losses."""
    scaled = problem.predictors / problem.predictors.std(axis=1, ddof=1, keepdims=True)
    recipe = Recipe(problem.outcomes, scaled, "nested", STARTS, SEED)
    seconds, losses = [], []
    for unit in units:
        others = np.array([other for other in range(problem.outcomes.shape[1]) if other != unit])
        began = time.process_time()
        weights = fit_unit(recipe, unit, others).weights
        seconds.append(time.process_time() - began)
        losses.append(loss(problem, unit, weights))
    return seconds, losses


def loss(problem: Problem, unit: int, weights: np.ndarray) -> float:
    """Mean squared gap of a unit before the treatment."""
    others = np.delete(problem.outcomes, unit, axis=1)
    return float(((problem.outcomes[:, unit] - others @ weights) ** 2).mean())


def compared(problem: Problem, units: list[int], peers: Path, folder: Path) -> pd.DataFrame:
    """Fit with both sides and lay the fits side by side."""
    seconds, losses = own_fits(problem, units)
    theirs = fit_all(installed(peers), folder, problem.predictors, problem.outcomes, units)
    return pd.DataFrame(
        {
            "unit": units,
            "ours, s": seconds,
            "pysyncon, s": [fit.seconds for fit in theirs],
            "our loss": losses,
            "its loss": [loss(problem, fit.unit, fit.weights) for fit in theirs],
        }
    )


def _verdict(met: bool) -> str:
    return "met" if met else "missed"


def main() -> None:
    """Compare on the homicide rates and on made-up units, and print a table of each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--fits", type=int, default=6)
    options.add_argument("--peers-folder", type=Path, default=PEERS_FOLDER)
    given = options.parse_args()
    began = time.process_time()
    own_fits(made_up(0, units=6), [0])
    print(f"first fit of this machine or process: {time.process_time() - began:.1f} s of processor time")
    for problem in (homicides(), made_up(1), made_up(2)):
        count = problem.outcomes.shape[1]
        units = list(range(count if given.fits == 0 else min(given.fits, count)))
        with tempfile.TemporaryDirectory() as folder:
            try:
                table = compared(problem, units, given.peers_folder, Path(folder))
            except CannotInstallError as error:
                print(f"pysyncon cannot be installed here: {error}")
                return
        ratio = table["pysyncon, s"].sum() / table["ours, s"].sum()
        good = table["our loss"] <= table["its loss"] * (1 + AS_GOOD)
        print(f"\n{problem.name}: {len(units)} fits\n{table.round(5).to_string(index=False)}")
        print(f"pysyncon / ours {ratio:.0f}, wanted {WANTED_RATIO:g}: {_verdict(ratio >= WANTED_RATIO)}")
        print(f"fit at least as good in {good.sum()} of {len(good)}: {_verdict(bool(good.all()))}")


if __name__ == "__main__":
    main()
