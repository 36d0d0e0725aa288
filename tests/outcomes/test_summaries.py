import numpy as np
import pytest

from senim.outcomes import STATISTICS, Status, summarise


def rows(draws, years=(2019, 2020)):
    return summarise(
        draws, scenario="s", outcome="o", group="g", years=years, unit="percent", status=Status.DERIVED
    )


def test_statistics_are_those_of_the_draws():
    draws = np.column_stack([np.arange(101.0), np.arange(101.0) - 50])
    table = rows(draws).set_index(["year", "statistic"])["value"]
    assert len(table) == 2 * len(STATISTICS)
    assert table[2019, "median"] == 50
    assert table[2019, "q05"] == 5
    assert table[2019, "q95"] == 95
    assert table[2020, "mean"] == 0
    assert table[2020, "share_above_zero"] == pytest.approx(50 / 101)


def test_the_share_has_its_own_unit():
    table = rows(np.ones((3, 2)))
    assert set(table.loc[table["statistic"] == "share_above_zero", "unit"]) == {"share"}


def test_shapes_and_infinite_draws_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        rows(np.ones((3, 4)))
    with pytest.raises(ValueError, match="not finite"):
        rows(np.array([[1.0, np.inf]]))
