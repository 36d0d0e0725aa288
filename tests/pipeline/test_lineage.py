"""The pages of an edition name it and the one before it truly, whatever state the inputs returned to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from senim.pipeline.editions import editions, find_edition
from senim.pipeline.facts import Lineage
from senim.pipeline.lineage import next_lineage, standing_editions
from senim.pipeline.publish import point_latest
from senim.pipeline.record import SEAL, read_record
from senim.pipeline.verify import verify_edition

Publish = Callable[..., Path]
SHOW_FACTS = """
import json, pathlib
facts = json.loads(pathlib.Path(edition).read_text())
print(json.dumps({word: facts[word] for word in ("edition", "compared_with", "first")}))
"""


def edit(root: Path, factor: int) -> None:
    (root / "parameters/levers.yaml").write_text(f"factor: {factor}\n", encoding="utf-8")


def record_of(edition: Path) -> dict[str, Any]:
    record = read_record(edition)
    assert record
    return record


def said(edition: Path) -> dict[str, Any]:
    """Read what the page of the edition says of itself."""
    page = (edition / "en/brief.html").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(page.partition("<p>")[2].partition("\n")[0])
    return found


@pytest.fixture
def telling(root: Path, small: Any) -> None:
    """Let the brief print the facts of its edition."""
    small.write_notebook(
        root / "notebooks/brief.ipynb",
        SHOW_FACTS,
        "value = 1" + small.RESULTS_CELL.format(id="read", name="brief"),
        parameters='language: str = "en"\ninputs: str = ""\nresults: str = ""\nedition: str = ""',
    )


def test_back_to_an_earlier_state_on_the_same_day(
    publish_edition: Publish, root: Path, reports: Path, telling: None
) -> None:
    first = publish_edition()
    edit(root, 3)
    second = publish_edition()
    edit(root, 2)
    third = publish_edition()
    (root / "src/senim/brief/template/page.css").write_text("p {}", encoding="utf-8")
    fourth = publish_edition()
    assert third.name == f"{first.name}-2"
    assert fourth.name == f"{first.name}-3"
    before: Path | None = None
    for edition in (first, second, third, fourth):
        assert verify_edition(edition) == ()
        facts = record_of(edition)["edition"]
        compared = before.name if before else None
        told = {"edition": edition.name, "compared_with": compared, "first": before is None}
        assert said(edition) == told
        assert {word: facts[word] for word in told} == told
        if before is not None:
            changes = json.loads((edition / "data/changes.json").read_text(encoding="utf-8"))
            assert changes["edition"] == before.name
            assert facts["compared_seal"] == record_of(before)[SEAL]
        before = edition
    assert find_edition("previous", reports) == third
    assert publish_edition(date="") == fourth, "nothing to do"


def test_previous_is_what_the_latest_page_names(publish_edition: Publish, root: Path, reports: Path) -> None:
    first = publish_edition()
    (root / "src/senim/brief/template/page.css").write_text("p { color: red }", encoding="utf-8")
    second = publish_edition()
    assert second.name == f"{first.name}-2"
    assert find_edition("previous", reports) == first


def test_only_whole_editions_are_compared_with(reports_copy: Path) -> None:
    new, old = editions(reports_copy)
    edition = "2026-02-01-aaaaaaaa"
    assert next_lineage(reports_copy, edition) == Lineage(
        edition, new.name, record_of(new)[SEAL], first=False
    )
    (new / "en/brief.html").write_text("other", encoding="utf-8")
    assert next_lineage(reports_copy, edition).compared_with == old.name
    (old / "record.json").write_text("{}", encoding="utf-8")
    assert next_lineage(reports_copy, edition) == Lineage(edition, first=False)
    assert next_lineage(reports_copy / "none", edition) == Lineage(edition, first=True)


def test_what_may_be_found_standing(reports_copy: Path) -> None:
    new, old = editions(reports_copy)
    assert standing_editions(reports_copy) == (new,)
    point_latest(reports_copy, old.name)
    assert standing_editions(reports_copy) == (old, new)
    (reports_copy / "latest").unlink()
    assert standing_editions(reports_copy) == (new, old)
