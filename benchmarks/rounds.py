"""Measure sides in turns, each run cold in a folder of its own, and check that every notebook really ran."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.executed import Cells, NotRunError, cells_of
from benchmarks.measuring import CommandFailedError, Spent, Stopwatch, Watcher, middle
from benchmarks.sides import Side
from benchmarks.workloads import Workload


@dataclass
class Runs:
    """The runs of one side.

    Parameters
    ----------
    side : Side
        The side.
    cold : list of Spent
        Runs that had everything to do.
    unchanged : list of Spent
        Runs that had nothing to do.
    cells : list of Cells
        CPU time inside the kernels of each cold run.
    problem : str
        Why it was not measured any further; empty where it was.
    folder : Path or None
        Where its last run stands.
    """

    side: Side
    cold: list[Spent] = field(default_factory=list)
    unchanged: list[Spent] = field(default_factory=list)
    cells: list[Cells] = field(default_factory=list)
    problem: str = ""
    folder: Path | None = None

    @property
    def seconds(self) -> float:
        """Median wall time of a cold run."""
        return middle(spent.wall_seconds for spent in self.cold)

    def overhead_percent(self, cores: int, import_seconds: float = 0.0) -> float:
        """Give how much longer a run takes than its cells alone would on all cores.

        Parameters
        ----------
        cores : int
            How many cores there are.
        import_seconds : float
            What the floor holds beside the cells: a first notebook cannot begin before its imports.

        Returns
        -------
        float
            Median over the runs.
        """
        pairs = zip(self.cold, self.cells, strict=True)
        return middle(
            100 * (spent.wall_seconds / (cells.floor_seconds(cores) + import_seconds) - 1)
            for spent, cells in pairs
        )


def measured(
    sides: Sequence[Side],
    workload: Workload,
    folder: Path,
    *,
    repeat: int,
    unchanged: bool,
    tell: Callable[[str], None],
) -> dict[str, Runs]:
    """Measure each side several times, the sides in turns.

    Parameters
    ----------
    sides : sequence of Side
        The sides.
    workload : Workload
        The notebooks.
    folder : Path
        Where to work.
    repeat : int
        How often.
    unchanged : bool
        Whether a second run without a change is measured too.
    tell : callable
        Is told each figure as it comes.

    Returns
    -------
    dict of str to Runs
        By name; sides that failed hold their problem.
    """
    found = {side.name: Runs(side) for side in sides}
    for turn in range(repeat):
        for number, runs in enumerate(found.values()):
            if runs.problem:
                continue
            place = folder / f"side-{number}-turn-{turn}"
            place.mkdir(parents=True)
            try:
                _once(runs, workload, place, unchanged=unchanged)
            except (CommandFailedError, NotRunError) as error:
                runs.problem = str(error)
                tell(f"  {runs.side.name}: not measured: {error}")
                continue
            if runs.folder is not None:
                shutil.rmtree(runs.folder, ignore_errors=True)
            runs.folder = place
            spent = runs.cold[-1]
            tell(f"  {runs.side.name}: {spent.wall_seconds:.2f} s, {spent.cpu_seconds:.2f} s CPU")
    _same_results(found, tell)
    return found


def warmed(sides: Sequence[Side], folder: Path, tell: Callable[[str], None]) -> list[Side]:
    """Run each side once on one notebook, so that the disk holds what it loads; not timed.

    Parameters
    ----------
    sides : sequence of Side
        The sides.
    folder : Path
        Where to work.
    tell : callable
        Is told which sides do not run.

    Returns
    -------
    list of Side
        Those that run.
    """
    found = measured(sides, Workload(1, 1), folder, repeat=1, unchanged=False, tell=lambda line: None)
    for name, runs in found.items():
        if runs.problem:
            tell(f"  {name}: not measured: {runs.problem}")
    return [side for side in sides if not found[side.name].problem]


def timed(side: Side, folder: Path, watcher: Watcher | None = None) -> Spent:
    """Time one run.

    Parameters
    ----------
    side : Side
        The side.
    folder : Path
        Its folder, laid out.
    watcher : Watcher, optional
        Looks at its process.

    Returns
    -------
    Spent
        What the run cost.
    """
    with Stopwatch() as watch:
        side.run(folder, watcher)
    return watch.spent


def _once(runs: Runs, workload: Workload, place: Path, *, unchanged: bool) -> None:
    side = runs.side
    side.lay_out(place, workload)
    spent = timed(side, place)
    cells = cells_of(side.executed(place), workload)
    again = timed(side, place) if unchanged and side.remembers else None
    # A notebook that ran again would tell other times.
    if again is not None and cells_of(side.executed(place), workload) != cells:
        raise NotRunError("a second run without a change ran notebooks again")
    runs.cold.append(spent)
    runs.cells.append(cells)
    runs.unchanged += [again] if again else []


def _same_results(found: dict[str, Runs], tell: Callable[[str], None]) -> None:
    results = {name: runs.cells[0].results for name, runs in found.items() if runs.cells}
    if len(set(results.values())) > 1:
        tell(f"  The sides did not compute the same: {results}")
