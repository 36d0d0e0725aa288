"""jupyter-cache: notebooks of a project, executed by its local-parallel executor into its cache."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Watcher, command_environment, run_command
from benchmarks.peers.environments import Environment
from benchmarks.workloads import Workload

REQUIREMENT = "jupyter-cache==1.0.1"


@dataclass(frozen=True)
class JupyterCache:
    """jupyter-cache with a process for each core.

    Parameters
    ----------
    environment : Environment
        Where it is installed.
    """

    environment: Environment
    name: str = "jupyter-cache"
    remembers: bool = True

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write the notebooks and name them to the cache."""
        paths = [str(path) for path in workload.write(folder / "notebooks")]
        self._jcache(folder, "notebook", "add", *paths)

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Execute what is outdated."""
        words = ("project", "execute", "--executor", "local-parallel", "--timeout", "600")
        self._jcache(folder, *words, watcher=watcher)

    def executed(self, folder: Path) -> list[Path]:
        """Name the executed notebooks in the cache."""
        return sorted((folder / "cache" / "executed").glob("*/base.ipynb"))

    def _jcache(self, folder: Path, *words: str, watcher: Watcher | None = None) -> None:
        python = self.environment.python
        # It asks before it makes its cache, unless the folder is there.
        cache = folder / "cache"
        cache.mkdir(exist_ok=True)
        environment = command_environment(python, {"JUPYTERCACHE": str(cache)})
        run_command([str(python.with_name("jcache")), *words], folder, environment, watcher=watcher)
