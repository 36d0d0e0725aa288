"""Every listener hears everything in one order; one that fails is left out, is told of, and ends nothing."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from senim.pipeline.events import Note, RunEnded, Stamped, TaskStarted
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer


class Ear:
    """Remembers what it hears; may fail."""

    def __init__(self, name: str = "An ear", fails: Exception | None = None, on_screen: bool = True) -> None:
        self.name, self.on_screen, self.fails = name, on_screen, fails
        self.heard: list[Stamped] = []
        self.closed = 0

    def hear(self, stamped: Stamped) -> None:
        if self.fails is not None:
            raise self.fails
        self.heard.append(stamped)

    def close(self) -> None:
        self.closed += 1


def notes(ear: Ear) -> list[str]:
    return [stamped.event.message for stamped in ear.heard if isinstance(stamped.event, Note)]


def test_all_hear_the_same_in_one_order_from_many_threads() -> None:
    ears = Ear(), Ear()
    announcer = Announcer(*ears)

    def say(name: str) -> None:
        for _ in range(50):
            announcer.tell(TaskStarted(name))

    threads = [threading.Thread(target=say, args=(f"task {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [stamped.number for stamped in ears[0].heard] == list(range(1, 401))
    assert ears[0].heard == ears[1].heard
    assert {stamped.run for stamped in ears[0].heard} == {announcer.run}


@pytest.mark.parametrize(
    "failure",
    [
        BrokenPipeError("closed"),
        OSError(28, "No space left on device"),
        ValueError("closed file"),
        KeyError("x"),
    ],
)
def test_a_listener_that_fails_is_told_of_once_and_ends_nothing(
    failure: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = Ear("The page", failure), Ear()
    announcer = Announcer(bad, good)
    announcer.tell(TaskStarted("a"))
    announcer.tell(TaskStarted("b"))
    announcer.tell(RunEnded(0))
    assert [type(stamped.event).__name__ for stamped in good.heard] == [
        "TaskStarted", "Note", "TaskStarted", "RunEnded",
    ]  # fmt: skip
    assert notes(good) == [
        f"The page stopped ({type(failure).__name__}: {failure}). The run goes on without it."
    ]
    assert bad.closed == 1
    assert capsys.readouterr().err == ""


def test_where_nobody_on_screen_is_left_standard_error_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    page = Ear(on_screen=False)
    announcer = Announcer(Ear("Progress in lines", BrokenPipeError("closed")), page)
    announcer.tell(TaskStarted("a"))
    assert "Progress in lines stopped (BrokenPipeError: closed)" in capsys.readouterr().err
    assert notes(page)


def test_all_listeners_and_standard_error_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    announcer = Announcer(LineListener(closed), Ear(fails=OSError("full")))
    announcer.tell(TaskStarted("a"))
    announcer.tell(RunEnded(0))


def test_a_listener_that_cannot_close_ends_nothing() -> None:
    bad, good = Ear(), Ear()
    bad.close = refuse  # type: ignore[method-assign]
    Announcer(bad, good).tell(RunEnded(0))
    assert good.closed == 1


def refuse() -> None:
    raise OSError("no")


def test_nothing_is_said_after_the_end() -> None:
    ear = Ear()
    announcer = Announcer(ear)
    announcer.tell(RunEnded(3))
    announcer.tell(RunEnded(0))
    announcer.tell(TaskStarted("late"))
    assert [stamped.event for stamped in ear.heard] == [RunEnded(3)]


def test_who_joins_later_hears_the_rest() -> None:
    ear = Ear()
    announcer = Announcer()
    announcer.tell(TaskStarted("a"))
    announcer.join(ear)
    announcer.tell(TaskStarted("b"))
    assert [stamped.event for stamped in ear.heard] == [TaskStarted("b")]


def backwards() -> Callable[[], datetime]:
    hours = iter(range(24))
    return lambda: datetime(2026, 1, 2, tzinfo=UTC) - timedelta(hours=next(hours))


def test_a_clock_that_is_set_back_does_not_turn_time_back() -> None:
    ear = Ear()
    steady = iter([100.0, 101.0, 102.5])
    announcer = Announcer(ear, steady=lambda: next(steady), wall=backwards())
    announcer.tell(TaskStarted("a"))
    announcer.tell(TaskStarted("b"))
    assert [stamped.elapsed for stamped in ear.heard] == [1.0, 2.5]
    assert ear.heard[1].time < ear.heard[0].time
