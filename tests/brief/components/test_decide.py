"""When an option is better: every kind of answer has its words, and no number is made up."""

from __future__ import annotations

from bs4 import BeautifulSoup

from senim.brief.components.decide import decide
from senim.brief.page import Page


def lines_of(page: Page) -> dict[tuple[str, str], list[str]]:
    table = BeautifulSoup(decide(page), "html.parser")
    cells = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")
    ]
    return {(row[0], row[1]): row[2:] for row in cells}


def test_each_kind_of_answer_has_its_words(english: Page) -> None:
    lines = lines_of(english)
    assert len(lines) == 6, "only what was weighed"
    said = " | ".join(line[0] for line in lines.values())
    for words in ("less than 0.8", "more than 0.6", "whatever a life", "at no worth", "cannot be told"):
        assert words in said.replace("\u202f", " "), words


def test_a_belief_is_shown_only_where_one_was_found(english: Page) -> None:
    beliefs = [line[1] for line in lines_of(english).values()]
    assert sum("elasticity of homicide, as carried over, is above −0.29" in belief for belief in beliefs) == 1
    assert sum(belief.endswith("–") for belief in beliefs) == 5


def test_a_safer_worth_stands_under_the_even_one(english: Page) -> None:
    said = [line[0] for line in lines_of(english).values()]
    assert sum("nine in ten runs: less than 0.3" in words for words in said) == 1
