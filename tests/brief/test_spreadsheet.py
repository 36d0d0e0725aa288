"""No published cell is a formula, and no number changes on the way."""

from __future__ import annotations

from io import StringIO
from urllib.request import urlopen

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.brief.spreadsheet import csv_address, neutral_frame, neutral_text, runs_in_a_spreadsheet

FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1", "=", "-", "- a"]
NUMBERS = ["-5", "+3.2", "-1e-5", "-0,5", "+12 %", "-5%", "-1 234,5"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_become_text(text: str) -> None:
    assert neutral_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a", "1", "2020-01-01", "a=b", "'=1", *NUMBERS])
def test_numbers_and_words_stay(text: str) -> None:
    assert neutral_text(text) == text


@given(st.text())
def test_nothing_begins_like_a_formula_but_numbers(text: str) -> None:
    made = neutral_text(text)
    assert made.removeprefix("'") == text.removeprefix("'") or made == f"'{text}"
    assert neutral_text(made) == made


def test_columns_of_numbers_are_untouched_and_texts_are_not() -> None:
    frame = pd.DataFrame(
        {
            "=name": ["=1", "c", "b"],
            "value": [-1.5, float("nan"), 2.0],
            "count": pd.array([1, None, -3], "Int64"),
        }
    )
    made = neutral_frame(frame)
    assert list(made.columns) == ["'=name", "value", "count"]
    assert made["'=name"].tolist() == ["'=1", "c", "b"]
    pd.testing.assert_series_equal(made["value"], frame["value"])
    back = pd.read_csv(StringIO(made.to_csv(index=False)))
    assert back["count"].tolist()[::2] == [1, -3]
    assert frame.columns[0] == "=name", "the table itself stays as it was"


def test_categories_and_repeated_names() -> None:
    frame = pd.DataFrame([["=a", "x"], ["b", "@y"]], columns=["same", "same"]).astype("category")
    assert neutral_frame(frame).to_numpy().tolist() == [["'=a", "x"], ["b", "'@y"]]


@pytest.mark.parametrize("text", ["=1", "@A1", "-2+3+cmd|' /C calc'!A0", "+HYPERLINK(A1)", "\t=1"])
def test_what_would_run_is_told(text: str) -> None:
    assert runs_in_a_spreadsheet(text)


@pytest.mark.parametrize("text", ["", "a", "-0.14 for property", "-0.001127 (0.00212) of a mean", "-5"])
def test_what_only_looks_odd_is_let_through(text: str) -> None:
    assert not runs_in_a_spreadsheet(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_an_address_gives_the_file_back(text: str) -> None:
    with urlopen(csv_address(text)) as file:
        assert file.read().decode("utf-8") == text
        assert file.headers["content-type"] == "text/csv;charset=utf-8"
