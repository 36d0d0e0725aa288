"""Modules are imported each on its own, and what a kernel must know of it is noted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from senim.execution.supply.preparing import file_state, read_once

PREPARE = """
import json, sys
from senim.execution.supply.preparing import NotPreparedError, TalkativeModuleError, prepare
try:
    done = prepare(["json", "breaks", "sets", "left"], ("left",), for_forks=True)
except (NotPreparedError, TalkativeModuleError) as error:
    result = [type(error).__name__, str(error)]
else:
    result = [done.modules, done.changed_variables, sorted(done.files), "X" in done.variables]
open(sys.argv[1], "w").write(json.dumps(result))
"""


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    (tmp_path / "breaks.py").write_text("1 / 0", encoding="utf-8")
    (tmp_path / "sets.py").write_text("import os\nos.environ['MPL_X'] = 'y'", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def act(before: str = "") -> object:
        import json

        with (tmp_path / "log").open("wb") as log:
            subprocess.run(
                [sys.executable, "-c", before + PREPARE, str(tmp_path / "result")],
                check=True,
                stdout=log,
                stderr=log,
            )
        return json.loads((tmp_path / "result").read_text(encoding="utf-8"))

    return act


def test_what_was_done_is_noted(prepared, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    modules, changed, files, _ = prepared()
    assert modules == ["json", "sets"]
    assert changed == {"MPL_X": "y"}
    assert str(tmp_path / "sets.py") in files
    assert any(file.endswith("senim/execution/supply/preparing.py") for file in files)
    assert not any("site-packages" in file or file.startswith(os.path.dirname(os.__file__)) for file in files)


def test_an_installation_that_writes_when_it_is_imported(prepared) -> None:  # type: ignore[no-untyped-def]
    assert prepared("print('hello')\n") == [
        "NotPreparedError",
        "this installation writes output when it is imported",
    ]


def test_variables_that_count_at_the_start() -> None:
    given = {"OMP_NUM_THREADS": "1", "LC_ALL": "C", "PATH": "/bin", "SENIM_ROOT": "/x", "PYTHONPATH": "/y"}
    assert set(read_once(given)) == {"OMP_NUM_THREADS", "LC_ALL", "PYTHONPATH"}


def test_the_state_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    assert file_state(str(file)) is None
    file.write_text("1", encoding="utf-8")
    first = file_state(str(file))
    os.utime(file, ns=(1, 1))
    assert file_state(str(file)) != first
