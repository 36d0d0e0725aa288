"""The table of changes: before and now printed alike, the class of the reason first and bold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup, Tag

from senim.brief.components.changed import changed
from senim.brief.edition import EditionFacts
from senim.brief.page import Page


@pytest.fixture(scope="module")
def compared(made: ModuleType, folder: Path) -> Page:
    opened: Page = made.page_of(folder, "en", changed=True)
    return opened


def table(page: Page) -> BeautifulSoup:
    return BeautifulSoup(changed(page), "html.parser")


def words(part: Tag) -> str:
    return " ".join(part.get_text().split())


def row_of(page: Page, claim: str) -> Tag:
    found = [row for row in table(page).select("tbody tr") if row.select_one(f'data[data-claim="{claim}"]')]
    assert len(found) == 1
    return found[0]


def test_first_edition_and_draft_have_one_sentence(english: Page) -> None:
    assert "First edition" in table(english).get_text()
    draft = table(replace(english, edition=EditionFacts()))
    assert "draft" in draft.get_text()
    assert not draft.select("table")
    assert [str(part["id"]) for part in draft.select("h2")] == ["changed"]


def test_before_and_now_are_claims_of_their_own(compared: Page) -> None:
    row = row_of(compared, "previous.violent_effect.cut-to-424")
    before, now = (cell.select("data") for cell in row.select("td")[:2])
    assert before[0]["data-claim"] == "previous.violent_effect.cut-to-424"
    assert now[0]["data-claim"] == "violent_effect.cut-to-424"
    assert before[0]["data-low"] == "-9"
    assert words(before[0]).startswith("−9 to +")


def test_reason_begins_with_its_class_in_bold(compared: Page) -> None:
    reason = row_of(compared, "previous.violent_effect.cut-to-424").select("td")[2]
    assert [part.get_text() for part in reason.select("strong")] == ["Data:", "Parameter:"]
    text = reason.select_one(".cellbox")
    assert text
    assert words(text) == (
        "Data: published studies of police and offences (rows added: 2, rows changed: 1); "
        "or Parameter: trust.survey_size"
    )


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("sound_per_problem.attestation-2019", "Code: senim.trust, senim.crime, senim.costs and others"),
        ("money.cut-to-393", "Option: Cut to 393, own"),
        ("registered_total.2025", "Software: numpy"),
        ("elasticity.violent", "Unexplained"),
        ("property_effect.cut-to-424", "Data: population"),
        ("trust_full.2024-autumn", "Data: unknown_table"),
    ],
)
def test_every_class_of_reasons(compared: Page, claim: str, told: str) -> None:
    assert told in words(row_of(compared, f"previous.{claim}"))


def test_how_sure_is_shown_where_it_moved(compared: Page) -> None:
    sure = words(row_of(compared, "previous.trust_effect.full-package"))
    assert "10–33 %: unlikely" in sure
    assert "90–99 %: very likely" in sure
    confident = row_of(compared, "previous.property_effect.cut-to-424")
    assert [len(part.select("rect.full")) for part in confident.select(".squares")] == [1, 2]
    assert not row_of(compared, "previous.money.cut-to-393").select(".squares")


def test_numbers_that_came_and_went(compared: Page) -> None:
    came, went = row_of(compared, "draws"), row_of(compared, "previous.claim_said.road-deaths")
    assert "–" in came.select("td")[0].get_text()
    assert came.select_one('td data[data-claim="draws"]')
    assert "–" in went.select("td")[1].get_text()


def test_the_rest_is_counted(compared: Page) -> None:
    last = [words(row) for row in table(compared).select("tbody tr")[-3:]]
    assert "Text:" in last[0]
    assert "Further numbers that moved: 1" in last[1]
    assert "All other numbers: 71" in last[2]
    assert "unchanged" in last[2]


def test_no_number_moved(compared: Page) -> None:
    assert compared.edition.changes
    none = compared.edition.changes.model_copy(update={"claims": (), "texts": False})
    page = replace(compared, edition=compared.edition.model_copy(update={"changes": none}))
    assert len(table(page).select("tbody tr")) == 1
    assert "All numbers" in table(page).get_text()


def test_markup_in_names_stays_words(compared: Page) -> None:
    assert compared.edition.changes
    bad = compared.edition.changes.model_dump()
    bad["claims"] = [{**item, "causes": [{"kind": "data", "items": ["<b>&"]}]} for item in bad["claims"]]
    facts = compared.edition.model_copy(
        update={"changes": type(compared.edition.changes).model_validate(bad)}
    )
    html = changed(replace(compared, edition=facts))
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_no_whole_edition_to_compare_with_is_no_first_edition(english: Page) -> None:
    facts = english.edition.model_copy(update={"first": False, "changes": None})
    text = table(replace(english, edition=facts)).get_text()
    assert "First edition" not in text
    assert "No earlier edition is intact" in text


def test_what_differs_in_any_case_is_marked_so_that_no_comparison_lists_it(
    english: Page, compared: Page
) -> None:
    for page in (english, compared):
        assert next(part["class"] for part in table(page).select("p")) == ["subtitle", "since"]
