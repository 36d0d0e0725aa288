"""The bar fits the terminal, shows what runs, and leaves no garbage."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from senim.pipeline.bar_progress import BarListener, bar_line
from senim.pipeline.countdown import Remaining
from senim.pipeline.events import (
    Ahead,
    Event,
    Note,
    RunBegan,
    RunEnded,
    Stamped,
    TaskFailed,
    TaskFinished,
    TaskRetried,
    TaskStarted,
)
from senim.pipeline.progress import Announcer
from senim.pipeline.screen import Screen
from senim.pipeline.tracker import DONE, RUNNING, Progress

TASKS = (
    Progress(Ahead("prepare"), DONE, 1.0),
    Progress(Ahead("02-staffing-471-to-424"), RUNNING, 3.0, 4, 22),
    Progress(Ahead("04-crime-response"), RUNNING, 3.0),
    Progress(Ahead("brief.en")),
)


def shown(*events: Event, **options: object) -> str:
    stream = io.StringIO()
    terminal = Console(file=stream, width=80, **{"force_terminal": True, **options})  # type: ignore[arg-type]
    announcer = Announcer(BarListener(terminal))
    for event in events:
        announcer.tell(event)
    return stream.getvalue()


def test_wide() -> None:
    line = bar_line(TASKS, Remaining(43), 120).plain
    assert line.startswith(
        "━" * 6 + "─" * 18 + " 1/4  45 s left  02-staffing-471-to-424 4/22, 04-crime-response"
    )


@pytest.mark.parametrize(
    "remaining", [Remaining(3), Remaining(9_000, longer=True), Remaining(75, about=True)]
)
def test_it_always_fits(remaining: Remaining) -> None:
    for width in range(2, 130):
        line = bar_line(TASKS, remaining, width)
        assert line.cell_len < width
        assert "\n" not in line.plain


def test_at_forty_columns_count_and_time_are_whole() -> None:
    assert "1/4  45 s left" in bar_line(TASKS, Remaining(43), 40).plain
    assert bar_line(TASKS, Remaining(90, longer=True), 40).plain == "1/4  longer than usual, 1 min 30 s or …"


def test_plain_letters() -> None:
    assert bar_line(TASKS, Remaining(43), 50, plain=True).plain.isascii()


def test_all_done() -> None:
    assert "1/1  finishing" in bar_line(TASKS[:1], Remaining(0), 80).plain
    assert bar_line((), Remaining(0), 80).plain.strip().endswith("0/0  finishing")


@given(st.text(), st.integers(2, 100))
def test_hostile_names_stay_on_the_line(name: str, width: int) -> None:
    line = bar_line((Progress(Ahead(name), RUNNING, 1.0),), Remaining(5), width)
    assert line.cell_len < width
    assert not {"\n", "\x1b", "\r", "\x07"} & set(line.plain)


def test_events_stand_above_it_as_they_are() -> None:
    text = shown(
        RunBegan(1, (Ahead("a", seconds=3), Ahead("b", seconds=3))),
        TaskStarted("a"),
        TaskFinished("a", 2.04, "from a\n"),
        TaskRetried("b", 2, 3, "kernel-died", "signal"),
        TaskFailed("b", "code", "cause", "[red]cause[/red]\x1b[2J"),
        Note("a note"),
        RunEnded(3),
    )
    assert "a  2.0 s\n    from a" in text
    assert "b again (attempt 2 of 3) kernel-died: signal" in text
    assert "b FAILED\n    [red]cause[/red]" in text
    assert "\x1b[2J" not in text
    assert "a note" in text
    assert text.endswith(("\x1b[?25h", "\x1b[2K"))


def test_without_a_terminal_nothing_is_drawn() -> None:
    text = shown(
        RunBegan(1, (Ahead("a"),)),
        TaskStarted("a"),
        TaskFinished("a", 1.0),
        RunEnded(0),
        force_terminal=False,
    )
    assert text == "a  1.0 s\n"


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(RunBegan(1, (Ahead("a"),)), TaskStarted("a"), TaskFinished("a", 1.0), RunEnded(0))
    assert "\x1b[34m" not in text
    monkeypatch.delenv("NO_COLOR")
    coloured = (RunBegan(1, (Ahead("a"), Ahead("b"))), TaskFinished("a", 1.0), RunEnded(0))
    assert "\x1b[34m" in shown(*coloured, color_system="standard")


def test_the_first_time_shown_is_the_estimate() -> None:
    text = shown(RunBegan(1, (Ahead("a", seconds=40),)), RunEnded(0))
    assert "40 s left" in text
    assert "longer" not in text


def test_a_terminal_that_is_gone_does_not_end_the_process() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    heard: list[str] = []

    class Ear:
        name = "An ear"
        on_screen = True

        def hear(self, stamped: Stamped) -> None:
            heard.append(type(stamped.event).__name__)

        def close(self) -> None:
            """Do nothing."""

    announcer = Announcer(BarListener(Screen(file=Gone(), force_terminal=True)), Ear())
    announcer.tell(RunBegan(1, (Ahead("a"),)))
    announcer.tell(TaskFinished("a", 1.0))
    announcer.tell(RunEnded(0))
    assert heard == ["RunBegan", "Note", "TaskFinished", "RunEnded"]
