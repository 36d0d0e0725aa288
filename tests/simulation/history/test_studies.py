import pandas as pd
import pytest

from senim.simulation import Settings
from senim.simulation.history import history_rows
from senim.simulation.history.reasons import REASONS
from senim.sources import load

DRAWS, FORCES, STAFFINGS = 3_000, 2, 12


@pytest.fixture(scope="module")
def figures(processed):
    tables = {
        "vetting_evidence/": load("vetting_evidence", processed).set_index("row")["value"],
        "seed_facts/": load("seed_facts", processed).set_index("fact")["value"],
        "england_wales_forces/officers-": load("england_wales_forces", processed)
        .groupby("year")["officers_fte"]
        .sum(),
        "population/Kazakhstan-": load("population", processed)
        .query("area == 'Kazakhstan'")
        .set_index("year")["population"],
    }
    return pd.concat([series.add_prefix(prefix) for prefix, series in tables.items()]).astype(float)


@pytest.fixture(scope="module")
def rows(figures, parameters):
    settings = Settings(draws=DRAWS, seed=1)
    return {
        row.id: row for row in history_rows(figures, parameters, settings, forces=FORCES, staffings=STAFFINGS)
    }


def test_every_case_of_the_evidence_has_a_row_with_a_verdict_and_a_reason(rows):
    cases = ("kazakhstan-2012", "kostanay-2012", "kazakhstan-2019", "kazakhstan-2024", "ukraine-2016")
    cases += ("ukraine-2017", "primorye-2011", "russia-2011", "england-wales")
    for case in cases:
        assert any(name.startswith(case) for name in rows), case
    assert all(row.why == REASONS[name] for name, row in rows.items())
    assert set(REASONS) == set(rows)


def test_published_figures_are_those_of_the_tables(rows):
    published = {
        "kostanay-2012-unfit": 100 * (73 + 32 + 62) / 3094,
        "kostanay-2012-dismissed": 100 * 73 / 3094,
        "kazakhstan-2024-unfit": 9,
        "kazakhstan-2024-reserve": 12,
        "ukraine-2016-dismissed": 100 * 5257 / 68125,
        "ukraine-2016-vacancies": 100 * 18875 / 68125,
        "primorye-2011-unfit": 100 * 288 / 14000,
        "russia-2011-left": 100 * 226900 * 0.78 / 1106472,
        "england-wales-2018": 14.84,
    }
    for name, value in published.items():
        assert rows[name].observed == pytest.approx(value, abs=0.01), name


def test_sources_are_rows_of_the_tables(rows, figures):
    known = set(figures.index) | {"reform_timeline/attestation-2019"}
    for row in rows.values():
        assert row.sources, row.id
        assert set(row.sources) <= known, row.id


def test_what_set_a_parameter_says_so_and_what_was_not_published_gets_no_verdict(rows):
    assert {name for name, row in rows.items() if row.use == "sets a parameter"} == {
        "kostanay-2012-dismissed",
        "kostanay-2012-kept",
        "ukraine-2017-reinstated",
    }
    for name in ("kazakhstan-2012-examined", "kazakhstan-2019-unfit", "kostanay-2012-reserve"):
        assert rows[name].verdict == "cannot tell"


def test_misses_are_told_and_not_hidden(rows):
    for name in (
        "kazakhstan-2024-reserve",
        "ukraine-2016-vacancies",
        "primorye-2011-unfit",
        "england-wales-2012",
        "england-wales-2018",
    ):
        assert rows[name].verdict == "outside", name
    assert rows["ukraine-2016-dismissed"].verdict == "inside"


def test_every_prediction_has_all_draws(rows):
    told = [row.predicted for row in rows.values() if row.predicted is not None]
    assert {values.shape for values in told} == {(DRAWS,)}


def test_the_officer_engine_predicts_whatever_is_predicted(rows):
    assert {row.engine for row in rows.values() if row.predicted is not None} == {"officer by officer"}


def test_a_figure_does_not_move_its_own_prediction(rows, figures, parameters):
    """Beliefs are held before: only the split of Kostanay and the size of a case come from figures."""
    moved = figures.copy()
    for name in ("kz-2024-unfit", "ukraine-2016-vacancies", "primorye-2011-failed", "ukraine-2016-demoted"):
        moved[f"vetting_evidence/{name}"] *= 1.5
    settings = Settings(draws=DRAWS, seed=1)
    again = {
        row.id: row for row in history_rows(moved, parameters, settings, forces=FORCES, staffings=STAFFINGS)
    }
    for name in (
        "kazakhstan-2024-unfit",
        "ukraine-2016-vacancies",
        "primorye-2011-unfit",
        "ukraine-2016-unfit",
    ):
        assert again[name].observed != rows[name].observed
        assert (again[name].predicted == rows[name].predicted).all()
