"""Write the locks from pyproject.toml: ``python tools/lock.py [--upgrade]`` (needs uv and a network).

Each lock is universal (any system, Python 3.11 and newer), carries hashes and the build
backend, and names no package index. Pins that still fit are kept unless ``--upgrade``.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
LOCKS = {
    "requirements.lock": None,
    "requirements-cluster.lock": "cluster",
    "requirements-test.lock": "test",
    "requirements-lab.lock": "lab",
}
# The smaller lock that a larger one shares an environment with.
INSIDE = {"requirements-test.lock": "requirements-cluster.lock"}
# S3 clients (botocore) take no newer one, and a cluster runs with the packages of the run lock.
LIMITS = "python-dateutil<3"


def main(arguments: list[str]) -> int:
    """Write every lock; the run set first, since the others must agree with it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest_python = project["project"]["requires-python"].removeprefix(">=")
    given = "\n".join([*project["build-system"]["requires"], LIMITS])
    for lock, extra in LOCKS.items():
        command = ["uv", "pip", "compile", "pyproject.toml", "-", "--python-version", oldest_python, *OPTIONS]
        if extra:
            command += ["--extra", extra, "--constraint", INSIDE.get(lock, "requirements.lock")]
        command += ["--output-file", lock, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, input=given, text=True, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            return done.returncode
        print(f"{lock}: {sum('==' in line for line in (ROOT / lock).read_text().splitlines())} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
