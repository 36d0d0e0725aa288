from __future__ import annotations

import numpy as np

from senim.personnel.officers.rules import make_rules
from senim.personnel.officers.tables import places, vacancies


def test_cells_are_drawn_in_proportion() -> None:
    expected = np.array([[0.0, 3.0], [1.0, 6.0]])
    drawn = places(expected).draw(np.random.default_rng(2), 100_000)
    shares = np.bincount(drawn, minlength=4) / 100_000
    assert np.allclose(shares, expected.ravel() / 10.0, atol=0.007)
    assert (np.diff(drawn) >= 0).all()


def test_posts_are_filled_within_their_unit_type_by_the_recruits_of_it(officers, plan) -> None:
    force = officers(recruits_by_unit={"patrol": 0.5, "guard": 0.0, "prison": 0.5})
    rules = make_rules(force, plan(waves=()), 12)
    drawn = vacancies(rules).draw(np.random.default_rng(1), np.array([60_000, 0, 20_000]))
    stratum = drawn // rules.grid.classes
    assert np.array_equal(np.bincount(rules.grid.unit_of()[stratum], minlength=3), [60_000, 0, 20_000])
    women = rules.grid.sex_of()[stratum].mean()
    assert abs(women - 0.25) < 0.01
