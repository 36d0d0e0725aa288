"""The tables that claims are checked with, read once, and copies that a test may change."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from senim.evidence.official import CHECK_TABLES, CheckedClaim, check_claims
from senim.sources import read

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def published() -> Frames:
    """Give every table as the project publishes it."""
    return {name: read(name) for name in CHECK_TABLES}


@pytest.fixture
def tables(published: Frames) -> Frames:
    """Give copies that a test may change."""
    return {name: frame.copy() for name, frame in published.items()}


@pytest.fixture(scope="session")
def checked(published: Frames) -> dict[str, CheckedClaim]:
    """Give every claim as checked, by its id."""
    return {one.claim.id: one for one in check_claims(published)}


@pytest.fixture
def changed(tables: Frames) -> Callable[..., dict[str, CheckedClaim]]:
    """Change one cell and check again."""

    def change(table: str, key: str, row: str | int, column: str, value: object) -> dict[str, CheckedClaim]:
        frame = tables[table]
        chosen = frame[key] == row
        assert chosen.sum() == 1, "one row is meant"
        frame.loc[chosen, column] = value
        return {one.claim.id: one for one in check_claims(tables)}

    return change
