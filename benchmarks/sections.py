"""The parts of the benchmark: each measures and gives rows with figure, target and verdict."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.growth import fitted_line, growth_of_cost
from benchmarks.imports import foreign_packages, loaded_modules
from benchmarks.measuring import (
    CommandFailedError,
    Spent,
    Stopwatch,
    command_environment,
    middle,
    run_command,
)
from benchmarks.memory import ResidentMemory
from benchmarks.ours import OurPipeline, run_unchanged, write_project
from benchmarks.rounds import Runs, measured, timed, warmed
from benchmarks.sides import PapermillLoop, Side
from benchmarks.targets import Row
from benchmarks.workloads import IMPORTS, Workload

Tell = Callable[[str], None]
ASKED_AGAIN = 7
# How many times faster than each peer a cold run should be.
FASTER_THAN = {"Snakemake": 2.0, "Ploomber": 2.0, "jupyter-cache": 1.6}
# What a cold run may take of the time of each loop.
AT_MOST = {PapermillLoop(1).name: 0.28, PapermillLoop(2).name: 0.5}
OURS = "ours"


@dataclass
class Bench:
    """What every part needs.

    Parameters
    ----------
    folder : Path
        Where to work.
    cores : int
        How many cores there are.
    rounds : int
        Rounds of work of a usual notebook.
    repeat : int
        How often each cold run is measured.
    warm_up : bool
        Whether each side runs once before it is measured.
    tell : callable
        Is told each figure as it comes.
    rows : list of Row
        What was found.
    runs : dict
        Part to side to the seconds measured, for the file of figures.
    """

    folder: Path
    cores: int
    rounds: int
    repeat: int
    warm_up: bool
    tell: Tell
    rows: list[Row] = field(default_factory=list)
    runs: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    @cached_property
    def import_seconds(self) -> float:
        """What the imports of one notebook take in a process that does nothing else; least of three."""
        seconds = []
        for code in ("pass", IMPORTS) * 3:
            with Stopwatch() as watch:
                run_command([sys.executable, "-c", code], self.folder, command_environment())
            seconds.append(watch.spent.wall_seconds)
        return min(seconds[1::2]) - min(seconds[::2])

    def note(self, part: str, found: dict[str, Runs]) -> None:
        """Keep the seconds of a part.

        Parameters
        ----------
        part : str
            Its name.
        found : dict of str to Runs
            What it measured.
        """
        seconds = {name: [spent.wall_seconds for spent in runs.cold] for name, runs in found.items()}
        self.runs[part] = seconds


def cold_runs(bench: Bench, count: int, ours: Sequence[Side], others: Sequence[Side]) -> None:
    """Compare cold runs of all sides, and runs without a change.

    Parameters
    ----------
    bench : Bench
        The benchmark.
    count : int
        How many notebooks.
    ours, others : sequence of Side
        Our sides, the usual one first, and the peers.
    """
    sides = [PapermillLoop(1), PapermillLoop(2), *ours, *others]
    workload, part = Workload(count, bench.rounds), f"{count} notebooks"
    if bench.warm_up:
        running = warmed(sides, bench.folder / f"warm-up-{count}", bench.tell)
        sides = [side for side in sides if side in running or side is ours[0]]
    found = measured(
        sides, workload, bench.folder / f"cold-{count}", repeat=bench.repeat, unchanged=True, tell=bench.tell
    )
    bench.note(part, found)
    bench.tell(_summary(found, bench.cores))
    usual = found[ours[0].name]
    if not usual.cold:
        raise CommandFailedError(f"our own side failed: {usual.problem}")
    others_found = {name: runs for name, runs in found.items() if runs.cold and not name.startswith(OURS)}
    for name, runs in others_found.items():
        if name in AT_MOST:
            row = Row(f"{part}: ours ÷ {name}", usual.seconds / runs.seconds, at_most=AT_MOST[name])
        else:
            what, ratio = f"{part}: {name} ÷ ours", runs.seconds / usual.seconds
            row = Row(what, ratio, at_least=FASTER_THAN.get(name))
        bench.rows.append(row)
    bench.rows += _our_rows(part, found, bench, at_most_percent=40.0)
    for name, runs in others_found.items():
        if runs.unchanged:
            seconds = middle(spent.wall_seconds for spent in runs.unchanged)
            bench.rows.append(Row(f"{part}, no change: {name}", seconds, "s"))


def many_notebooks(bench: Bench, count: int, ours: Sequence[Side]) -> None:
    """See what is left of the overhead among many notebooks.

    Parameters
    ----------
    bench : Bench
        The benchmark.
    count : int
        How many notebooks.
    ours : sequence of Side
        Our sides, the usual one first.
    """
    workload, part = Workload(count, bench.rounds), f"{count} notebooks"
    folder = bench.folder / f"many-{count}"
    found = measured(ours, workload, folder, repeat=bench.repeat, unchanged=False, tell=bench.tell)
    bench.note(part, found)
    bench.tell(_summary(found, bench.cores))
    bench.rows += _our_rows(part, found, bench, at_most_percent=15.0)


def nothing_to_do(bench: Bench, count: int, usual: OurPipeline) -> None:
    """Time a run without a change, and see what it loads before it knows.

    Parameters
    ----------
    bench : Bench
        The benchmark.
    count : int
        How many notebooks.
    usual : OurPipeline
        Our usual side.
    """
    folder = bench.folder / f"unchanged-{count}"
    folder.mkdir()
    write_project(folder, Workload(count, 0))
    usual.run(folder)
    times: list[Spent] = []
    for _ in range(ASKED_AGAIN):
        with Stopwatch() as watch:
            run_unchanged(folder)
        times.append(watch.spent)
    empty = [sys.executable, "-c", "pass"]
    with Stopwatch() as watch:
        run_command(empty, folder, command_environment())
    bench.tell(f"  an empty Python program: {watch.spent.wall_seconds:.2f} s")
    before = loaded_modules(
        run_command([empty[0], "-X", "importtime", *empty[1:]], folder, command_environment())
    )
    said = run_unchanged(folder, ["-X", "importtime"])
    if "Nothing to do" not in said:
        raise CommandFailedError(f"a run without a change had something to do: {said[-500:]}")
    modules = [name for name in loaded_modules(said) if name not in before]
    foreign = foreign_packages(modules, ["senim", "benchmarks"], before)
    bench.tell(f"  modules it loads: {len(modules)}; packages not of the standard library: {_list(foreign)}")
    seconds = middle(spent.wall_seconds for spent in times)
    bench.rows += [
        Row(f"{count} notebooks, no change: ours", seconds, "s", at_most=0.3),
        Row("no change: loaded beside the standard library", len(foreign), "packages", at_most=0),
    ]


def tiny_notebooks(bench: Bench, counts: Sequence[int], usual: OurPipeline) -> None:
    """See whether time and memory stay in proportion.

    Parameters
    ----------
    bench : Bench
        The benchmark.
    counts : sequence of int
        Numbers of notebooks; at least three.
    usual : OurPipeline
        Our usual side.
    """
    seconds: dict[int, float] = {}
    peaks: dict[int, int] = {}
    for count in counts:
        times = []
        for turn in range(bench.repeat):
            memory, folder = ResidentMemory(), bench.folder / f"tiny-{count}-{turn}"
            folder.mkdir()
            usual.lay_out(folder, Workload(count, 0))
            times.append(timed(usual, folder, memory).wall_seconds)
            shutil.rmtree(folder)
            if memory.peak_kilobytes is not None:
                peaks[count] = max(peaks.get(count, 0), memory.peak_kilobytes)
        seconds[count] = min(times)
        held = f", at most {peaks[count] / 1024:.0f} MiB in the runner" if count in peaks else ""
        each = 1000 * seconds[count] / count
        bench.tell(f"  {count} tiny notebooks: {seconds[count]:.2f} s, {each:.0f} ms each{held}")
    once, each = fitted_line(seconds)
    bench.tell(f"  a run costs {once:.2f} s once and {1000 * each:.0f} ms a notebook")
    bench.runs["tiny notebooks"] = {str(count): [value] for count, value in seconds.items()}
    what = "a further tiny notebook, among many ÷ among few"
    bench.rows.append(Row(what, growth_of_cost(seconds), at_most=1.1))
    if len(peaks) == len(counts):
        many, few = peaks[max(counts)], peaks[min(counts)]
        bench.rows.append(
            Row(f"memory of the runner, {max(counts)} ÷ {min(counts)}", many / few, at_most=1.1)
        )


def _our_rows(part: str, found: dict[str, Runs], bench: Bench, *, at_most_percent: float) -> list[Row]:
    rows = []
    usual: Runs | None = None
    once = bench.import_seconds
    for name, runs in found.items():
        if not name.startswith(OURS) or not runs.cold:
            continue
        wanted = at_most_percent if usual is None else None
        rows.append(
            Row(f"{part}: {name}, over the floor", runs.overhead_percent(bench.cores), "%", at_most=wanted)
        )
        what = f"{part}: {name}, over the floor and one import ({once:.1f} s)"
        rows.append(Row(what, runs.overhead_percent(bench.cores, once), "%"))
        if usual is not None and "--cluster" in name:
            rows.append(Row(f"{part}: Dask ÷ local", runs.seconds / usual.seconds, at_most=1.15))
        usual = usual or runs
    return rows


def _summary(found: dict[str, Runs], cores: int) -> str:
    """Lay out what each side took: least and median wall time, CPU, and what its cells took of that."""
    width = max(len(name) for name in found)
    lines = [f"  {'':<{width}}     least    median       CPU     cells   imports     floor"]
    for name, runs in found.items():
        if runs.cold:
            figures = (
                min(spent.wall_seconds for spent in runs.cold),
                runs.seconds,
                middle(spent.cpu_seconds for spent in runs.cold),
                middle(cells.work_seconds for cells in runs.cells),
                middle(cells.import_seconds for cells in runs.cells),
                middle(cells.floor_seconds(cores) for cells in runs.cells),
            )
            lines.append(f"  {name:<{width}}  {'  '.join(f'{figure:6.2f} s' for figure in figures)}")
        else:
            lines.append(f"  {name:<{width}}  not measured")
    return "\n".join(lines)


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
