"""The deadline that is named is the widest that has passed."""

from __future__ import annotations

import pytest

from senim.execution.limits import SHORTEST_SECONDS, Limits


def test_the_nearer_of_notebook_and_run_ends_it() -> None:
    limits = Limits(100.0, cell_seconds=5, notebook_seconds=60, run_seconds=20)
    assert limits.ends_at == 120
    assert limits.seconds_left(110.0) == 10
    assert limits.seconds_left(500.0) == SHORTEST_SECONDS
    assert (limits.passed(110.0), limits.passed(120.0)) == (False, True)


def test_without_limits_nothing_ends() -> None:
    limits = Limits(0.0, cell_seconds=5)
    assert (limits.ends_at, limits.seconds_left(9e9), limits.passed(9e9)) == (None, None, False)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (105.0, "one cell ran out (5 s)"),
        (140.0, "the notebook ran out (40 s)"),
        (170.0, "the whole run ran out"),
    ],
)
def test_words(now: float, words: str) -> None:
    limits = Limits(100.0, cell_seconds=5, notebook_seconds=40, run_seconds=70)
    assert limits.ran_out(now) == f"the time allowed for {words}"
