"""A new edition is compared with the newest other one, and what it was compared with holds for good."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from senim.brief.changes import Changes
from senim.findings import InputError
from senim.pipeline.difference import compare, edition_snapshot
from senim.pipeline.editions import editions
from senim.pipeline.facts import Lineage
from senim.pipeline.record import read_record
from senim.pipeline.since import brief_changes, changes_since

Publish = Callable[..., Path]


def edit(root: Path, factor: int) -> None:
    (root / "parameters/levers.yaml").write_text(f"factor: {factor}\n", encoding="utf-8")


def facts(edition: Path) -> dict[str, Any]:
    record = read_record(edition)
    assert record
    found: dict[str, Any] = record["edition"]
    return found


def changes(edition: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((edition / "data/changes.json").read_text(encoding="utf-8"))
    return found


def test_first_then_compared(two_editions: Path) -> None:
    new, old = editions(two_editions)
    assert facts(old)["compared_with"] is None
    assert facts(old)["first"]
    assert not (old / "data/changes.json").exists()
    assert facts(new)["compared_with"] == old.name
    told = changes(new)
    assert (told["edition"], told["date"]) == (old.name, "2026-01-01")
    assert [claim["id"] for claim in told["difference"]["claims"]] == ["first", "second"]
    # the kept difference is what `diff` says, but for the words of the pages
    said = compare(edition_snapshot(old), edition_snapshot(new)).as_dict()
    for part in ("claims", "data", "parameters", "options", "code", "environment", "unchanged"):
        assert told["difference"][part] == said[part], part


def test_the_brief_is_told_what_the_edition_keeps(
    publish_edition: Publish, root: Path, reports: Path
) -> None:
    publish_edition()
    edit(root, 3)
    edition = publish_edition(date="2026-01-02", parameters={"draws": 20})
    written = [json.loads(path.read_text()) for path in reports.glob(".cache/brief.en/*/edition.json")]
    told = next(item["changes"] for item in written if item["edition"] == facts(edition)["edition"])
    assert told == brief_changes(changes(edition))
    read = Changes.model_validate(told)
    assert [claim.id for claim in read.claims] == ["second"]
    assert read.claims[0].before
    assert read.claims[0].before.value == 10
    assert read.claims[0].causes[0].kind == "parameter"
    assert read.unchanged == 1


def test_no_change_stays_no_change(publish_edition: Publish, root: Path, reports: Path) -> None:
    publish_edition()
    edit(root, 3)
    second = publish_edition(date="2026-01-02")
    before = {path.name for path in editions(reports)}
    assert publish_edition(date="") == second
    assert {path.name for path in editions(reports)} == before


def test_the_partner_is_kept_in_the_record_when_it_is_gone(
    publish_edition: Publish, root: Path, reports: Path
) -> None:
    first = publish_edition()
    edit(root, 3)
    second = publish_edition(date="2026-01-02")
    told = changes(second)
    shutil.rmtree(first)
    assert publish_edition(date="") == second, "nothing to do"
    assert (facts(second)["compared_with"], changes(second)) == (first.name, told)
    # a new look alone publishes the same id again, compared with the edition that it follows
    (root / "src/senim/brief/template/page.css").write_text("p { color: red }", encoding="utf-8")
    again = publish_edition(date="2026-01-02")
    assert again.name == f"{second.name}-2"
    assert facts(again)["compared_with"] == second.name
    assert changes(again)["difference"]["claims"] == []
    edit(root, 4)
    assert facts(publish_edition(date="2026-01-03"))["compared_with"] == again.name


def test_a_partner_that_vanished_is_told(reports_copy: Path) -> None:
    new, old = editions(reports_copy)
    snapshot = replace(edition_snapshot(new), name="2026-03-01-ffffffff")
    with pytest.raises(InputError, match="gone or changed"):
        changes_since(reports_copy, Lineage("new", old.name, "another seal", first=False), snapshot)


def test_claims_of_another_version_are_read_as_far_as_possible(two_editions: Path) -> None:
    told = changes(editions(two_editions)[0])
    told["difference"]["claims"][0]["before"]["later_field"] = 1
    told["difference"]["claims"][1]["before"]["unit"] = "furlongs"
    found = brief_changes(told)["claims"]
    assert found[0]["before"]["value"] == 14
    assert found[1]["before"] is None
    Changes.model_validate(brief_changes(told))
