"""The components print what the claims say, and say plainly what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup, Tag

from senim.brief.components.effects import half_range
from senim.brief.components.finding import finding_case
from senim.brief.components.footer import footer
from senim.brief.components.masthead import is_trial, language_switch, masthead
from senim.brief.components.options import options
from senim.brief.components.sources import sources
from senim.brief.components.status import SHAPES, status_mark
from senim.brief.components.strip import CELLS, strip
from senim.brief.components.sureness import STATEMENTS, sureness
from senim.brief.components.trace import traces
from senim.brief.edition import EditionFacts
from senim.brief.ledger import Ledger
from senim.brief.page import Page
from senim.brief.reviewed import LISTS, reviewed_list
from senim.brief.sections import known_section


def with_likelihood(page: Page, share: float) -> Page:
    claims = dict(page.ledger.claims)
    name = "violent_effect.cut-to-424"
    claims[name] = claims[name].model_copy(update={"likelihood": share})
    return replace(page, ledger=Ledger(claims))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def row_of(page: Page, scenario: str) -> Tag:
    rows = soup(options(page)).select("tbody tr")
    return rows[page.scenarios.index(scenario)]


@pytest.mark.parametrize(
    ("share", "case"),
    [
        (0.2, "down"),
        (0.3299, "down"),
        (0.33, "open"),
        (0.5, "open"),
        (0.66, "open"),
        (0.661, "up"),
        (0.97, "up"),
    ],
)
def test_title_follows_the_likelihood(english: Page, share: float, case: str) -> None:
    assert finding_case(with_likelihood(english, share)) == f"finding.{case}"


def test_strip_has_five_cells_each_with_its_doubt(english: Page) -> None:
    cells = soup(strip(english)).select("li.cell")
    assert len(cells) == len(CELLS) == 5
    for cell in cells:
        assert cell.select_one(".likelihood strong")
        assert cell.select_one(".confidence .squares")
        assert cell.select_one("svg.bar[aria-hidden=true]")
        assert cell.select_one(".range a[href^='#trace-']")
    money = cells[4]
    assert "no number" in money.select_one(".likelihood").get_text()  # type: ignore[union-attr]
    assert money.select_one(".scalebox .hatched"), "what cannot be told is hatched"
    assert "saved" not in money.get_text().lower()


def test_crime_cells_share_one_axis(english: Page) -> None:
    zeros = [cell.select_one("line.zero") for cell in soup(strip(english)).select("li.cell")[:2]]
    assert zeros[0]
    assert zeros[1]
    assert zeros[0]["x1"] == zeros[1]["x1"]


def test_half_range_is_the_row_of_the_summary(english: Page) -> None:
    claim = english.ledger.find("violent_effect")
    low, high = half_range(english, claim) or (0.0, 0.0)
    assert claim.low is not None
    assert claim.high is not None
    assert isinstance(claim.value, float)
    assert claim.low < low < claim.value < high < claim.high
    assert half_range(english, english.ledger.find("saving")) is None


def test_options_are_even_handed(english: Page) -> None:
    table = soup(options(english))
    rows = table.select("tbody tr")
    assert len(rows) == len(english.scenarios)
    assert {tuple(sorted(row.attrs.items())) for row in rows} == {(("role", "row"),)}, "no row stands out"
    assert all(len(row.select("th, td")) == 7 for row in rows)
    for column in range(3):
        zeros = {str(row.select("td")[column].select("line.zero")[0]["x1"]) for row in rows}
        assert len(zeros) == 1, "one axis a column"


def test_only_attestation_loses_officers(english: Page) -> None:
    assert "none" in row_of(english, "cut-to-424").get_text()
    assert row_of(english, "attestation-2019").select_one('data[data-claim="sound_lost.attestation-2019"]')
    assert "borne by places" in row_of(english, "cut-to-424").get_text()
    assert "wrongly failed" in row_of(english, "attestation-2019").get_text()
    assert "nobody" in row_of(english, "baseline").get_text()


def test_scenario_of_a_user_takes_its_name_from_its_file(english: Page) -> None:
    known = english.results["06-scenarios-compared"].tables["scenarios"]
    known.loc[len(known)] = {
        "scenario": "own",
        "title_en": "Own <idea>",
        "title_kk": "a",
        "title_ru": "b",
        "definition_en": "more patrols",
        "definition_kk": "a",
        "definition_ru": "b",
    }
    row = row_of(replace(english, scenarios=("baseline", "own")), "own")
    assert "Own <idea>" in row.get_text()
    assert "more patrols" in row.get_text()


def test_csv_is_inside_the_page_and_reads_back(english: Page) -> None:
    link = soup(options(english)).select_one("a[download]")
    assert link
    assert link["download"] == "options.csv"
    with urlopen(str(link["href"])) as file:
        text = file.read().decode("utf-8")
    assert text.splitlines()[0].startswith("scenario,outcome,group")
    assert len(text.splitlines()) > len(english.scenarios)


def test_statements_without_an_answer_are_hatched(english: Page) -> None:
    rows = soup(sureness(english)).select("tbody tr")
    unknown = [row for row, (_, claim) in zip(rows, STATEMENTS, strict=True) if claim is None]
    assert len(unknown) == 2
    for row in unknown:
        assert row.select_one(".scale .hatched")
        assert not row.select("rect.full")
        assert "no number: not identifiable" in row.get_text()


def test_traces_say_where_the_number_comes_from(english: Page) -> None:
    page = soup(traces(english))
    assert {str(part["id"]) for part in page.select("dl")} == {f"trace-{cell.key}" for cell in CELLS}
    violent = page.select_one("#trace-violent")
    assert violent
    for told in ("violent_effect.cut-to-424", "transport.factor", "06-scenarios-compared", "9f3ctest"):
        assert told in violent.get_text()


def test_languages_that_were_not_built_have_no_link(english: Page) -> None:
    facts = EditionFacts.model_validate({"languages": ["en", "ru"]})
    switch = soup(language_switch(replace(english, edition=facts)))
    assert [str(link["href"]) for link in switch.select("a")] == ["../ru/brief.html"]
    assert switch.get_text() == "ҚазақшаРусскийEnglish"


@pytest.mark.parametrize("status", list(SHAPES))
def test_status_is_a_mark_with_its_word(english: Page, status: str) -> None:
    marked = soup(status_mark(english, status))
    assert marked.select_one("svg[aria-hidden=true]")
    assert marked.get_text(strip=True)


def test_sources_show_their_addresses(english: Page) -> None:
    links = soup(sources(english)).select("a[href^=http]")
    assert links
    assert all(link.get_text() == link["href"] for link in links)


@pytest.mark.parametrize("name", LISTS)
def test_reviewed_lists_name_texts_that_exist(english: Page, name: str) -> None:
    assert all(english.catalogue.has(text) for text in reviewed_list(name))


def test_charts_have_two_drawings_a_twin_and_a_file(made: ModuleType, folder: Path) -> None:
    page = soup(known_section(made.page_of(folder, "kk")).html)
    charts = page.select("div.chart")
    assert [chart["id"] for chart in charts] == ["paths", "dots", "forest", "regions"]
    for chart in charts:
        drawings = chart.select("svg[role=img]")
        assert [drawing["width"] for drawing in drawings] == ["720", "288"]
        assert chart.select("table.twin tbody tr")
        assert chart.select_one("a[download$='.csv']")
    dots = charts[1].select("data[data-facet^=dots]")
    counts = {str(part["data-facet"]): int(str(part["value"])) for part in dots}
    assert counts["dots_above"] + counts["dots_below"] == counts["dots_total"] == 50


def test_few_runs_are_called_a_trial_and_many_are_not(english: Page) -> None:
    claims = dict(english.ledger.claims)
    claims["draws"] = claims["draws"].model_copy(update={"value": 10_000})
    assert not is_trial(replace(english, ledger=Ledger(claims)))
    claims["draws"] = claims["draws"].model_copy(update={"value": 500})
    few = replace(english, ledger=Ledger(claims))
    assert is_trial(few)
    assert "Trial with 500 runs, not for decisions" in soup(masthead(few)).text.replace("\u00a0", " ")


def test_the_footer_says_how_many_runs_and_whether_the_commit_is_all(english: Page) -> None:
    facts = english.edition.model_copy(update={"commit": "0123456789abcdef0123+changes"})
    changed = soup(footer(replace(english, edition=facts))).text
    assert "0123456789abcdef and changes that are not committed" in changed
    clean = soup(
        footer(replace(english, edition=facts.model_copy(update={"commit": "0123456789abcdef0123"})))
    ).text
    assert "not committed" not in clean
    assert "runs" in clean


def test_the_footer_says_how_to_check_the_files(english: Page) -> None:
    codes = [part.get_text() for part in soup(footer(english)).select("code")]
    assert "pipeline.py verify 2026-03-01" in codes
    draft = soup(footer(replace(english, edition=EditionFacts())))
    assert "verify" not in [part.get_text().split()[-1] for part in draft.select("code")]
    assert "without a network" not in draft.text.lower()


def test_an_observed_number_is_not_judged_in_its_trace(english: Page) -> None:
    money = soup(traces(english)).select_one("#trace-money")
    violent = soup(traces(english)).select_one("#trace-violent")
    assert money is not None
    assert violent is not None
    assert "Confidence" in violent.text
    assert "Confidence" not in money.text
