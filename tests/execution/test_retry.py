"""What may have been chance is tried again; what would fail again is not."""

from __future__ import annotations

import json

import pytest

from senim.execution.failure import Attempt, Failure, FailureKind, NotebookError
from senim.execution.retry import (
    attempt_as_dict,
    attempt_from_dict,
    may_retry,
    retry_note,
    with_retries,
)

TRIED_AGAIN = {FailureKind.KERNEL_DIED, FailureKind.INFRASTRUCTURE}


def failing(*kinds: FailureKind, lasting: bool = False):  # type: ignore[no-untyped-def]
    waiting = list(kinds)

    def act() -> str:
        if waiting:
            raise NotebookError(Failure(waiting.pop(0), "01", 3, "cause", seconds=1.5, lasting=lasting))
        return "done"

    return act


@pytest.mark.parametrize("kind", FailureKind)
def test_retries_by_class(kind: FailureKind) -> None:
    assert may_retry(Failure(kind, "01", 1, "")) == (kind in TRIED_AGAIN)
    assert not may_retry(Failure(kind, "01", 1, "", lasting=True))


def test_second_success_is_a_success_and_says_so() -> None:
    cleared: list[Failure] = []
    result, failed = with_retries(failing(FailureKind.KERNEL_DIED), 1, on_retry=cleared.append)
    assert result == "done"
    assert failed == (Attempt(1, FailureKind.KERNEL_DIED, "cause", 3, 1.5),)
    assert len(cleared) == 1
    assert retry_note("01", failed) == "01 succeeded at attempt 2 (attempt 1: kernel-died, cause)."
    assert retry_note("01", ()) == ""


@pytest.mark.parametrize(
    ("act", "retries", "attempts"),
    [
        (failing(FailureKind.KERNEL_DIED, FailureKind.KERNEL_DIED), 1, 2),
        (failing(FailureKind.KERNEL_DIED), 0, 1),
        (failing(FailureKind.CODE), 5, 1),
        (failing(FailureKind.INFRASTRUCTURE, lasting=True), 5, 1),
        (failing(FailureKind.KERNEL_DIED, FailureKind.CODE), 5, 2),
    ],
)
def test_the_last_failure_knows_every_attempt(act, retries: int, attempts: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotebookError) as caught:
        with_retries(act, retries)
    assert [item.number for item in caught.value.failure.attempts] == list(range(1, attempts + 1))


def test_no_attempt_without_time() -> None:
    with pytest.raises(NotebookError):
        with_retries(failing(FailureKind.KERNEL_DIED), 1, time_is_left=lambda: False)


def test_attempts_are_read_as_written() -> None:
    for cell in (3, None):
        attempt = Attempt(1, FailureKind.KERNEL_DIED, "cause", cell, 1.5)
        assert attempt_from_dict(json.loads(json.dumps(attempt_as_dict(attempt)))) == attempt
