"""What to measure next stands in the order of its worth, and what has no worth says why."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from senim.brief.components.notes import limits, measurements
from senim.brief.ledger import Ledger
from senim.brief.page import Page
from senim.brief.reviewed import reviewed


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
    assert len(lines) == 5
    assert "Worth 40" in lines[0].replace("\u202f", " ")
    assert "cannot be told from nothing" in lines[3]
    assert "not calculated" in lines[4]
    assert "Knowing fully" in lines[2]


def test_limits_print_every_line_and_the_day_of_the_oldest_review(english: Page) -> None:
    page = BeautifulSoup(limits(english), "html.parser")
    for name in ("assumptions", "data-log"):
        assert len(page.select(f"#{name} li")) == len(reviewed(name).texts)
    assert "reviewed on" in page.get_text()
