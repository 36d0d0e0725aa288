"""Regions add up to the country, nothing gives nothing, and what no figure says has no number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.evidence.base import VIOLENT
from senim.simulation.regions import (
    REGION_GROUPS,
    Allocation,
    CannotTell,
    CanTell,
    CutRule,
    NoAllocation,
    NoPanel,
    NotAllocated,
    OfficersStand,
    RegionFigures,
    Untellable,
    allocate,
    counts_with_noise,
    panel_power,
    quarters,
    region_figures,
    regional_extra,
    tell_regions,
    usual_counts,
)
from senim.sources import load

RULES: list[tuple[str, str | None]] = [("same_share", None)]
RULES += [(rule, stand) for rule in ("by_residents", "by_offences", "same_number") for stand in OfficersStand]


def figures_of(rng: np.random.Generator, regions: int = 6) -> RegionFigures:
    violent, homicide = rng.integers(20, 400, regions), rng.integers(1, 20, regions)
    theft, rest = rng.integers(100, 4000, regions), rng.integers(100, 9000, regions)
    registered = {"all": violent + theft + rest, "violent": violent, "property": theft, "homicide": homicide}
    return RegionFigures(
        tuple(f"r{index}" for index in range(regions)),
        rng.integers(100_000, 2_000_000, regions).astype(float),
        {name: counts.astype(float) for name, counts in registered.items()},
    )


def changes(rng: np.random.Generator, draws: int = 30, years: int = 3) -> dict[str, np.ndarray]:
    return {group: rng.normal(1.0, 3.0, (draws, years)) for group in ("violent", "property", "homicide")}


def extra_of(figures: RegionFigures, percent: dict[str, np.ndarray], rule="same_share", stand=None):
    found = allocate(rule, figures, 0.02, stand)
    assert isinstance(found, Allocation)
    return regional_extra(percent, figures, found, (2020, 2021, 2022))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), chosen=st.sampled_from(RULES))
def test_regions_add_up_to_the_country_in_every_draw(seed, chosen):
    rng = np.random.default_rng(seed)
    figures, percent = figures_of(rng), changes(rng)
    found = allocate(chosen[0], figures, 0.001, chosen[1])
    assert isinstance(found, Allocation)
    extra = regional_extra(percent, figures, found, (2020, 2021, 2022))
    for group in ("violent", "property", "homicide"):
        country = percent[group] / 100 * figures.registered[group].sum()
        np.testing.assert_allclose(extra.draws[group].sum(axis=1), country, rtol=1e-12, atol=1e-12)
    country = (
        percent["violent"] * figures.registered["violent"].sum() + percent["property"] * figures.other.sum()
    )
    np.testing.assert_allclose(extra.draws["all"].sum(axis=1), country / 100, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("rule", "stand"), RULES)
def test_no_change_gives_exactly_nothing(rule, stand):
    figures = figures_of(np.random.default_rng(1))
    found = allocate(rule, figures, 0.0, stand)
    nothing = {group: np.zeros((4, 3)) for group in ("violent", "property", "homicide")}
    extra = regional_extra(nothing, figures, found, (2020, 2021, 2022))
    assert all((draws == 0.0).all() for draws in extra.draws.values())
    told = tell_regions(extra, "all", 2022, years_after=5, yearly_noise=0.0)
    assert {one.reason for one in told} == {Untellable.NO_CHANGE}


@pytest.mark.parametrize(("rule", "stand"), RULES)
def test_another_order_of_regions_only_reorders(rule, stand):
    rng = np.random.default_rng(2)
    figures, percent = figures_of(rng), changes(rng)
    order = rng.permutation(len(figures.names))
    turned = RegionFigures(
        tuple(figures.names[at] for at in order),
        figures.population[order],
        {group: counts[order] for group, counts in figures.registered.items()},
    )
    first, second = (
        regional_extra(percent, one, allocate(rule, one, 0.001, stand), (2020, 2021, 2022))
        for one in (figures, turned)
    )
    for group in REGION_GROUPS:
        np.testing.assert_allclose(second.draws[group], first.draws[group][:, order], rtol=1e-12)


def test_the_same_share_gives_every_region_the_change_of_the_country():
    rng = np.random.default_rng(3)
    figures, percent = figures_of(rng), changes(rng)
    extra = extra_of(figures, percent)
    own = 100 * extra.draws["violent"] / figures.registered["violent"][None, :, None]
    np.testing.assert_allclose(own, np.broadcast_to(percent["violent"][:, None, :], own.shape))


def test_doses_are_those_of_the_country_on_average():
    figures = figures_of(np.random.default_rng(4))
    for rule, stand in RULES[1:]:
        held = figures.population if stand == "by_residents" else figures.registered["all"]
        dose = allocate(rule, figures, 0.001, stand).dose
        assert (held * dose).sum() / held.sum() == pytest.approx(1.0)
    # posts that follow where officers stand are the same share everywhere
    np.testing.assert_allclose(allocate("by_residents", figures, 0.1, "by_residents").dose, 1.0)


def test_rules_that_hang_on_officers_have_no_answer():
    figures = figures_of(np.random.default_rng(5))
    for rule in ("by_residents", "by_offences", "same_number", "strongest_first"):
        found = allocate(rule, figures, 0.1)
        assert isinstance(found, NoAllocation)
        assert found.reason is NotAllocated.NO_OFFICERS
    assert allocate("strongest_first", figures, 0.1, "by_residents").reason is NotAllocated.NO_OFFICERS
    with pytest.raises(ArgumentError, match="could not be shared out"):
        regional_extra(changes(np.random.default_rng(0)), figures, found, (2020, 2021, 2022))


def test_a_rule_that_takes_more_than_all_names_the_regions():
    figures = figures_of(np.random.default_rng(6))
    small = RegionFigures(figures.names, np.array([1e3, *figures.population[1:]]), figures.registered)
    found = allocate("same_number", small, 0.1, "by_residents")
    assert found == NoAllocation(
        CutRule.SAME_NUMBER, OfficersStand.BY_RESIDENTS, NotAllocated.MORE_THAN_ALL, ("r0",)
    )


def test_the_published_tables_of_2022():
    figures = region_figures(load("regions_2022"), load("population"))
    assert len(figures.names) == 20
    assert {group: counts.sum() for group, counts in figures.registered.items()} == {
        "all": 155_200,
        "violent": 2_897,
        "property": 58_233 + 2_384,
        "homicide": 517 - 123,
    }
    assert figures.population.sum() == 19_765_004


def test_faults_of_the_tables_are_told_together():
    forms, people = load("regions_2022"), load("population")
    people = people[people["area"] != "Ulytau region"]
    forms = forms[~((forms["region"] == "Abay region") & (forms["offence"] == VIOLENT[0]))]
    with pytest.raises(ArgumentError, match=r"(?s)Ulytau region has no residents.*Abay region lacks"):
        region_figures(forms, people)
    with pytest.raises(ArgumentError, match="lacks count"):
        region_figures(forms.drop(columns="count"), people)


def test_bad_arguments_are_refused():
    rng = np.random.default_rng(7)
    figures = figures_of(rng)
    with pytest.raises(ArgumentError, match=r"(?s)cut_share.*'fair' is not known.*'home' is not known"):
        allocate("fair", figures, 1.5, "home")
    base = allocate("same_share", figures, 0.1)
    with pytest.raises(ArgumentError, match=r"(?s)property is missing.*homicide is missing"):
        regional_extra({"violent": np.zeros((2, 3))}, figures, base, (2020, 2021, 2022))
    with pytest.raises(ArgumentError, match="shapes"):
        regional_extra(changes(rng), figures, base, (2020,))
    extra = extra_of(figures, changes(rng))
    with pytest.raises(ArgumentError, match=r"(?s)'arson' was not drawn.*1999 was not drawn"):
        extra.at("arson", 1999)
    with pytest.raises(ArgumentError, match="count of years"):
        tell_regions(extra, "all", 2022, years_after=0, yearly_noise=0.1)


def test_table_holds_counts_and_rates():
    rng = np.random.default_rng(8)
    figures, percent = figures_of(rng), changes(rng)
    table = extra_of(figures, percent).table(2021, ["violent"])
    row = table.iloc[2]
    wanted = np.median(percent["violent"][:, 1]) / 100 * figures.registered["violent"][2]
    assert row["median"] == pytest.approx(wanted)
    assert row["rate_median"] == pytest.approx(wanted / figures.population[2] * 1e5)
    assert list(table["region"]) == list(figures.names)


def test_usual_counts_hold_what_is_drawn():
    expected = np.array([3.0, 40.0, 900.0])
    for noise in (0.0, 0.15):
        low, high = usual_counts(expected, noise)
        drawn = counts_with_noise(np.tile(expected, (40_000, 1)), noise, np.random.default_rng(9))
        inside = ((drawn >= low) & (drawn <= high)).mean(axis=0)
        assert (inside >= 0.895).all()
        assert inside[2] < 0.91
        np.testing.assert_allclose(drawn.var(axis=0), expected + (noise * expected) ** 2, rtol=0.05)
    assert [float(end) for end in usual_counts(0.0, 0.1)] == [0.0, 0.0]


def test_telling_hangs_on_size_of_change_and_of_region():
    figures = RegionFigures(
        ("big", "small"),
        np.array([1e6, 1e4]),
        {"all": np.array([2e6, 9.0])}
        | dict.fromkeys(("violent", "property", "homicide"), np.array([1e6, 5.0])),
    )
    rise = {group: np.full((5, 3), 4.0) for group in ("violent", "property", "homicide")}
    extra = extra_of(figures, rise)
    big, small = tell_regions(extra, "violent", 2022, years_after=3, yearly_noise=0.005)
    assert isinstance(big, CanTell)
    assert big.power > 0.8
    assert big.change_percent == pytest.approx(4.0)
    assert big.detectable_percent < big.change_percent
    assert small == CannotTell("small", "violent", 3, pytest.approx(4.0), Untellable.TOO_FEW)
    noisy, _ = tell_regions(extra, "violent", 2022, years_after=3, yearly_noise=0.1)
    assert isinstance(noisy, CannotTell)
    assert noisy.reason is Untellable.INSIDE_USUAL


def test_power_is_what_simulated_counts_give():
    figures = RegionFigures(
        ("one",), np.array([1e6]), {g: np.array([400.0]) for g in ("all", "violent", "property", "homicide")}
    )
    rise = {group: np.full((5, 3), 20.0) for group in ("violent", "property", "homicide")}
    (told,) = tell_regions(extra_of(figures, rise), "property", 2022, years_after=3, yearly_noise=0.08)
    chance = np.random.default_rng(10)
    before, after = (
        counts_with_noise(np.full((20_000, n), m), 0.08, chance) for n, m in ((5, 400.0), (3, 480.0))
    )
    error = np.sqrt((1 / 400 + 0.08**2) * (1 / 5 + 1 / 3))
    seen = np.abs(np.log(after.mean(axis=1) / before.mean(axis=1))) > 1.959964 * error
    assert seen.mean() == pytest.approx(told.power, abs=0.03)


def test_a_panel_needs_regions_that_lose_differently():
    figures = region_figures(load("regions_2022"), load("population"))
    alike = allocate("same_share", figures, 0.0652)
    assert panel_power(alike, 0.0652, 0.08) == NoPanel(alike)
    unlike = allocate("by_residents", figures, 0.0652, "by_offences")
    assert panel_power(unlike, 0.0652, 0.08).detectable > panel_power(unlike, 0.0652, 0.04).detectable > 0.3


def test_quarters_do_not_split_equal_values():
    assert quarters(np.arange(20.0)).tolist() == [0] * 5 + [1] * 10 + [2] * 5
    assert quarters([1.0] * 8).tolist() == [1] * 8
    assert pd.Series(quarters([5, 5, 1, 2, 3, 4, 6, 6])).tolist() == [1, 1, 0, 0, 1, 1, 2, 2]
