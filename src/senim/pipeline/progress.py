"""One stream of events, many listeners: none of them can end a run, or fail in silence."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from senim.pipeline.events import Event, Note, RunEnded, Stamped
from senim.pipeline.output import say_aside


class Listener(Protocol):
    """Is told what happens: one event at a time, from any thread."""

    @property
    def name(self) -> str:
        """What a user calls it, as the beginning of a sentence."""

    @property
    def on_screen(self) -> bool:
        """Whether a person or a log sees it as it speaks."""

    def hear(self, stamped: Stamped) -> None:
        """Take in one event.

        Parameters
        ----------
        stamped : Stamped
            The event.
        """

    def close(self) -> None:
        """End; called once, after the last event or after a failure."""


def time_of_day() -> datetime:
    """Read the wall clock.

    Returns
    -------
    datetime
        Now, in UTC.
    """
    return datetime.now(tz=UTC)


class Announcer:
    """Tells every event to every listener, in one order for all.

    Parameters
    ----------
    *listeners : Listener
        Who listens from the beginning.
    steady : callable
        Seconds by a clock that never goes back.
    wall : callable
        The time of day.
    """

    def __init__(
        self,
        *listeners: Listener,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = time_of_day,
    ) -> None:
        self.run = os.urandom(6).hex()
        self._listeners = list(listeners)
        self._steady, self._wall = steady, wall
        self._began = steady()
        self._number = 0
        self._ended = False
        self._lock = threading.Lock()

    def join(self, listener: Listener) -> None:
        """Let somebody listen from now on.

        Parameters
        ----------
        listener : Listener
            Who.
        """
        with self._lock:
            self._listeners.append(listener)

    def tell(self, event: Event) -> None:
        """Say what happened; after the end of the run nothing is said any more.

        Parameters
        ----------
        event : Event
            What happened.
        """
        with self._lock:
            if self._ended:
                return
            self._spread(event)
            if isinstance(event, RunEnded):
                self._ended = True
                for listener in self._listeners:
                    _attempt(listener, listener.close)

    def _spread(self, event: Event) -> None:
        waiting = deque([event])
        while waiting:
            told = waiting.popleft()
            self._number += 1
            elapsed = round(self._steady() - self._began, 3)
            stamped = Stamped(told, self.run, self._number, self._wall(), elapsed)
            for listener in tuple(self._listeners):
                failure = _attempt(listener, partial(listener.hear, stamped))
                if failure:
                    self._listeners.remove(listener)
                    _attempt(listener, listener.close)
                    waiting.append(Note(failure, warning=True))
                    if not any(other.on_screen for other in self._listeners):
                        say_aside(failure)


def _attempt(listener: Listener, act: Callable[[], None]) -> str:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever a listener does wrong, the run goes on, and says so
        return f"{listener.name} stopped ({type(error).__name__}: {error}). The run goes on without it."
    return ""
