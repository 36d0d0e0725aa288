from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from senim.brief.markup import plain
from senim.brief.page import COMPARISON, Page, open_page
from senim.brief.sections import finding_section, head_section
from senim.execution import read_results, write_results
from senim.findings import InputError


def rewritten(folder: Path, copy: Path, notebook: str, drop: frozenset[str]) -> Path:
    """Copy the results and leave claims out of one notebook."""
    shutil.copytree(folder / "inputs", copy / "inputs")
    found = read_results(copy / "inputs" / notebook)
    kept = [claim for claim in found.claims if claim.id not in drop]
    write_results(copy / "inputs" / notebook, outcomes=found.outcomes, claims=kept, tables=found.tables)
    return copy / "inputs"


def test_scenarios_are_those_asked_for_in_that_order(made: ModuleType, folder: Path, english: Page) -> None:
    assert english.scenarios[0] == "baseline"
    assert len(english.scenarios) == 7
    page = made.page_of(folder, "ru", ("cut-to-393", "baseline"))
    assert page.scenarios == ("cut-to-393", "baseline")


def test_every_missing_claim_is_listed_before_anything_is_shown(
    english: Page, folder: Path, tmp_path: Path
) -> None:
    inputs = rewritten(folder, tmp_path, "05-trust", frozenset({"survey_noise", "bribe_exposure"}))
    with pytest.raises(InputError) as caught:
        open_page("kk", (), str(inputs))
    assert {finding.where for finding in caught.value.findings} == {"survey_noise", "bribe_exposure"}
    assert all("locale/kk.po" in finding.file for finding in caught.value.findings)


def test_runs_that_bear_no_break_even_get_the_second_text(
    english: Page, folder: Path, tmp_path: Path
) -> None:
    inputs = rewritten(folder, tmp_path, COMPARISON, frozenset({"break_even_per_homicide.cut-to-424"}))
    page = open_page("en", (), str(inputs))
    shown = finding_section(page).html
    assert plain(page.text("cell.money.note.open")) in plain(shown)
    assert "break_even_per_homicide" not in shown


def test_draft_says_so_and_prints_no_date(english: Page, folder: Path) -> None:
    page = open_page("en", (), str(folder / "inputs"))
    screen = plain(finding_section(page).html)
    assert "Draft, not published" in screen
    assert "Edition of" not in screen
    assert head_section(page).running == "Draft, not published"


def test_missing_table_or_column_is_named(english: Page) -> None:
    with pytest.raises(InputError, match=r"table dotz: the table is missing.*dots"):
        english.table(COMPARISON, "dotz", [])
    with pytest.raises(InputError, match="column rnak: the column is missing"):
        english.table(COMPARISON, "dots", ["rnak"])


def test_missing_results_are_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing or half-written"):
        open_page("en", (), str(tmp_path))


def test_numbers_of_tables_are_in_the_language_of_the_page(made: ModuleType, folder: Path) -> None:
    page = made.page_of(folder, "kk")
    assert (page.number(1.5), page.number(-2, signed=True), page.number(float("nan"))) == ("1,5", "−2", "–")
