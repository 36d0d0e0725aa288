"""The peers there are, and those that can be installed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.peers import dagstermill, jupyter_cache, ploomber, snakemake
from benchmarks.peers.environments import CannotInstallError, Environment, environment_for
from benchmarks.sides import Side

PEERS: Mapping[str, Callable[[Environment], Side]] = {
    snakemake.REQUIREMENT: snakemake.Snakemake,
    ploomber.REQUIREMENT: ploomber.Ploomber,
    jupyter_cache.REQUIREMENT: jupyter_cache.JupyterCache,
    dagstermill.REQUIREMENT: dagstermill.Dagstermill,
}
NOT_MEASURED = (
    "Quarto is not measured: its package on PyPI holds no program, it fetches one from another site while it "
    "is built.",
)


def peer_sides(folder: Path, tell: Callable[[str], None]) -> list[Side]:
    """Install the peers.

    Parameters
    ----------
    folder : Path
        Where their environments are kept.
    tell : callable
        Is told the versions, and what could not be installed.

    Returns
    -------
    list of Side
        Those that are installed.
    """
    sides: list[Side] = []
    for requirement, make in PEERS.items():
        try:
            environment = environment_for(requirement, folder)
        except CannotInstallError as error:
            tell(f"{requirement} is not measured, it cannot be installed here: {error}")
            continue
        tell(f"{requirement}: {environment}")
        sides.append(make(environment))
    for line in NOT_MEASURED:
        tell(line)
    return sides
