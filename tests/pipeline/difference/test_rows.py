"""Rows are matched by the declared key; without one a changed row went and came."""

from __future__ import annotations

import json
from pathlib import Path

from senim.pipeline.difference.model import RowMoved
from senim.pipeline.difference.rows import DESCRIPTION, tables_moved


def files(folder: Path, table: str, key: object = "row") -> dict[str, Path]:
    folder.mkdir()
    (folder / "t.csv").write_text(table, encoding="utf-8", newline="")
    description = {"resources": [{"name": "t", "schema": {"primaryKey": key}}]}
    (folder / "d.json").write_text(json.dumps(description), encoding="utf-8")
    return {"data/raw/t.csv": folder / "t.csv", DESCRIPTION: folder / "d.json"}


def test_rows_by_key(tmp_path: Path) -> None:
    old = files(tmp_path / "a", "row,a,b\nx,1,2\ny,1,2\nz,1,2\n")
    new = files(tmp_path / "b", "row,a,b\nz,1,2\nx,1,3\nw,,9\n")
    (moved,) = tables_moved(old, new)
    assert moved.rows == (
        RowMoved("w", None, {"row": "w", "a": "", "b": "9"}),
        RowMoved("x", {"b": "2"}, {"b": "3"}),
        RowMoved("y", {"row": "y", "a": "1", "b": "2"}, None),
    )
    assert (moved.added, moved.removed, moved.changed) == (1, 1, 1)


def test_key_of_several_columns_and_a_new_column(tmp_path: Path) -> None:
    old = files(tmp_path / "a", "row,a\nx,1\nx,2\n", ["row", "a"])
    new = files(tmp_path / "b", "row,a,c\nx,1,\nx,2,q\n", ["row", "a"])
    (moved,) = tables_moved(old, new)
    assert [row.row for row in moved.rows] == ["x · 1", "x · 2"]
    assert moved.rows[1].before == {}
    assert moved.rows[1].now == {"c": "q"}


def test_a_key_that_does_not_hold_or_changed(tmp_path: Path) -> None:
    old = files(tmp_path / "a", "row,a\nx,1\nx,1\n")
    new = files(tmp_path / "b", "row,a\nx,1\nx,2\n")
    (moved,) = tables_moved(old, new)
    assert (moved.added, moved.removed, moved.changed) == (1, 1, 0)
    other = files(tmp_path / "c", "row,a\ny,1\n", "a")
    assert tables_moved(old, other)[0].changed == 0


def test_order_or_layout_alone_moves_no_row(tmp_path: Path) -> None:
    old = files(tmp_path / "a", "row,a\nx,1\ny,2\n")
    new = files(tmp_path / "b", 'row,a\r\ny,2\r\n"x",1\r\n')
    (moved,) = tables_moved(old, new)
    assert moved.rows == ()


def test_a_table_that_came_and_odd_files(tmp_path: Path) -> None:
    new = files(tmp_path / "b", "row,a\nx,1,more,cells\ny\n")
    (moved,) = tables_moved({}, new)
    assert moved.added == 2
    (tmp_path / "b/d.json").write_text("{", encoding="utf-8")
    assert tables_moved({}, new)[0].added == 2
