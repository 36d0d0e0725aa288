"""Ploomber: a task for each notebook and its parallel executor."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Watcher, command_environment, run_command
from benchmarks.peers.environments import Environment
from benchmarks.workloads import Workload

REQUIREMENT = "ploomber==0.23.3"


@dataclass(frozen=True)
class Ploomber:
    """Ploomber with two processes.

    Parameters
    ----------
    environment : Environment
        Where it is installed.
    """

    environment: Environment
    name: str = "Ploomber"
    remembers: bool = True

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write the notebooks and a pipeline.yaml (JSON is YAML)."""
        workload.write(folder / "notebooks")
        tasks = [
            {
                "source": f"notebooks/{name}.ipynb",
                "name": name,
                "product": f"executed/{name}.ipynb",
                "static_analysis": "disable",
            }
            for name in workload.names
        ]
        pipeline = {
            "meta": {"extract_upstream": False, "extract_product": False},
            "executor": {"dotted_path": "ploomber.executors.Parallel", "processes": 2},
            "tasks": tasks,
        }
        (folder / "pipeline.yaml").write_text(json.dumps(pipeline, indent=1), encoding="utf-8")

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Build the pipeline."""
        python = self.environment.python
        words = [str(python.with_name("ploomber")), "build"]
        # Without these it asks servers for news of itself, which is not what is measured.
        quiet = {"PLOOMBER_STATS_ENABLED": "false", "PLOOMBER_VERSION_CHECK_DISABLED": "true"}
        home = {"PLOOMBER_HOME_DIR": str(folder / "home")}
        environment = command_environment(python, {**quiet, **home})
        run_command(words, folder, environment, watcher=watcher)

    def executed(self, folder: Path) -> list[Path]:
        """Name the executed notebooks."""
        return sorted((folder / "executed").glob("*.ipynb"))
