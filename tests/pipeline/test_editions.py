"""Editions are found, named apart and checked byte by byte."""

from __future__ import annotations

import json
import os
from pathlib import Path

from senim.execution.files import file_digest
from senim.pipeline.editions import editions, free_name, is_whole, latest_record
from senim.pipeline.record import FORMAT, SEAL, seal_of

OLD, NEW = "2026-01-01-aaaaaaaa", "2026-01-02-bbbbbbbb"


def test_newest_first_and_nothing_else(tmp_path: Path) -> None:
    for number, name in enumerate([NEW, OLD, f"{OLD}-2", "failed", ".tmp-2026-01-03-cccccccc", "2026-notes"]):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (number, number))
    assert [path.name for path in editions(tmp_path)] == [NEW, f"{OLD}-2", OLD]
    assert (free_name(tmp_path, OLD), free_name(tmp_path, NEW)) == (f"{OLD}-3", f"{NEW}-2")
    assert editions(tmp_path / "nowhere") == ()


def test_a_name_that_was_cited_is_not_given_again(tmp_path: Path) -> None:
    for name in (OLD, f"{OLD}-3"):
        (tmp_path / name).mkdir()
    assert free_name(tmp_path, OLD) == f"{OLD}-4"


def test_record_that_cannot_be_read_is_as_none(tmp_path: Path) -> None:
    assert latest_record(tmp_path) is None
    (tmp_path / "latest").mkdir()
    for text in ("{", "[]", "{}", "[" * 100_000, '{"edition": {}, "tasks": {}, "outputs": {}}'):
        (tmp_path / "latest" / "record.json").write_text(text, encoding="utf-8")
        assert latest_record(tmp_path) is None
    record: dict[str, object] = {"format": FORMAT, "edition": {}, "tasks": {}, "outputs": {}}
    record[SEAL] = seal_of(record)
    (tmp_path / "latest" / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert latest_record(tmp_path) == record


def test_one_byte_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.write_bytes(b"abc")
    record = {"outputs": {"brief.html": file_digest(page)}}
    assert is_whole(tmp_path, record)
    page.write_bytes(b"abd")
    assert not is_whole(tmp_path, record)
    page.unlink()
    assert not is_whole(tmp_path, record)
