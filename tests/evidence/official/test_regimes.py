"""Borders of the rules of recording."""

from __future__ import annotations

import pytest

from senim.evidence.official import Border, Period, borders, crossed


def year(start: float) -> Period:
    """Give a calendar year."""
    return Period(start, start + 1)


@pytest.mark.parametrize(
    ("first", "last", "counted", "regimes"),
    [
        (2014, 2015, "offences", ["criminal-code-2015"]),
        (2016, 2018, "offences", []),
        (2018, 2019, "offences", ["targets-and-unified-data"]),
        (2019, 2020, "offences", ["fall-of-2020"]),
        (2018, 2020, "offences", ["targets-and-unified-data", "fall-of-2020"]),
        (2023, 2025, "offences", []),
        (2023, 2025, "road_accidents", ["road-accidents-2024"]),
        (2023, 2025, "deaths", []),
        (1991, 2022, "", []),
    ],
)
def test_a_change_crosses_the_rules_that_begin_inside_it(published, first, last, counted, regimes):
    found = crossed(year(first), year(last), counted, borders(published["recording_regimes"]))
    assert [border.regime for border in found] == regimes


def test_parts_of_a_year_are_judged_by_their_own_middle():
    rules = (Border("new-code", 2015.0),)
    spring = Period(2014.0, 2014.16), Period(2015.0, 2015.16)
    assert crossed(*spring, "offences", rules) == rules


def test_borders_come_in_order_of_time(published):
    found = borders(published["recording_regimes"].sample(frac=1, random_state=1))
    assert [border.at for border in found] == sorted(border.at for border in found)
