from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from senim.personnel.officers import compiling
from senim.personnel.officers.compiling import compiled_and_kept, fingerprint, pointer


def doubled(number: float) -> float:
    return 2.0 * number


def from_nowhere(source: str) -> Callable[[float], float]:
    """A function of no file: nothing that is compiled of it can be kept."""
    room: dict[str, Callable[[float], float]] = {}
    exec(compile(source, "<nowhere>", "exec"), room)
    return room["function"]


def test_what_cannot_be_kept_is_compiled_all_the_same() -> None:
    assert compiled_and_kept(from_nowhere("def function(number):\n    return 3.0 * number\n"))(2.0) == 6.0


def test_other_errors_are_not_hidden(monkeypatch) -> None:
    def fails(**_: object) -> Callable[..., object]:
        raise RuntimeError("something else")

    monkeypatch.setattr(compiling, "njit", fails)
    with pytest.raises(RuntimeError, match="something else"):
        compiled_and_kept(doubled)


def test_a_pointer_reads_and_writes_the_array() -> None:
    def add_up(numbers):
        told = pointer(numbers)
        told[0] += told[1]

    numbers = np.array([1.0, 2.0])
    compiled_and_kept(add_up)(numbers)
    assert np.array_equal(numbers, [3.0, 2.0])


def test_the_fingerprint_changes_with_any_source(tmp_path: Path, monkeypatch) -> None:
    for name in ("one.py", "other.py"):
        (tmp_path / name).write_text("A = 1\n")
    monkeypatch.setattr(compiling, "__file__", str(tmp_path / "one.py"))
    before = fingerprint()
    assert before == fingerprint() >= 0
    (tmp_path / "other.py").write_text("A = 2\n")
    assert fingerprint() != before
