"""Snakemake: a rule that calls papermill, the fastest of its ways to run a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Watcher, command_environment, run_command
from benchmarks.peers.environments import Environment
from benchmarks.workloads import Workload

REQUIREMENT = "snakemake==9.27.1"

# Its own directive `notebook:` starts a whole Snakemake for each notebook; a shell rule does not.
RULES = """\
NAMES = {names}

rule all:
    input: expand("executed/{{name}}.ipynb", name=NAMES)

rule run:
    input: "notebooks/{{name}}.ipynb"
    output: "executed/{{name}}.ipynb"
    shell: "papermill --no-progress-bar {{input}} {{output}}"
"""


@dataclass(frozen=True)
class Snakemake:
    """Snakemake on two cores.

    Parameters
    ----------
    environment : Environment
        Where it is installed.
    """

    environment: Environment
    name: str = "Snakemake"
    remembers: bool = True

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write the notebooks and a Snakefile."""
        workload.write(folder / "notebooks")
        (folder / "Snakefile").write_text(RULES.format(names=list(workload.names)), encoding="utf-8")

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Run the rules."""
        python = self.environment.python
        words = [str(python.with_name("snakemake")), "--cores", "2", "--quiet", "all"]
        run_command(words, folder, command_environment(python), watcher=watcher)

    def executed(self, folder: Path) -> list[Path]:
        """Name the executed notebooks."""
        return sorted((folder / "executed").glob("*.ipynb"))
