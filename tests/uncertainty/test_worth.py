"""What could be known, side by side and in order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.uncertainty import (
    EVERYTHING,
    Choice,
    measuring_order,
    prices_worth_asking_at,
    value_of_information,
    worth_by_price,
    worth_of_knowing,
)

DRAWS = 8_000


@pytest.fixture(scope="module")
def parts() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(DRAWS, 3))


@pytest.fixture(scope="module")
def choice(parts: np.ndarray) -> Choice:
    return Choice(plain=np.full(DRAWS, 3.0), priced=-np.exp(0.8 * parts[:, 0] + 0.4 * parts[:, 1]))


@pytest.fixture(scope="module")
def known(parts: np.ndarray) -> dict[str, np.ndarray]:
    return {"noise": parts[:, 2], "small": parts[:, 1], "large": parts[:, 0], "both": parts[:, :2]}


def test_the_most_useful_comes_first_and_noise_is_told_from_nothing_by_no_interval(
    choice: Choice, known: dict[str, np.ndarray]
) -> None:
    price = choice.break_even()
    assert isinstance(price, float)
    found = worth_of_knowing(known, choice.net_benefit(price))
    assert list(found["known"]) == ["both", "large", "small", "noise"]
    assert list(found["found"]) == [True, True, True, False]
    assert found["share"].between(found["share_low"], found["share_high"]).all()
    assert found["share_high"].iloc[0] > 0.97


def test_the_interval_of_a_share_holds_the_truth_as_often_as_it_says() -> None:
    # knowing the larger of two normal parts: the share of everything is the ratio of their spreads
    truth, held = np.sqrt(0.64 / 1.0), 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        one, two = 0.8 * rng.normal(size=1_000), 0.6 * rng.normal(size=1_000)
        worth = value_of_information(np.column_stack([np.zeros(1_000), one + two]), one, degree=1)
        low, high = worth.share_limits
        held += low <= truth <= high
    assert held / 200 > 0.9


def test_one_regression_for_all_prices_gives_what_each_price_gives_alone(
    choice: Choice, known: dict[str, np.ndarray]
) -> None:
    prices = [0.5, 2.0, 4.0]
    lines = worth_by_price(choice, {"large": known["large"]}, prices).set_index(["known", "price"])
    for price in prices:
        alone = value_of_information(choice.net_benefit(price), known["large"])
        assert lines.loc[("large", price), "value"] == pytest.approx(alone.value, abs=1e-9)
        assert lines.loc[(EVERYTHING, price), "value"] == pytest.approx(alone.perfect, abs=1e-9)


def test_far_from_break_even_nothing_is_worth_measuring(choice: Choice, known: dict[str, np.ndarray]) -> None:
    prices = [0.0, 0.01, 1.0, 2.0]
    lines = worth_by_price(choice, {"large": known["large"]}, prices)
    assert prices_worth_asking_at(lines) == (1.0, 2.0)
    assert prices_worth_asking_at(lines[lines["price"] < 0.5]) is None


def test_studies_are_ranked_by_their_best_decision_and_what_is_not_found_has_no_rank() -> None:
    def table(**shares: tuple[float, bool]) -> pd.DataFrame:
        rows = [
            {"known": name, "share": share, "share_low": 0.0, "share_high": 1.0, "found": found}
            for name, (share, found) in shares.items()
        ]
        return pd.DataFrame(rows)

    ranked = measuring_order(
        {
            "cut": table(a=(0.2, True), b=(0.1, True), c=(0.30, False)),
            "attestation": table(a=(0.05, True), b=(0.4, True), c=(0.0, False)),
        }
    )
    assert list(ranked["known"]) == ["b", "a", "c"]
    assert list(ranked["decision"]) == ["attestation", "cut", "cut"]
    assert list(ranked["rank"].iloc[:2]) == [1, 2]
    assert ranked["rank"].isna().iloc[2]


def test_with_nothing_to_know_by_itself_the_worth_of_everything_is_left() -> None:
    choice = Choice(plain=[1.0, 2.0, 3.0], priced=[-1.0, -4.0, -2.0])
    assert worth_by_price(choice, {}, [0.5, 1.0])["known"].unique().tolist() == [EVERYTHING]
