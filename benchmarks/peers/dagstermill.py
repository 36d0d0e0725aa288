"""Dagstermill: an asset for each notebook and Dagster's executor with two processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Watcher, command_environment, run_command
from benchmarks.peers.environments import Environment
from benchmarks.workloads import Workload

REQUIREMENT = "dagstermill==0.29.27"

JOB = """\
from pathlib import Path
import dagster as dg
from dagstermill import ConfigurableLocalOutputNotebookIOManager, define_dagstermill_asset

HERE = Path(__file__).parent
NAMES = {names}
ASSETS = [
    define_dagstermill_asset("run_" + name.replace("-", "_"), str(HERE / "notebooks" / f"{{name}}.ipynb"))
    for name in NAMES
]
OUTPUTS = ConfigurableLocalOutputNotebookIOManager(base_dir=str(HERE / "executed"))
JOB = dg.define_asset_job(
    "everything", executor_def=dg.multiprocess_executor.configured({{"max_concurrent": 2}})
)
defs = dg.Definitions(
    assets=ASSETS,
    jobs=[JOB],
    resources={{"output_notebook_io_manager": OUTPUTS}},
)
"""


@dataclass(frozen=True)
class Dagstermill:
    """Dagster's job command; it has no run without a change: it runs what it is told to.

    Parameters
    ----------
    environment : Environment
        Where it is installed.
    """

    environment: Environment
    name: str = "dagstermill"
    remembers: bool = False

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write the notebooks and a job."""
        workload.write(folder / "notebooks")
        (folder / "home").mkdir()
        (folder / "home" / "dagster.yaml").write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
        (folder / "job.py").write_text(JOB.format(names=list(workload.names)), encoding="utf-8")

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Execute the job."""
        python = self.environment.python
        words = [str(python.with_name("dagster")), "job", "execute", "-f", "job.py", "-j", "everything"]
        environment = command_environment(python, {"DAGSTER_HOME": str(folder / "home")})
        run_command(words, folder, environment, watcher=watcher)

    def executed(self, folder: Path) -> list[Path]:
        """Name the executed notebooks."""
        return sorted((folder / "executed").rglob("*.ipynb"))
