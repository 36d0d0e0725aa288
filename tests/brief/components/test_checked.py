"""The table of claims checked: the reviewed rows, each with what was said, what figures give, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from senim.brief.components.checked import checked
from senim.brief.page import OFFICIAL_CLAIMS, Page
from senim.brief.reviewed import reviewed_list
from senim.findings import InputError


def rows_of(page: Page) -> list[list[str]]:
    found = BeautifulSoup(checked(page), "html.parser").select("tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in found]


def test_a_row_says_what_was_said_what_is_found_and_why(english: Page) -> None:
    rows = rows_of(english)
    assert len(rows) == len(reviewed_list("claims-shown"))
    latest = rows[reviewed_list("claims-shown").index("claimed.crime-2025")]
    assert "−9" in latest[1]
    assert "−6.7" in latest[2]
    assert "contradicted" in latest[3]
    assert "the figures give less" in latest[3]


def test_a_claim_without_a_figure_says_so(english: Page) -> None:
    rise = rows_of(english)[reviewed_list("claims-shown").index("claimed.trust-rise")]
    assert "none" in rise[2]
    assert "not testable" in rise[3]


def test_the_tally_covers_all_claims(english: Page) -> None:
    words = BeautifulSoup(checked(english), "html.parser").select_one(".subtitle")
    assert words is not None
    assert [data["value"] for data in words.select("data")] == ["53", "23", "4", "7", "10", "2"]


def test_a_claim_that_was_not_checked_stops_the_brief(english: Page) -> None:
    found = english.results[OFFICIAL_CLAIMS]
    fewer = {"checked_claims": found.tables["checked_claims"].query("claim != 'crime-2025'")}
    page = replace(english, results={**english.results, OFFICIAL_CLAIMS: replace(found, tables=fewer)})
    with pytest.raises(InputError, match=r"claimed\.crime-2025"):
        checked(page)
