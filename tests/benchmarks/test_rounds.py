"""A side is believed only if it ran every notebook; one that fails leaves the others alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.measuring import CommandFailedError, Watcher, command_environment, run_command
from benchmarks.ours import OurPipeline, our_sides, run_unchanged
from benchmarks.peers import dagstermill, ploomber, snakemake
from benchmarks.peers.environments import Environment
from benchmarks.peers.known import PEERS
from benchmarks.rounds import measured
from benchmarks.sides import Side
from benchmarks.workloads import MARK, Workload

WORKLOAD = Workload(2, 0)


@dataclass
class Fake:
    """A side that writes what an executed notebook would tell."""

    name: str = "fake"
    remembers: bool = True
    runs_again: bool = False
    leaves_out: int = 0
    turns: int = 0

    def lay_out(self, folder: Path, workload: Workload) -> None:
        workload.write(folder)

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        self.turns += 1
        for path in sorted(folder.glob("*.ipynb"))[self.leaves_out :]:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["cells"][-1]["outputs"] and not self.runs_again:
                continue
            facts = {"notebook": path.stem, "imports": 0.5, "work": float(self.turns), "result": 1}
            text = f"{MARK} {json.dumps(facts)}\n"
            content["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
            path.write_text(json.dumps(content), encoding="utf-8")

    def executed(self, folder: Path) -> list[Path]:
        return sorted(folder.glob("*.ipynb"))


@dataclass
class Failing(Fake):
    """A side whose command fails."""

    name: str = "failing"

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        raise CommandFailedError("it ended with 1")


def measure(tmp_path: Path, *sides: Side, tell: Callable[[str], None] = print) -> dict[str, object]:
    found = measured(sides, WORKLOAD, tmp_path, repeat=2, unchanged=True, tell=tell)
    return {name: runs.problem or (len(runs.cold), len(runs.unchanged)) for name, runs in found.items()}


def test_sides_are_measured_in_turns(tmp_path: Path) -> None:
    told: list[str] = []
    forgets = Fake("forgets", remembers=False)
    found = measure(tmp_path, Fake(), forgets, tell=told.append)
    assert found == {"fake": (2, 2), "forgets": (2, 0)}
    assert [line.split(":")[0].strip() for line in told] == ["fake", "forgets"] * 2


def test_one_that_fails_leaves_the_others_alone(tmp_path: Path) -> None:
    assert measure(tmp_path, Failing(), Fake()) == {"failing": "it ended with 1", "fake": (2, 2)}


def test_one_that_leaves_a_notebook_out_is_not_measured(tmp_path: Path) -> None:
    problem = measure(tmp_path, Fake(leaves_out=1))["fake"]
    assert "1 of 2 notebooks were not executed" in str(problem)


def test_one_that_runs_again_without_a_change_is_not_measured(tmp_path: Path) -> None:
    assert "ran notebooks again" in str(measure(tmp_path, Fake(runs_again=True))["fake"])


def test_a_failing_command_says_why(tmp_path: Path) -> None:
    words = ["sh", "-c", "echo no such thing; exit 3"]
    with pytest.raises(CommandFailedError, match=r"ended with 3: no such thing"):
        run_command(words, tmp_path, command_environment())
    assert run_command(["sh", "-c", "echo fine"], tmp_path, command_environment()) == "fine\n"
    assert not list(tmp_path.glob("output-*"))[1:]


def test_a_command_that_hangs_is_ended(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="ended with -9"):
        run_command(["sleep", "600"], tmp_path, command_environment(), longest_seconds=0.2)


def test_only_what_this_checkout_can_do_is_measured() -> None:
    sides, missing = our_sides("--jobs INTEGER")
    assert [side.name for side in sides] == ["ours"]
    assert len(missing) == 2
    sides, missing = our_sides("--jobs --kernels --cluster")
    assert sides[0].options == ("--kernels", "auto")
    assert sides[-1].options == ("--cluster", "local:2")
    assert missing == []


def test_peers_are_pinned_and_get_the_same_notebooks(tmp_path: Path) -> None:
    assert all("==" in requirement for requirement in PEERS)
    nowhere = Environment(tmp_path / "nowhere", {})
    sides: list[Side] = [
        snakemake.Snakemake(nowhere), ploomber.Ploomber(nowhere), dagstermill.Dagstermill(nowhere),
    ]  # fmt: skip
    for side in sides:
        folder = tmp_path / side.name
        folder.mkdir()
        side.lay_out(folder, WORKLOAD)
        written = {path.stem: json.loads(path.read_text()) for path in folder.glob("notebooks/*.ipynb")}
        assert written == WORKLOAD.notebooks()
        assert side.executed(folder) == []
    tasks = json.loads((tmp_path / "Ploomber" / "pipeline.yaml").read_text())["tasks"]
    assert [task["name"] for task in tasks] == list(WORKLOAD.names)
    compile((tmp_path / "dagstermill" / "job.py").read_text(), "job.py", "exec")
    assert all(name in (tmp_path / "Snakemake" / "Snakefile").read_text() for name in WORKLOAD.names)


@pytest.mark.slow
def test_our_own_side_runs_the_notebooks_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    side = OurPipeline("ours")
    found = measured([side], WORKLOAD, tmp_path, repeat=1, unchanged=True, tell=print)
    assert found["ours"].problem == ""
    folder = found["ours"].folder
    assert folder is not None
    assert "Nothing to do" in run_unchanged(folder)
