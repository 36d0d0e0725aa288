"""Progress for a terminal: one line with a bar and the remaining time, with what happened above it."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console
from rich.live import Live
from rich.text import Text

from senim.execution.plain_text import indented, one_line
from senim.pipeline.countdown import Remaining
from senim.pipeline.events import (
    Note,
    RunBegan,
    Stamped,
    TaskFailed,
    TaskFinished,
    TaskRetried,
)
from senim.pipeline.screen import Screen
from senim.pipeline.tracker import RUNNING, WAITING, Progress, Tracker

BAR_WIDTH, LEAST_BAR_WIDTH = 24, 8
REFRESHES_PER_SECOND = 4
FILLED, EMPTY = "━", "─"
FILLED_PLAIN, EMPTY_PLAIN = "#", "-"


class BarListener:
    """A progress bar, with what happened above it.

    Parameters
    ----------
    console : rich.console.Console, optional
        The terminal.
    steady : callable
        Seconds by a clock that never goes back.
    """

    name = "The progress bar"
    on_screen = True

    def __init__(self, console: Console | None = None, steady: Callable[[], float] = time.monotonic) -> None:
        self._console = console or Screen(highlight=False)
        self._tracker = Tracker(steady)
        self._live = Live(
            console=self._console,
            transient=True,
            refresh_per_second=REFRESHES_PER_SECOND,
            get_renderable=self._line,
        )

    def hear(self, stamped: Stamped) -> None:
        """Show an event.

        Parameters
        ----------
        stamped : Stamped
            The event.
        """
        self._tracker.follow(stamped.event)
        match stamped.event:
            case RunBegan():
                self._live.start()
            case TaskFinished(task, seconds, printed):
                self._say(f"{one_line(task)}  {seconds:.1f} s{indented(printed)}")
            case TaskFailed(task, message=message):
                self._say(f"{one_line(task)} FAILED{indented(message)}")
            case TaskRetried(task, attempt, of, kind, cause):
                words = f"{task} again (attempt {attempt} of {of}) {kind}: {cause}"
                self._say(one_line(words))
            case Note(message):
                self._say(one_line(message))
            case _:
                return

    def close(self) -> None:
        """Take the bar away."""
        self._live.stop()

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def _line(self) -> Text:
        plain = not (self._console.encoding or "").lower().startswith("utf")
        return bar_line(self._tracker.tasks(), self._tracker.remaining(), self._console.width, plain=plain)


def bar_line(tasks: tuple[Progress, ...], remaining: Remaining, width: int, *, plain: bool = False) -> Text:
    """Lay out the line of the bar: bar, count, remaining time, what runs now.

    Parameters
    ----------
    tasks : tuple of Progress
        How far every task is.
    remaining : Remaining
        How long the run still takes.
    width : int
        Columns of the terminal; what does not fit is cut off at the right.
    plain : bool
        Whether the terminal knows only ASCII.

    Returns
    -------
    rich.text.Text
        One line, narrower than the terminal.
    """
    left = sum(task.state in (WAITING, RUNNING) for task in tasks)
    done, total = len(tasks) - left, len(tasks)
    count, words = f" {done}/{total}", str(remaining) if left else "finishing"
    room = width - 1 - len(count) - len(words) - 2
    bar = max(LEAST_BAR_WIDTH, min(BAR_WIDTH, room // 2)) if room >= LEAST_BAR_WIDTH else 0
    filled = bar * done // total if total else 0
    signs = (FILLED_PLAIN, EMPTY_PLAIN) if plain else (FILLED, EMPTY)
    line = Text(no_wrap=True, overflow="crop", end="")
    line.append(signs[0] * filled, style="blue")
    line.append(signs[1] * (bar - filled), style="dim")
    line.append(f"{count}  {words}".lstrip() if not bar else f"{count}  {words}")
    running = ", ".join(_running(task) for task in tasks if task.state == RUNNING)
    if running and room - bar > LEAST_BAR_WIDTH:
        line.append(f"  {one_line(running)}", style="dim")
    line.truncate(max(1, width - 1), overflow="crop" if plain else "ellipsis")
    return line


def _running(task: Progress) -> str:
    return f"{task.ahead.name} {task.cell}/{task.cells}" if task.cells else task.ahead.name
