from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from senim.costs import ArgumentError, BudgetInputs, back_pay, treasury_path


def announced(**changes: Any) -> BudgetInputs:
    described: dict[str, Any] = {"saving": 16.0, "pay_added": 21.4, "respent_share": 1.0}
    return BudgetInputs(**{**described, **changes})


def test_the_announced_package_spends_its_saving_and_more() -> None:
    path = treasury_path(announced(), cut_scale=np.ones(3), pay_scale=np.ones(3))
    assert path.balance.shape == (1, 3)
    assert path.balance == pytest.approx(np.full((1, 3), -21.4))
    assert (path.respent + path.pay_added)[0, 0] == pytest.approx(37.4)


def test_a_cut_alone_frees_its_saving() -> None:
    path = treasury_path(announced(respent_share=0.0), cut_scale=[0.0, 0.5, 1.0], pay_scale=np.zeros(3))
    assert path.balance[0].tolist() == [0.0, 8.0, 16.0]


def test_nothing_done_moves_nothing_exactly() -> None:
    path = treasury_path(announced(saving=np.ones(4)), cut_scale=np.zeros(3), pay_scale=np.zeros(3))
    assert path.balance.shape == (4, 3)
    assert (path.balance == 0.0).all()


def test_doubling_the_money_doubles_the_raise() -> None:
    one = treasury_path(announced(), cut_scale=np.ones(2), pay_scale=np.ones(2))
    two = treasury_path(announced(saving=32.0, pay_added=42.8), cut_scale=np.ones(2), pay_scale=np.ones(2))
    assert two.respent + two.pay_added == pytest.approx(2 * (one.respent + one.pay_added))


def test_one_off_money_comes_once() -> None:
    path = treasury_path(announced(one_off=True), cut_scale=[0.5, 1.0, 1.0], pay_scale=[0.0, 1.0, 1.0])
    assert path.saved[0].tolist() == [8.0, 8.0, 0.0]
    assert path.pay_added[0] == pytest.approx([0.0, 21.4, 0.0])


def test_back_pay_is_owed_for_the_months_out() -> None:
    owed = back_pay(np.array([[0.0, 100.0]]), 300_000.0, 14.0)
    assert owed[0] == pytest.approx([0.0, 0.42])
    by_draw = back_pay(np.ones((2, 3)), np.array([1e9, 2e9]), 1.0)
    assert by_draw[:, 0].tolist() == [1.0, 2.0]
    path = treasury_path(
        announced(respent_share=0.0), cut_scale=np.zeros(2), pay_scale=np.zeros(2), back_pay=owed
    )
    assert path.balance[0] == pytest.approx([0.0, -0.42])


def test_bad_arguments() -> None:
    with pytest.raises(ArgumentError) as caught:
        announced(saving=-1.0, respent_share=2.0)
    assert len(caught.value.findings) == 2
    with pytest.raises(ArgumentError, match="do not fit"):
        treasury_path(announced(), cut_scale=np.ones(3), pay_scale=np.ones(2))
