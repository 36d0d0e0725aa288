"""A description of a force; every figure is made up."""

from __future__ import annotations

import numpy as np

from senim.personnel.officers.expected import expected_force


def test_one_unit_type_is_the_same_force_where_nothing_hangs_on_them(officers, plan) -> None:
    described = officers(
        exit_multiples_by_unit={}, vacancy_rates={"patrol": 0.1, "investigation": 0.1, "headquarters": 0.1}
    )
    # a transfer needs somewhere to go, and changes nothing but the unit type
    several, one = (
        expected_force(force, plan(waves=()), 6).path for force in (described, described.in_one_unit())
    )
    assert one.units == ("all",)
    np.testing.assert_allclose(one.posts.sum(axis=2), several.posts.sum(axis=2))
    np.testing.assert_allclose(one.stocks.sum(axis=3), several.stocks.sum(axis=3), atol=1e-8)
