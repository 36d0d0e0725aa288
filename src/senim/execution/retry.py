"""Trying again: what may have been chance is tried again, what would fail again is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, TypeVar

from senim.execution.failure import Attempt, Failure, FailureKind, NotebookError

T = TypeVar("T")

BY_CHANCE = frozenset({FailureKind.KERNEL_DIED, FailureKind.INFRASTRUCTURE})


def may_retry(failure: Failure) -> bool:
    """Say whether the same run could end otherwise.

    Parameters
    ----------
    failure : Failure
        What happened.

    Returns
    -------
    bool
        True for a dead kernel and for the machine, but not for a full disk or missing permission.
    """
    return failure.kind in BY_CHANCE and not failure.lasting


def with_retries(
    attempt: Callable[[], T],
    retries: int,
    *,
    on_retry: Callable[[Failure], None] | None = None,
    time_is_left: Callable[[], bool] = lambda: True,
) -> tuple[T, tuple[Attempt, ...]]:
    """Do something until it succeeds, fails for good, or was tried often enough.

    Parameters
    ----------
    attempt : callable
        Does it; raises NotebookError.
    retries : int
        How often it is tried again.
    on_retry : callable, optional
        Called with the failure before each further attempt: to remove what the failed one left.
    time_is_left : callable
        Asked before each further attempt.

    Returns
    -------
    tuple of object and tuple of Attempt
        What the attempt gave back, and the attempts that failed before it.

    Raises
    ------
    NotebookError
        The last failure, with every attempt recorded in it.
    """
    failed: list[Attempt] = []
    while True:
        try:
            return attempt(), tuple(failed)
        except NotebookError as error:
            failure = error.failure
            failed.append(
                Attempt(len(failed) + 1, failure.kind, failure.cause, failure.cell, failure.seconds)
            )
            if len(failed) > retries or not may_retry(failure) or not time_is_left():
                raise NotebookError(replace(failure, attempts=tuple(failed))) from error
            if on_retry is not None:
                on_retry(failure)


def attempt_from_dict(content: Mapping[str, Any]) -> Attempt:
    """Read an attempt back.

    Parameters
    ----------
    content : mapping of str to object
        As written by `attempt_as_dict`.

    Returns
    -------
    Attempt
        The attempt.
    """
    return Attempt(
        int(content["number"]),
        FailureKind(content["kind"]),
        str(content["cause"]),
        None if content["cell"] is None else int(content["cell"]),
        float(content["seconds"]),
    )


def attempt_as_dict(attempt: Attempt) -> dict[str, Any]:
    """Give an attempt as plain values.

    Parameters
    ----------
    attempt : Attempt
        The attempt.

    Returns
    -------
    dict of str to object
        Ready to be written as JSON.
    """
    return {**asdict(attempt), "kind": attempt.kind.value, "seconds": round(attempt.seconds, 3)}


def retry_note(notebook: str, attempts: tuple[Attempt, ...]) -> str:
    """Say that a success was not the first attempt.

    Parameters
    ----------
    notebook : str
        Name of the notebook or task.
    attempts : tuple of Attempt
        The attempts that failed.

    Returns
    -------
    str
        One line; empty where the first attempt succeeded.
    """
    if not attempts:
        return ""
    told = "; ".join(f"attempt {item.number}: {item.kind}, {item.cause}" for item in attempts)
    return f"{notebook} succeeded at attempt {len(attempts) + 1} ({told})."
