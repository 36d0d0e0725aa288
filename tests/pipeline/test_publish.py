"""An edition appears whole or not at all: whatever fails, the last one stays as it was."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.findings import InputError
from senim.pipeline import durable
from senim.pipeline import publish as publishing
from senim.pipeline.editions import editions
from senim.pipeline.kept_inputs import keep_inputs
from senim.pipeline.publish import point_latest
from senim.pipeline.record import read_record
from senim.pipeline.verify import verify_edition

Publish = Callable[..., Path]
HOSTILE = """
source = "=<script>alert(1)</script>"
import pandas as pd
from senim.execution import Claim, Figure, write_results
texts = ["=1+1", "@SUM(A1)", "-2+3|' /C calc'!A0", "-5.5", "<script>"]
table = pd.DataFrame({"=name": texts, "value": [1, -2, 3, 4, 5]})
claim = Claim(
    id="second", value=draws, unit="count", status="observed", source=source, notebook="02-second"
)
figure = Figure(svg="<svg/>", table=table, title="t", subtitle="s", description="d")
write_results(results, claims=[claim], figures={"chart": figure}, notebook="02-second")
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_keeps_what_it_was_made_from(two_editions: Path) -> None:
    folder = (two_editions / "latest").resolve()
    assert (folder / "inputs/parameters/levers.yaml").read_text(encoding="utf-8") == "factor: 3\n"
    assert (folder / "inputs/data/raw/numbers.csv").is_file()
    assert (folder / "inputs/scenarios/baseline.yaml").is_file()
    assert (folder / "ro-crate-metadata.json").is_file()
    assert verify_edition(folder) == ()


@pytest.mark.slow
def test_a_failure_at_any_step_changes_nothing(
    publish_edition: Publish, root: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish_edition()
    before, page = tree(first), (reports / "index.html").read_bytes()
    (root / "parameters/levers.yaml").write_text("factor: 3\n", encoding="utf-8")
    steps: list[str] = []
    limit = 0

    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **options: Any) -> Any:
            if armed:
                steps.append(name)
                if len(steps) > limit:
                    raise OSError(errno.ENOSPC, "No space left on device", str(args[0]))
            return real(*args, **options)

        return act

    armed = False
    for holder, name in [
        (shutil, "copyfile"),
        (os, "fsync"),
        (os, "replace"),
        (Path, "rename"),
        (Path, "symlink_to"),
        (publishing, "write_csv"),
        (publishing, "sealed_record"),
    ]:
        monkeypatch.setattr(holder, name, failing(name, getattr(holder, name)))

    def arm(act: Callable[..., Any]) -> Callable[..., Any]:
        def armed_act(*args: Any) -> Any:
            nonlocal armed
            armed = True
            try:
                return act(*args)
            finally:
                armed = False

        return armed_act

    from senim.pipeline import run as running

    # An edition that has its name is not published again: the next run only links it.
    for name in ("publish", "point_latest"):
        monkeypatch.setattr(running, name, arm(getattr(running, name)))
    seen: set[str] = set()
    while True:
        steps.clear()
        told = attempt(publish_edition, date="2026-01-02")
        seen |= set(steps)
        for folder in editions(reports):
            assert verify_edition(folder) == (), "what has a name is whole"
        assert tree(first) == before
        assert not list(reports.glob(".tmp-*")), steps
        if not told:
            break
        moved = (reports / "latest").resolve() != first
        assert "No space left on device" in told
        assert ("The last edition is unchanged" in told) is not moved
        assert (reports / "index.html").read_bytes() == page
        limit += 1
    assert limit > 20
    assert seen >= {"copyfile", "fsync", "replace", "rename", "symlink_to", "sealed_record"}
    second, other = editions(reports)
    assert (other, (reports / "latest").resolve()) == (first, second), "published once"
    assert second.name in (reports / "index.html").read_text(encoding="utf-8")


def attempt(publish_edition: Publish, **options: Any) -> str:
    try:
        publish_edition(**options)
    except OSError as error:
        return str(error)
    return ""


