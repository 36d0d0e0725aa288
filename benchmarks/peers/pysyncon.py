"""pysyncon: synthetic control with nested predictor weights by Nelder and Mead's method, from one start."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.measuring import command_environment, run_command
from benchmarks.peers.environments import Environment, environment_for

REQUIREMENT = "pysyncon==1.7.0"
# Each fit is written as it ends, so that what was measured is kept when the time runs out.
FIT = """
import json, sys, time
import numpy as np, pandas as pd
from pysyncon import Synth

problem, start, out = np.load(sys.argv[1]), sys.argv[2], open(sys.argv[3], "w")
predictors, outcomes = (pd.DataFrame(problem[name]) for name in ("predictors", "outcomes"))
for unit in json.loads(sys.argv[4]):
    others = [other for other in outcomes if other != unit]
    model = Synth()
    given = {"X0": predictors[others], "X1": predictors[unit], "Z0": outcomes[others], "Z1": outcomes[unit]}
    began = time.process_time()
    model.fit(**given, optim_initial=start)
    spent = time.process_time() - began
    out.write(json.dumps({"unit": unit, "seconds": spent, "weights": list(map(float, model.W))}) + "\\n")
    out.flush()
"""


@dataclass(frozen=True, eq=False)
class PeerFit:
    """One fit of the peer.

    Parameters
    ----------
    unit : int
        Column that was treated.
    seconds : float
        Processor time of the fit alone.
    weights : ndarray
        Donor weights, in the order of the other columns.
    """

    unit: int
    seconds: float
    weights: np.ndarray


def installed(folder: Path) -> Environment:
    """Install the peer in an environment of its own.

    Parameters
    ----------
    folder : Path
        Where environments of peers are kept.

    Returns
    -------
    Environment
        With pysyncon and the versions of NumPy, SciPy and pandas of our lock.
    """
    return environment_for(REQUIREMENT, folder, runner=False)


def fit_all(
    environment: Environment, folder: Path, predictors: np.ndarray, outcomes: np.ndarray, units: Sequence[int]
) -> list[PeerFit]:
    """Let the peer fit units one after the other, in one process.

    Parameters
    ----------
    environment : Environment
        Where it is installed.
    folder : Path
        Where to work.
    predictors, outcomes : ndarray
        Rows by units, predictors unscaled: it scales them itself.
    units : sequence of int
        Columns that are treated in turn.

    Returns
    -------
    list of PeerFit
        Weights and seconds of each.
    """
    problem, script, found = folder / "problem.npz", folder / "fit.py", folder / "found.jsonl"
    np.savez(problem, predictors=predictors, outcomes=outcomes)
    script.write_text(FIT, encoding="utf-8")
    words = [str(environment.python), str(script), str(problem), "equal", str(found), json.dumps(list(units))]
    run_command(words, folder, command_environment(environment.python), longest_seconds=7200.0)
    lines = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    return [PeerFit(line["unit"], line["seconds"], np.array(line["weights"])) for line in lines]
