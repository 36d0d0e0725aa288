"""Reviewed lists: complete, dated, and refused with everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.brief import reviewed as module
from senim.brief.reviewed import LISTS, last_review, reviewed
from senim.findings import InputError
from senim.parameters import load_parameters
from senim.sources import TABLES

ROOT = Path(__file__).parents[2]


def test_every_assumed_parameter_stands_in_one_line_of_the_log() -> None:
    listed = [name for about in reviewed("assumptions").about.values() for name in about]
    parameters = load_parameters(ROOT / "parameters")
    assumed = [name for name in parameters if parameters.status(name) in {"assumed", "elicited"}]
    assert sorted(listed) == sorted(assumed)


def test_every_table_stands_in_one_line_of_the_log() -> None:
    listed = [name for about in reviewed("data-log").about.values() for name in about]
    assert sorted(listed) == sorted(set(TABLES) - {"sources"})


def test_the_day_is_that_of_the_list_left_alone_longest() -> None:
    assert last_review() == min(reviewed(name).on for name in LISTS)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("texts: [mind.dose]", ["reviewed"]),
        ("reviewed: soon\ntexts: []", ["reviewed", "texts"]),
        ("reviewed: 2026-11-26\ntexts: [{mind.dose: []}]", ["texts"]),
        ("reviewed: 2026-11-26\ntexts: [{a: [b], c: [d]}]", ["texts"]),
        ("- mind.dose", ["reviewed", "texts"]),
    ],
)
def test_everything_wrong_with_a_list_is_told(
    text: str, problems: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "misuse.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    reviewed.cache_clear()
    with pytest.raises(InputError) as caught:
        reviewed("misuse")
    reviewed.cache_clear()
    assert [finding.where for finding in caught.value.findings] == problems
