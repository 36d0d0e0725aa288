"""The list tells which edition is the latest, and which is damaged."""

from __future__ import annotations

import io
import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console

from senim.findings import InputError
from senim.pipeline.edition_list import list_editions, print_editions
from senim.pipeline.editions import editions, find_edition, newest
from senim.pipeline.shelf import show_difference, show_editions, show_whole


def printed(reports: Path) -> str:
    console = Console(file=io.StringIO(), width=160)
    print_editions(list_editions(reports), console)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_newest_first_with_its_state(reports_copy: Path) -> None:
    new, old = list_editions(reports_copy)
    assert (new.date, old.date) == ("2026-01-02", "2026-01-01")
    assert (new.latest, old.latest, new.whole, old.whole) == (True, False, True, True)
    assert (new.compared_with, old.compared_with) == (old.name, "")
    assert new.data_cutoff == "2025-12-31"
    assert new.name == f"2026-01-02-{new.run_key[:8]}"
    assert new.size_bytes == sum(
        path.stat().st_size for path in (reports_copy / new.name).rglob("*") if path.is_file()
    )
    (reports_copy / old.name / "data/claims.json").write_text("[]", encoding="utf-8")
    assert [line.whole for line in list_editions(reports_copy)] == [True, False]
    text = printed(reports_copy)
    assert text.index(new.name) < text.index(old.name)
    assert "damaged" in text


def test_a_record_nobody_can_read_is_damage_not_an_error(reports_copy: Path) -> None:
    old = list_editions(reports_copy)[1].name
    (reports_copy / old / "record.json").write_text("{", encoding="utf-8")
    line = list_editions(reports_copy)[1]
    assert (line.name, line.date, line.whole) == (old, "", False)


def test_an_edition_of_another_version_is_called_that_and_not_damaged(reports_copy: Path) -> None:
    new, old = (reports_copy / line.name for line in list_editions(reports_copy))
    record = json.loads((old / "record.json").read_text(encoding="utf-8"))
    (old / "record.json").write_text(json.dumps({**record, "format": 1}), encoding="utf-8")
    assert [(line.whole, line.record_format) for line in list_editions(reports_copy)] == [
        (True, None),
        (None, 1),
    ]
    assert "of another version (record format 1): not checked" in printed(reports_copy)
    assert "damaged" not in printed(reports_copy)
    for act in (
        partial(show_whole, old.name, reports_copy),
        partial(show_difference, old.name, new.name, reports_copy, as_json=False),
    ):
        with pytest.raises(InputError, match="format 1, and this version checks format 2"):
            act()


def test_json_for_machines_and_no_edition_yet(
    reports_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_editions(reports_copy, as_json=True)
    assert [item["latest"] for item in json.loads(capsys.readouterr().out)] == [True, False]
    assert "No edition" in printed(tmp_path / "none")


def test_an_edition_is_found_by_every_name_it_has(reports_copy: Path, tmp_path: Path) -> None:
    new, old = (reports_copy / line.name for line in list_editions(reports_copy))
    assert newest(reports_copy) == new
    for word, folder in [
        ("latest", new),
        ("previous", old),
        (old.name, old),
        (str(old), old),
        (f"{old.parent}/./{old.name}", old),
    ]:
        assert find_edition(word, reports_copy) == folder
    assert find_edition(str(old), None) == old
    for word in ("2026-01-09-aaaaaaaa", "../nowhere", "latest/../nowhere", ""):
        with pytest.raises(InputError, match="there is no such edition"):
            find_edition(word, reports_copy)
    with pytest.raises(InputError, match="Give the path of a folder"):
        find_edition("latest", None)


def test_a_word_that_leads_nowhere_is_explained(reports_copy: Path) -> None:
    new, old = editions(reports_copy)
    shutil.rmtree(old)
    for word, problem in (
        ("previous", "no edition came before the latest"),
        ("latest", "leads to no edition"),
    ):
        if word == "latest":
            (reports_copy / "latest").unlink()
        with pytest.raises(InputError, match=problem) as told:
            find_edition(word, reports_copy)
        assert new.name in str(told.value)
        assert "Did you mean" not in str(told.value)


def test_latest_that_leads_nowhere_or_out(reports_copy: Path, tmp_path: Path) -> None:
    (reports_copy / "latest").unlink()
    assert newest(reports_copy) is None
    (reports_copy / "latest").symlink_to(tmp_path)
    assert newest(reports_copy) is None


def test_in_a_file_no_line_is_filled_up_with_blanks(
    reports_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_difference("previous", "latest", reports_copy, as_json=False)
    show_editions(reports_copy, as_json=False)
    lines = capsys.readouterr().out.split("\n")
    assert len(lines) > 10
    assert [line for line in lines if line != line.rstrip()] == []
