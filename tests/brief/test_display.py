from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from senim.brief.catalogue import load_catalogue
from senim.brief.display import canonical, print_claim, year_of
from senim.brief.numbers import NO_BREAK_SPACE, WORD_JOINER


def shown(
    made: ModuleType, name: str, value: Any, unit: str, style: str = "", language: str = "en", **more: Any
) -> str:
    claim = made.claim("notebook", name, value, unit, **more)
    text = print_claim(claim, style, load_catalogue(language)).text
    return str(text.replace(NO_BREAK_SPACE, " ").replace(WORD_JOINER, ""))


def test_changes_carry_a_sign_and_shares_do_not(made: ModuleType) -> None:
    assert shown(made, "violent_effect.cut-to-424", 2.0, "percent", low=-1.2, high=6.1) == "−1 to +6 %"
    assert shown(made, "prevalence_before", 9.0, "percent", low=4.2, high=17.3) == "4 to 17 %"
    assert shown(made, "registered_change.2019", -16.7, "percent") == "−16.7 %"
    assert shown(made, "registered_change.2019", -16.7, "percent", "size", "ru") == "16,7 %"


def test_limit_that_is_not_zero_is_not_printed_as_zero(made: ModuleType) -> None:
    assert shown(made, "violent_effect.x", 1.1, "percent", low=-0.49, high=4.55) == "−0.5 to +4.6 %"
    assert shown(made, "problem_removed.x", 13, "per_1000", low=1.55, high=51.7) == "2 to 52"


def test_observed_numbers_stand_as_published(made: ModuleType) -> None:
    assert shown(made, "cut_share", 9.97877, "percent") == "10 %"
    assert shown(made, "cut_share", 9.97877, "percent", "number", "kk") == "10"
    assert shown(made, "posts_cut", 10592, "count", language="ru") == "10 592"
    assert shown(made, "population_factor", 1.5, "ratio") == "1.5"
    assert shown(made, "share", 0.41352, "share") == "41.4 %"


def test_decimals_of_the_notebook_win(made: ModuleType) -> None:
    assert shown(made, "trust_full.2020", 37.0, "percent", decimals=1) == "37.0 %"
    assert (
        shown(made, "elasticity.violent", -0.35, "ratio", low=-0.66, high=-0.08, decimals=2)
        == "−0.66 to −0.08"
    )


@pytest.mark.parametrize(
    ("language", "money", "points"),
    [
        ("en", "0.4 to 1.4 bn ₸", "−0.6 to +0.6 points"),
        ("kk", "0,4…1,4 млрд ₸", "−0,6…+0,6 пайыздық тармақ"),
        ("ru", "0,4…1,4 млрд ₸", "−0,6…+0,6 п. п."),
    ],
)
def test_units_in_each_language(made: ModuleType, language: str, money: str, points: str) -> None:
    sum_of_money = {"low": 4.2e8, "high": 1.407e9, "language": language}
    assert shown(made, "break_even_per_homicide.x", 7.4e8, "kzt", **sum_of_money) == money
    assert shown(made, "trust_effect.x", 0.0, "points", low=-0.57, high=0.56, language=language) == points


def test_small_sums_take_a_smaller_unit(made: ModuleType) -> None:
    assert shown(made, "break_even_per_homicide.x", 2.5e7, "kzt", low=1.2e7, high=4.4e7) == "10 to 40 m ₸"
    assert shown(made, "price", 120000, "kzt") == "120 000 ₸"


def test_dates_and_years(made: ModuleType) -> None:
    assert shown(made, "announced_on", "2018-11-19", "date") == "19 November 2018"
    assert shown(made, "announced_on", "2018-11-19", "date", "year") == "2018"
    assert year_of(made.claim("n", "trust_full.2024-spring", 61.6, "percent")) == "2024"
    assert year_of(made.claim("n", "posts_cut", 10592)) == ""
    with pytest.raises(ValueError, match="posts_cut has no year"):
        shown(made, "posts_cut", 10592, "count", "year")


def test_likelihood_and_middle(made: ModuleType) -> None:
    more = {"low": -1.2, "high": 6.1, "likelihood": 0.93, "likelihood_of": "higher_than_without"}
    assert shown(made, "violent_effect.x", 2.04, "percent", "likelihood", **more) == "90–99 %"
    assert shown(made, "violent_effect.x", 2.04, "percent", "middle", **more) == "+2 %"


def test_what_is_not_identifiable_has_no_number(made: ModuleType) -> None:
    unknown = {"status": "not_identifiable", "language": "kk"}
    assert shown(made, "money.x", None, "billion_kzt", **unknown) == "сан жоқ"
    assert shown(made, "money.x", None, "billion_kzt", "likelihood", **unknown) == "сан жоқ"


def test_unknown_style_is_refused(made: ModuleType) -> None:
    with pytest.raises(ValueError, match="style 'rnage' is not one of"):
        shown(made, "saving", 16, "billion_kzt", "rnage")


def test_canonical_value_is_the_same_in_every_language(made: ModuleType) -> None:
    claim = made.claim("n", "violent_effect.x", 2.0412345, "percent", low=-1.2, high=6.1)
    assert {
        print_claim(claim, "", load_catalogue(language)).canonical for language in ("en", "kk", "ru")
    } == {"2.04123"}
    assert [canonical(value) for value in (None, 471, 471.0, "2018-11-19")] == [
        "",
        "471",
        "471",
        "2018-11-19",
    ]
