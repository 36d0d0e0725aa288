"""Run every check that needs no test data, and say at the end which ones failed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "ruff check": [str(BIN / "ruff"), "check"],
    "ruff format": [str(BIN / "ruff"), "format", "--check"],
    "mypy --strict": [str(BIN / "mypy")],
    "import rules": [str(BIN / "lint-imports")],
    "notebook outputs": [sys.executable, "tools/strip_notebooks.py", "--check"],
    "docstrings, rooms, repository": [
        sys.executable, "-m", "pytest", "--quiet", "--no-header",
        "tests/test_architecture.py", "tests/test_docstrings.py", "tests/test_environment.py",
        "tests/test_repository.py", "tests/test_rooms.py",
    ],
}  # fmt: skip


def main() -> int:
    """Run the checks one after the other; the exit code is the number that failed."""
    failed = []
    for name, command in CHECKS.items():
        print(f"── {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
