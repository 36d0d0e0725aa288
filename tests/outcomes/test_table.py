import numpy as np
import pandas as pd
import pytest

from senim.findings import InputError
from senim.outcomes import (
    OUTCOME_COLUMNS,
    Status,
    concat_outcomes,
    empty_outcomes,
    summarise,
    validate_outcomes,
)


@pytest.fixture
def table() -> pd.DataFrame:
    return summarise(
        np.ones((3, 1)),
        scenario="s",
        outcome="o",
        group="g",
        years=[2019],
        unit="percent",
        status=Status.DERIVED,
    )


def test_columns_come_in_order(table):
    shuffled = table[list(reversed(table.columns))]
    assert tuple(validate_outcomes(shuffled).columns) == OUTCOME_COLUMNS
    assert len(concat_outcomes([])) == 0
    assert tuple(empty_outcomes().columns) == OUTCOME_COLUMNS


def test_everything_wrong_is_listed(table):
    bad = pd.concat([table, table]).assign(status="certain")
    bad.loc[bad.index[0], "value"] = np.nan
    with pytest.raises(InputError) as caught:
        validate_outcomes(bad)
    text = str(caught.value)
    assert "'certain' is no status" in text
    assert "values are missing" in text
    assert "repeat one" in text


def test_missing_columns_are_named(table):
    with pytest.raises(InputError, match="column unit: is missing"):
        validate_outcomes(table.drop(columns=["unit"]))
