"""Compiled loops are kept by the content of everything they may call."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from senim.personnel.officers import compiling
from senim.personnel.officers.compiling import KEPT, compiled_and_kept, content_of, kept_folder, pointer

CALLED = (
    "from senim.personnel.officers.compiling import compiled\n\n@compiled\ndef inner(x):\n    return x + {}\n"
)
CALLS = (
    "from senim.personnel.officers import compiling\nfrom called import inner\n\n"
    "@compiling.compiled_and_kept\ndef outer(x):\n    return inner(x)\n\nprint(outer(1))\n"
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "one.py").write_text("x = 1\n", encoding="utf-8")
    return folder


def test_any_change_of_any_module_is_another_content(package: Path) -> None:
    before = content_of(package)
    (package / "two.py").write_text("", encoding="utf-8")
    added = content_of(package)
    (package / "two.py").rename(package / "three.py")
    assert len({before, added, content_of(package)}) == 3


def test_loops_of_other_contents_are_taken_away(package: Path) -> None:
    old = package / "__pycache__" / f"{KEPT}0123"
    old.mkdir(parents=True)
    (package / "__pycache__" / "one.pyc").touch()
    folder = kept_folder(package)
    folder.mkdir()
    assert not old.exists()
    assert kept_folder(package) == folder
    assert folder.exists()
    assert (package / "__pycache__" / "one.pyc").exists()


def test_a_package_that_cannot_be_written_to(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", lambda *of: False)
    assert kept_folder(package).parent == tmp_path / "cache" / "senim"


@pytest.mark.slow
def test_a_change_in_another_file_is_compiled_anew(tmp_path: Path) -> None:
    """What numba alone does not see: the function that changes is called from another file."""
    (tmp_path / "calls.py").write_text(CALLS, encoding="utf-8")
    driver = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from senim.personnel.officers import compiling\n"
        "compiling._FOLDER = str(compiling.kept_folder(Path(sys.argv[1])))\n"
        "import calls\n"
    )
    found = []
    for number in (1, 2, 2):
        (tmp_path / "called.py").write_text(CALLED.format(number), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", driver, str(tmp_path)], capture_output=True, text=True, check=True
        )
        found.append(done.stdout.strip())
    assert found == ["2", "3", "3"]
    assert len(list((tmp_path / "__pycache__").glob(f"{KEPT}*"))) == 1


def test_what_can_be_kept_nowhere_is_compiled_all_the_same() -> None:
    room: dict[str, Callable[[float], float]] = {}
    exec(compile("def function(number):\n    return 3.0 * number\n", "<nowhere>", "exec"), room)
    assert compiled_and_kept(room["function"])(2.0) == 6.0


def test_other_errors_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> Callable[..., object]:
        raise RuntimeError("something else")

    monkeypatch.setattr(compiling, "njit", fails)
    with pytest.raises(RuntimeError, match="something else"):
        compiled_and_kept(content_of)


def test_a_pointer_reads_and_writes_the_array() -> None:
    def add_up(numbers):
        told = pointer(numbers)
        told[0] += told[1]

    numbers = np.array([1.0, 2.0])
    compiled_and_kept(add_up)(numbers)
    assert np.array_equal(numbers, [3.0, 2.0])
