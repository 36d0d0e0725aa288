"""The result object."""

from __future__ import annotations

import pytest

from senim.evidence import pool


def test_the_result_prints_its_numbers_and_names_what_is_missing() -> None:
    text = str(pool([0.1, 0.4], [0.1, 0.2], method="FE", test="z"))
    assert "Pooled mean of 2 estimates (fixed effect, inverse variance; normal)" in text
    assert "0.1600 (SE 0.0894)" in text
    assert "none for this method" in text


def test_the_result_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        pool([0.1], [0.1]).tau2 = 3.0  # type: ignore[misc]
