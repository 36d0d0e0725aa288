"""Parameters are read by declared type, never guessed."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.execution.parameters import check_parameters, declared_parameters
from senim.findings import InputError

DECLARED = """
# how many
draws: int = 10_000
code: str = "01"
share: float = 0.5
fast: bool = False
scenarios: list[str] = []
limits: dict[str, int] = {}
kind: Literal["a", "b"] = "a"
year: int | None = None
notebook = "01-first"
"""


def declared(small: ModuleType, folder: Path, text: str = DECLARED) -> Any:
    return declared_parameters(small.write_notebook(folder / "01-first.ipynb", "x = 1", parameters=text))


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("code", "05", "05"),
        ("draws", "05", 5),
        ("draws", 7, 7),
        ("share", "1", 1.0),
        ("fast", "true", True),
        ("scenarios", "baseline, cut-to-424", ["baseline", "cut-to-424"]),
        ("scenarios", '["05"]', ["05"]),
        ("scenarios", "05", ["05"]),
        ("limits", '{"low": 1}', {"low": 1}),
        ("kind", "b", "b"),
        ("year", "2019", 2019),
    ],
)
def test_read_as_declared(small: ModuleType, tmp_path: Path, name: str, given: Any, expected: Any) -> None:
    value = check_parameters(declared(small, tmp_path), {name: given}, "n.ipynb")[name]
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("draws", "many"),
        ("draws", True),
        ("draws", 1.5),
        ("code", 5),
        ("kind", "c"),
        ("scenarios", [5]),
        ("limits", "{"),
    ],
)
def test_wrong_type_is_refused(small: ModuleType, tmp_path: Path, name: str, given: Any) -> None:
    with pytest.raises(InputError, match=f"parameter {name}: .* is not an? "):
        check_parameters(declared(small, tmp_path), {name: given}, "n.ipynb")


def test_all_findings_at_once_with_the_nearest_name(small: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        check_parameters(declared(small, tmp_path), {"drows": 1, "code": 1, "share": "x"}, "n.ipynb")
    assert len(caught.value.findings) == 3
    assert "Did you mean 'draws'?" in str(caught.value)


def test_constants_are_not_parameters(small: ModuleType, tmp_path: Path) -> None:
    found = declared(small, tmp_path)
    assert "notebook" not in found
    assert found["draws"].default == 10_000


@pytest.mark.parametrize(
    "line",
    ["x: int", "x: int = 'a'", "x: Path = 1", "x: list[open] = []", "x: int = len('a')", "x: int = 1.0"],
)
def test_declarations_that_cannot_be_checked_are_named(small: ModuleType, tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match=r"01-first.ipynb, parameter x: the declaration cannot be used"):
        declared(small, tmp_path, line)


def test_unreadable_notebook_is_named(tmp_path: Path) -> None:
    (tmp_path / "n.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"n.ipynb, parameters cell"):
        declared_parameters(tmp_path / "n.ipynb")


def test_no_parameters_cell_declares_nothing(small: ModuleType, tmp_path: Path) -> None:
    assert declared_parameters(small.write_notebook(tmp_path / "n.ipynb", "x: int = 1")) == {}