def test_files_are_on_the_disk_before_they_have_a_name(
    publish_edition: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    real_sync, real_rename = durable.sync_tree, Path.rename

    def sync(folder: Path) -> None:
        told.append(f"sync {folder.name[:5]}")
        real_sync(folder)

    def rename(path: Path, target: Path) -> Path:
        told.append(f"rename {path.name[:5]} {Path(target).name[:10]}")
        return real_rename(path, target)

    monkeypatch.setattr(publishing, "sync_tree", sync)
    monkeypatch.setattr(Path, "rename", rename)
    publish_edition()
    assert told.index("rename .tmp- 2026-01-01") == told.index("sync .tmp-") + 1


def test_cut_off_between_name_and_link(
    publish_edition: Publish, root: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish_edition()
    (root / "parameters/levers.yaml").write_text("factor: 3\n", encoding="utf-8")

    def killed(folder: Path, name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "point_latest", killed)
        with pytest.raises(KeyboardInterrupt):
            publish_edition(date="2026-01-02")
    assert (reports / "latest").resolve() == first
    complete = editions(reports)[0]
    assert publish_edition(date="2026-01-02") == complete
    assert (reports / "latest").resolve() == complete
    assert len(editions(reports)) == 2


def test_hostile_content_is_published_as_content(
    publish_edition: Publish, root: Path, small: ModuleType
) -> None:
    place = root / "notebooks" / "02-second.ipynb"
    small.write_notebook(place, HOSTILE, parameters='draws: int = 10\nresults: str = ""')
    edition = publish_edition()
    text = (edition / "data/figures/02-second/chart.csv").read_text(encoding="utf-8")
    assert text == ("'=name,value\n'=1+1,1\n'@SUM(A1),-2\n'-2+3|' /C calc'!A0,3\n-5.5,4\n<script>,5\n")
    claims = json.loads((edition / "data/claims.json").read_text(encoding="utf-8"))
    assert [claim["source"] for claim in claims] == ["numbers", "=<script>alert(1)</script>"]
    assert verify_edition(edition) == ()


def test_an_input_edited_before_it_could_be_kept(root: Path, tmp_path: Path) -> None:
    digests = {
        "parameters/levers.yaml": "0" * 64,
        "data/raw/gone.csv": "0" * 64,
        "requirements.lock": "0" * 64,
    }
    with pytest.raises(InputError) as told:
        keep_inputs(root, digests, tmp_path / "edition")
    assert [finding.file for finding in told.value.findings] == [
        "parameters/levers.yaml",
        "data/raw/gone.csv",
    ]


def published(reports: Path) -> dict[str, bytes]:
    """Give what was published: neither the cache nor the pages that say when runs took place."""
    own = (".", "status.", "index.html")
    return {name: content for name, content in tree(reports).items() if not name.startswith(own)}


def test_the_same_key_gives_the_same_bytes(publish_edition: Publish, root: Path, reports: Path) -> None:
    publish_edition()
    (root / "parameters/levers.yaml").write_text("factor: 3\n", encoding="utf-8")
    publish_edition(date="2026-01-02", jobs=2)
    first = published(reports)
    shutil.rmtree(reports)
    (root / "parameters/levers.yaml").write_text("factor: 2\n", encoding="utf-8")
    publish_edition()
    (root / "parameters/levers.yaml").write_text("factor: 3\n", encoding="utf-8")
    publish_edition(date="2026-01-02")
    assert published(reports) == first


def test_latest_never_points_at_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").mkdir()
    point_latest(tmp_path, "one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        point_latest(tmp_path, "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest", "one"]
    assert (tmp_path / "latest").resolve().name == "one"


def test_record_is_trusted_only_with_its_seal(reports_copy: Path) -> None:
    folder = (reports_copy / "latest").resolve()
    record = read_record(folder)
    assert record
    record["python"] = "0"
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert read_record(folder) is None
    assert read_record(reports_copy / "nowhere") is None
