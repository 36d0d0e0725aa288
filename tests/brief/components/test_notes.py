"""What to measure next stands in the order of its worth, and what has no worth says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from senim.brief.components import notes
from senim.brief.components.notes import limits, measurements, reviewed
from senim.brief.ledger import Ledger
from senim.brief.page import Page
from senim.findings import InputError
from senim.parameters import load_parameters
from senim.sources import TABLES

ROOT = Path(__file__).parents[3]


def lines_of(page: Page) -> list[str]:
    found = BeautifulSoup(measurements(page), "html.parser").select("li")
    return [line.get_text() for line in found]


def reranked(page: Page, **ranks: int) -> Page:
    claims = dict(page.ledger.claims)
    for study, rank in ranks.items():
        name = f"measure_rank.{study}"
        claims[name] = claims[name].model_copy(update={"value": rank})
    return replace(page, ledger=Ledger(claims))


def test_the_order_is_that_of_the_worth(english: Page) -> None:
    assert "Filled posts" in lines_of(english)[0]
    assert "victim survey" in lines_of(english)[1]
    assert "victim survey" in lines_of(reranked(english, posts=2, victims=1))[0]


def test_what_has_no_rank_says_why_and_comes_last(english: Page) -> None:
    lines = lines_of(english)
    assert len(lines) == 4
    assert "Worth 40" in lines[0].replace("\u202f", " ")
    assert "cannot be told from nothing" in lines[2]
    assert "not calculated" in lines[3]


def test_every_assumed_parameter_stands_in_one_line_of_the_log() -> None:
    listed = [name for about in reviewed("assumptions").about.values() for name in about]
    parameters = load_parameters(ROOT / "parameters")
    assumed = [name for name in parameters if parameters.status(name) in {"assumed", "elicited"}]
    assert sorted(listed) == sorted(assumed)


def test_every_table_stands_in_one_line_of_the_log() -> None:
    listed = [name for about in reviewed("data-log").about.values() for name in about]
    assert sorted(listed) == sorted(set(TABLES) - {"sources"})


def test_limits_print_every_line_and_the_day_of_the_oldest_review(english: Page) -> None:
    page = BeautifulSoup(limits(english), "html.parser")
    for name in ("assumptions", "data-log"):
        assert len(page.select(f"#{name} li")) == len(reviewed(name).texts)
    assert "reviewed on" in page.get_text()


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
    monkeypatch.setattr(notes, "files", lambda _: tmp_path)
    reviewed.cache_clear()
    with pytest.raises(InputError) as caught:
        reviewed("misuse")
    reviewed.cache_clear()
    assert [finding.where for finding in caught.value.findings] == problems
