"""One byte anywhere is noticed and its file is named, wherever the edition was copied to."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from senim.execution.files import json_text
from senim.pipeline.errors import DamagedEditionError
from senim.pipeline.record import RECORD, SEAL, seal_of
from senim.pipeline.verify import require_whole, verify_edition

FLIPS_PER_FILE = 6


@pytest.fixture
def edition(two_editions: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree((two_editions / "latest").resolve(), tmp_path / "copied away"))


def named(folder: Path) -> list[str]:
    return [finding.file for finding in verify_edition(folder)]


def reseal(folder: Path, change: Callable[[dict], None]) -> None:  # type: ignore[type-arg]
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    change(record)
    record[SEAL] = seal_of(record)
    (folder / RECORD).write_text(json_text(record), encoding="utf-8")


def test_a_whole_edition_has_no_findings(edition: Path) -> None:
    assert verify_edition(edition) == ()
    require_whole(edition)


def test_a_flipped_bit_anywhere_names_its_file(edition: Path) -> None:
    chance = random.Random(20261125)
    files = sorted(path for path in edition.rglob("*") if path.is_file())
    assert len(files) > 12
    for path in files:
        content = path.read_bytes()
        for _ in range(FLIPS_PER_FILE if content else 0):
            place, bit = chance.randrange(len(content)), chance.randrange(8)
            damaged = bytearray(content)
            damaged[place] ^= 1 << bit
            path.write_bytes(damaged)
            assert named(edition) == [path.relative_to(edition).as_posix()], (path, place, bit)
        path.write_bytes(content)
    assert named(edition) == []


def test_missing_and_added_files_are_named(edition: Path) -> None:
    (edition / "data/claims.json").unlink()
    (edition / "notes.txt").write_text("mine", encoding="utf-8")
    (edition / "en/link").symlink_to("brief.html")
    os.mkfifo(edition / "pipe")
    assert sorted(named(edition)) == ["data/claims.json", "en/link", "notes.txt", "pipe"]
    with pytest.raises(DamagedEditionError, match=r"not as it was published \(4 findings\)"):
        require_whole(edition)


def test_a_link_to_the_right_content_is_not_the_file(edition: Path, tmp_path: Path) -> None:
    page = edition / "en/brief.html"
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert named(edition) == ["en/brief.html"]


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "en/../../outside", "a\\b", ""])
def test_names_that_lead_out_are_refused(edition: Path, name: str) -> None:
    reseal(edition, lambda record: record["outputs"].update({name: "0" * 64}))
    assert [finding.problem for finding in verify_edition(edition)] == ["this name leads out of the edition"]


def test_a_file_that_cannot_be_read_is_a_finding_and_no_error(edition: Path) -> None:
    reseal(edition, lambda record: record["outputs"].update({"n" * 300: "0" * 64}))
    assert [finding.problem for finding in verify_edition(edition)] == [
        "the file cannot be read (File name too long)"
    ]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda record: record["edition"].update(run_key="0" * 64), "edition, run_key"),
        (lambda record: record["edition"].update(date="2020-01-01"), "edition"),
        (lambda record: record["tasks"]["01-first"].update(key="0" * 64), "tasks, 01-first"),
        (lambda record: record["tasks"]["01-first"]["parts"]["code"].update(more="1"), "tasks, 01-first"),
        (
            lambda record: record["inputs"].update({"data/raw/numbers.csv": "0" * 64}),
            "inputs/data/raw/numbers.csv",
        ),
        (lambda record: record["tasks"].update(odd=[]), "tasks"),
        (lambda record: record["tasks"]["prepare"].update(parts={"code": 1}), "tasks"),
    ],
)
def test_a_record_that_contradicts_itself(edition: Path, change: Callable[[dict], None], where: str) -> None:  # type: ignore[type-arg]
    reseal(edition, change)
    assert where in [finding.where for finding in verify_edition(edition) if finding.file == RECORD]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"format": 2}', '{"format": 1}', "[" * 100_000, "\udcff", '{"a": NaN}']
)
def test_what_is_no_record(edition: Path, text: str) -> None:
    (edition / RECORD).write_bytes(text.encode("utf-8", errors="surrogateescape"))
    assert named(edition) == [RECORD]


def test_a_record_laid_out_otherwise_or_gone(edition: Path) -> None:
    record = json.loads((edition / RECORD).read_text(encoding="utf-8"))
    (edition / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert named(edition) == [RECORD]
    (edition / RECORD).unlink()
    assert named(edition) == [RECORD]


def test_a_folder_under_the_name_of_another_edition(edition: Path, tmp_path: Path) -> None:
    other = tmp_path / "2020-01-01-aaaaaaaa"
    edition.rename(other)
    assert named(other) == [other.name]


def test_the_number_of_a_further_publication_belongs_to_the_name(edition: Path, tmp_path: Path) -> None:
    name = json.loads((edition / RECORD).read_text(encoding="utf-8"))["edition"]["edition"]
    reseal(edition, lambda record: record["edition"].update(edition=f"{name}-3"))
    for word, findings in ((f"{name}-3", []), (name, [name]), (f"{name}-2", [f"{name}-2"])):
        edition = edition.rename(tmp_path / word)
        assert named(edition) == findings, word


def test_command_needs_no_project(edition: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SENIM_ROOT"}
    empty = tmp_path / "empty"
    empty.mkdir()
    code = "import sys; from senim.cli import main; sys.argv[0] = 'pipeline.py'; main()"
    command = [sys.executable, "-c", code, "verify", str(edition)]
    whole = subprocess.run(command, capture_output=True, text=True, check=False, cwd=empty, env=environment)
    assert whole.returncode == 0, whole.stderr
    assert "files are as they were published" in whole.stdout
    (edition / "en/brief.html").write_text("other", encoding="utf-8")
    damaged = subprocess.run(command, capture_output=True, text=True, check=False, cwd=empty, env=environment)
    assert damaged.returncode == 4
    assert "en/brief.html: the file is not as it was published" in damaged.stderr
    assert "Traceback" not in damaged.stderr
