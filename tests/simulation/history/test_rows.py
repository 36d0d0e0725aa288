import numpy as np
import pytest

from senim.simulation.history import HistoryRow, history_table

DRAWS = np.linspace(0.0, 100.0, 10_001)


def row(**changes):
    described = {
        "id": "a",
        "case": "Somewhere",
        "quantity": "found unfit",
        "engine": "officer by officer",
        "predicted": DRAWS,
        "observed": 50.0,
        "sources": ("table/row", "table/other"),
        "use": "not used",
        "why": "Because.",
    }
    return HistoryRow(**{**described, **changes})


@pytest.mark.parametrize(
    ("observed", "verdict"),
    [
        (50.0, "inside"),
        (6.0, "inside"),
        (5.1, "at the edge"),
        (94.9, "at the edge"),
        (3.0, "outside"),
        (99.0, "outside"),
        (150.0, "outside"),
        (None, "cannot tell"),
    ],
)
def test_verdict_follows_from_the_place_of_the_figure(observed, verdict):
    assert row(observed=observed).verdict == verdict


def test_fewer_draws_leave_the_edge_wider():
    assert row(observed=6.0, predicted=DRAWS[::100]).verdict == "at the edge"


def test_what_counts_something_else_gets_no_verdict():
    assert row(comparable=False).verdict == "cannot tell"
    assert row(predicted=None).verdict == "cannot tell"


def test_a_figure_at_all_draws_lies_in_their_middle():
    assert row(predicted=np.full(100, 50.0)).place == 0.5


@pytest.mark.parametrize(
    ("use", "tests"),
    [
        ("not used", True),
        ("bounds a parameter", True),
        ("sets a parameter", False),
        ("is itself in doubt", False),
    ],
)
def test_a_figure_that_set_a_parameter_or_is_in_doubt_is_no_test(use, tests):
    assert row(use=use).tests is tests
    assert row(use=use, observed=None).tests is False


def test_table_holds_quantiles_figure_and_verdict():
    table = history_table([row(), row(id="b", predicted=None)]).set_index("row")
    assert table.loc["a", ["q05", "median", "q95"]].tolist() == pytest.approx([5.0, 50.0, 95.0])
    assert table["verdict"].tolist() == ["inside", "cannot tell"]
    assert np.isnan(table.loc["b", "median"])
    assert table.loc["a", "sources"] == "table/row; table/other"
