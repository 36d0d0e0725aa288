"""A placement that is still being opened while tasks that do not need it are performed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from senim.pipeline.tasks import Done, Filled, Task

CLOSE_SECONDS = 15.0


class Placing(Protocol):
    """What is needed of a placement here."""

    def placed(self, task: Task) -> Task:
        """Give a task the action that performs it in its place.

        Parameters
        ----------
        task : Task
            The task.

        Returns
        -------
        Task
            The task.
        """


@dataclass(frozen=True)
class Meanwhile:
    """Performs tasks that stay here at once, and lets the others wait for the place they travel to.

    Parameters
    ----------
    threads : int
        Tasks that may be under way at once.
    place : concurrent.futures.Future
        The placement, once it is open.
    stays : callable
        Places a task that stays here.
    travels : callable
        Tells whether a task travels.
    """

    threads: int
    place: Future[Placing]
    stays: Callable[[Task], Task]
    travels: Callable[[Task], bool]

    def placed(self, task: Task) -> Task:
        """Give a task the action that performs it in its place.

        Parameters
        ----------
        task : Task
            The task.

        Returns
        -------
        Task
            The same task.
        """
        if not self.travels(task):
            return self.stays(task)

        def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
            return self.place.result().placed(task).action(folder, earlier)

        return replace(task, action=act)


@contextmanager
def opened_meanwhile(opening: AbstractContextManager[Placing]) -> Iterator[Future[Placing]]:
    """Open a place in a thread of its own.

    Parameters
    ----------
    opening : context manager
        Gives the place; entered and left in that thread.

    Yields
    ------
    concurrent.futures.Future
        The place; holds the error where it could not be opened.
    """
    place: Future[Placing] = Future()
    over = threading.Event()

    def hold() -> None:
        try:
            with opening as opened:
                place.set_result(opened)
                over.wait()
        except Exception as error:
            if place.done():
                raise
            place.set_exception(error)

    thread = threading.Thread(target=hold, name="senim-opening", daemon=True)
    thread.start()
    try:
        yield place
    finally:
        over.set()
        thread.join(CLOSE_SECONDS)
