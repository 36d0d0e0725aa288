"""Dated rules of recording."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.crime import Regime, path_through, registered_from_true, rules_log, true_through

YEARS = range(2008, 2026)
RULES = (
    Regime("reform", 2010.0, [0.5, 0.7], full=2014.0),
    Regime("code", 2015.0, [0.2, 0.3]),
    Regime("fall", 2020.0, [-0.3, 0.0]),
    Regime("roads", 2024.4, [0.4, 0.4], groups=frozenset({"roads"})),
)


def test_a_rule_counts_for_the_part_of_the_year_that_it_is_in_force() -> None:
    assert Regime("late", 2018.75, [1.0]).share_in_force([2017, 2018, 2019]) == pytest.approx([0, 0.25, 1])
    ramp = RULES[0].share_in_force(YEARS)
    assert ramp[:2] == pytest.approx([0, 0])
    assert ramp[2:6] == pytest.approx([0.125, 0.375, 0.625, 0.875])
    assert ramp[6:] == pytest.approx(np.ones(12))
    assert (np.diff(ramp) >= 0).all()


def test_rules_add_up_and_each_can_be_switched_off() -> None:
    every = rules_log(RULES, YEARS, "violent", base_year=2008)
    assert every[:, -1] == pytest.approx([0.4, 1.0])
    parts = [
        rules_log(
            RULES, YEARS, "violent", base_year=2008, switched_off=[r.name for r in RULES if r is not one]
        )
        for one in RULES
    ]
    np.testing.assert_allclose(sum(parts), every, atol=1e-12)
    off = rules_log(RULES, YEARS, "violent", base_year=2008, switched_off=[rule.name for rule in RULES])
    assert not off.any()


def test_the_base_year_is_exactly_zero_and_the_anchor_is_touched_by_none() -> None:
    assert not rules_log(RULES, YEARS, "violent", base_year=2019)[:, YEARS.index(2019)].any()
    assert not rules_log(RULES, YEARS, "homicide", base_year=2019).any()
    named = Regime("definition", 2012.0, [0.1], groups=frozenset({"homicide"}))
    assert rules_log([named], YEARS, "homicide", base_year=2010).any()


def test_a_rule_for_roads_touches_no_other_group() -> None:
    assert not rules_log(RULES[3:], YEARS, "property", base_year=2019).any()
    assert rules_log(RULES[3:], YEARS, "roads", base_year=2019)[:, -1] == pytest.approx([0.4, 0.4])


@given(st.floats(0.01, 1.0), st.floats(0.01, 1.2), st.floats(1, 1e6))
def test_there_and_back_through_reporting_recording_and_rules(reporting, recording, level) -> None:
    true = np.full(len(YEARS), level)
    rules = rules_log(RULES, YEARS, "violent", base_year=2019)
    path = path_through(true, YEARS, "violent", reporting=reporting, recording=recording, rules=rules)
    back = true_through(path["registered"], reporting=reporting, recording=recording, rules=rules)
    np.testing.assert_allclose(back, np.broadcast_to(true, back.shape), rtol=1e-10)
    at_base = path["registered"][:, YEARS.index(2019)]
    np.testing.assert_allclose(at_base, registered_from_true(level, reporting, recording), rtol=1e-12)
    assert (path["reported"] <= path["true"] * (1 + 1e-12)).all()


def test_names_sizes_and_draws_that_do_not_fit_are_refused_together() -> None:
    rules = [
        Regime("one", 2010.0, [0.1, 0.2]),
        Regime("one", 2011.0, [0.1]),
        Regime("two", 2012.0, [0.1] * 3),
    ]
    with pytest.raises(ValueError, match="no rule is called 'other'") as caught:
        rules_log(rules, YEARS, "violent", base_year=2019, switched_off=["other"])
    for part in ("stands twice", "draws"):
        assert part in str(caught.value)


def test_a_group_that_is_misspelt_is_not_a_group_without_rules() -> None:
    with pytest.raises(ValueError, match=r"'proprty' is not known.*property"):
        rules_log(RULES, YEARS, "proprty", base_year=2019)


def test_a_rule_is_refused_where_a_text_would_pass_for_its_groups() -> None:
    with pytest.raises(ValueError, match="'property' is no list") as caught:
        Regime("fall", np.nan, [np.inf], groups="property")
    for part in ("start: nan", "log_break", "not finite"):
        assert part in str(caught.value)


def test_a_share_by_year_is_not_read_as_draws() -> None:
    by_year = pd.Series([0.2, 0.3], index=[2018, 2019])
    with pytest.raises(ValueError, match="reporting: is a Series"):
        true_through([10.0, 20.0], reporting=by_year, recording=0.5, rules=[[0.0, 0.0]])
    back = true_through(
        [10.0, 20.0], reporting=by_year.to_numpy()[None, :], recording=0.5, rules=[[0.0, 0.0]]
    )
    np.testing.assert_allclose(back, [[100.0, 20.0 / 0.15]])


def test_years_and_shares_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="true of violent: 2 years"):
        path_through([1.0, 2.0], YEARS, "violent", reporting=0.2, recording=0.8, rules=np.zeros((1, 18)))
    with pytest.raises(ValueError, match="reporting: a share is not positive"):
        true_through([1.0], reporting=0.0, recording=0.5, rules=[[0.0]])
