"""Values are compared leaf by leaf; remarks are told apart from what moves a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.pipeline.difference.model import ValueMoved
from senim.pipeline.difference.values import bears_on_numbers, values_moved


def written(folder: Path, text: str) -> dict[str, Path]:
    folder.mkdir()
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    return {"parameters/p.yaml": folder / "p.yaml"}


def test_leaves(tmp_path: Path) -> None:
    old = written(tmp_path / "a", "a.b:\n  value: 1\n  valid_from: 2020-01-01\n  list: [1, 2]\n  note: x\n")
    new = written(tmp_path / "b", "a.b:\n  value: 1.0\n  valid_from: 2020-01-02\n  list: [1, 3, {q: 4}]\n")
    assert values_moved(old, new, "parameters/") == (
        ValueMoved("parameters/p.yaml", "a.b/list[2]", "2", "3"),
        ValueMoved("parameters/p.yaml", "a.b/list[3]/q", None, "4"),
        ValueMoved("parameters/p.yaml", "a.b/note", "x", None),
        ValueMoved("parameters/p.yaml", "a.b/valid_from", '"2020-01-01"', '"2020-01-02"'),
        ValueMoved("parameters/p.yaml", "a.b/value", "1", "1.0"),
    )


def test_a_number_that_became_a_text_has_moved(tmp_path: Path) -> None:
    old = written(tmp_path / "a", "a: 5\nb: true\nc: five\n")
    new = written(tmp_path / "b", "a: '5'\nb: 'true'\nc: 'five'\n")
    assert values_moved(old, new, "parameters/") == (
        ValueMoved("parameters/p.yaml", "a", "5", '"5"'),
        ValueMoved("parameters/p.yaml", "b", "true", '"true"'),
    )


def test_comments_move_nothing_and_unreadable_files_are_one_value(tmp_path: Path) -> None:
    old = written(tmp_path / "a", "a: 1\n")
    assert values_moved(old, written(tmp_path / "b", "# said\na:   1\n"), "parameters/") == ()
    (moved,) = values_moved(old, written(tmp_path / "c", "a: [\n"), "parameters/")[-1:]
    assert {moved.before, moved.now} == {"1", None}
    assert values_moved(old, {}, "scenarios/") == ()


@pytest.mark.parametrize(
    ("item", "bears"),
    [
        ("a.note/value", True),
        ("a/note", False),
        ("a/contested/x/source/title", False),
        ("title/en", False),
        ("a", True),
    ],
)
def test_remarks(item: str, bears: bool) -> None:
    assert bears_on_numbers(item) is bears
