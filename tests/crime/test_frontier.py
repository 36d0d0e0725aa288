"""The line on which quality makes up for quantity."""

from __future__ import annotations

import numpy as np
import pytest

from senim.crime import quality_quantity_line, registered_response


def test_crime_does_not_change_on_the_line() -> None:
    line = quality_quantity_line([-0.2, -0.5], [-0.3, -1.0], np.linspace(-0.2, 0.1, 4))
    assert len(line) == 2 * 2 * 4
    change = registered_response(
        line[["front_line_log_ratio"]],
        line[["quality_log_ratio"]],
        line["elasticity"],
        line["quality_elasticity"],
        np.ones((len(line), 1)),
    )
    assert change == pytest.approx(0, abs=1e-15)


def test_a_tenth_fewer_officers_need_a_tenth_more_sound_ones_when_both_count_alike() -> None:
    line = quality_quantity_line(-0.4, -0.4, np.log(0.9))
    assert line["front_line_percent"].item() == pytest.approx(-10)
    assert line["quality_percent"].item() == pytest.approx(100 / 0.9 - 100)


def test_no_change_of_officers_needs_none_of_quality() -> None:
    assert quality_quantity_line(-0.4, -0.4, 0.0)["quality_log_ratio"].item() == 0


def test_quality_without_effect_has_no_line() -> None:
    with pytest.raises(ValueError, match="quality_elasticity: 0 has no line"):
        quality_quantity_line(-0.4, [0.0, -0.1], -0.1)


def test_numbers_that_are_not_finite_are_refused_together() -> None:
    with pytest.raises(ValueError, match=r"elasticity.*\n.*front_line_log_ratio"):
        quality_quantity_line(np.nan, -0.1, [np.inf])
    with pytest.raises(ValueError, match="front_line_log_ratio: is no list"):
        quality_quantity_line(-0.4, -0.1, [[-0.1]])
