"""Events have the names and the times that logs and machines rely on."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from datetime import UTC, datetime
from typing import get_args

import pytest

from senim.pipeline.events import Event, RunEnded, TaskStarted, event_name, iso_time


def test_names() -> None:
    assert [event_name(kind) for kind in get_args(Event)] == [
        "run-began", "task-started", "cell-began", "task-finished", "task-skipped",
        "task-failed", "task-retried", "note", "published", "run-ended",
    ]  # fmt: skip
    assert event_name(RunEnded(0)) == "run-ended"


def test_events_cannot_be_changed_by_a_listener() -> None:
    assert all(is_dataclass(kind) for kind in get_args(Event))
    with pytest.raises(FrozenInstanceError):
        TaskStarted("a").task = "b"  # type: ignore[misc]


def test_times_are_utc() -> None:
    assert iso_time(datetime(2026, 1, 2, 3, 4, 5, 678_900, tzinfo=UTC)) == "2026-01-02T03:04:05.678Z"
