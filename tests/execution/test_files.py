"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.execution.files import (
    file_digest,
    folder_name,
    put_back,
    replace_folder,
    temporary_folder,
    write_json,
    write_text,
)


def test_json_is_canonical(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"б": 1, "a": [1.5, None]})
    write_json(tmp_path / "b.json", {"a": [1.5, None], "б": 1})
    assert file_digest(tmp_path / "a.json") == file_digest(tmp_path / "b.json")
    assert "б" in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_refused_content_leaves_the_old_file(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", 1)
    with pytest.raises(ValueError, match="JSON compliant"):
        write_json(tmp_path / "a.json", float("nan"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "1\n"


def test_failed_write_leaves_no_temporary_file(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "a.txt", "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_folder_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "target"
    for name in ("old", "new"):
        folder = temporary_folder(target)
        (folder / name).touch()
        replace_folder(folder, target)
    assert [path.name for path in tmp_path.iterdir()] == ["target"]
    assert [path.name for path in target.iterdir()] == ["new"]


def test_names_of_tasks_stay_as_they_are() -> None:
    for name in ("04-crime", "brief.kk", "01-<script>", "07-сенім"):
        assert folder_name(name) == name
    assert folder_name("../a") != folder_name("a")


def test_a_replacement_that_fails_puts_the_old_folder_back(tmp_path: Path) -> None:
    target, gone = tmp_path / "target", tmp_path / "gone"
    target.mkdir()
    (target / "old.txt").touch()
    with pytest.raises(FileNotFoundError):
        replace_folder(gone, target)
    assert [path.name for path in tmp_path.rglob("*")] == ["target", "old.txt"]


def test_only_what_was_replaced_is_put_back_and_only_to_an_empty_place(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for name in (".tmp-there-old-0123abcd", ".tmp-lost-0123abcd"):
        (tmp_path / name).mkdir()
        assert not put_back(tmp_path / name)
    (tmp_path / ".tmp-lost-old-0123abcd").mkdir()
    assert put_back(tmp_path / ".tmp-lost-old-0123abcd")
    assert (tmp_path / "lost").is_dir()
