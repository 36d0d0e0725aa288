"""The project's own command, with the rooms of a small project: ``-m benchmarks.small_pipeline run``."""

from __future__ import annotations

import runpy
from pathlib import Path

if __name__ == "__main__":
    from benchmarks import rooms
    from senim.pipeline import services

    small = rooms.small_services()
    services.project_services = lambda: small
    runpy.run_path(str(Path(__file__).resolve().parents[1] / "pipeline.py"), run_name="__main__")
