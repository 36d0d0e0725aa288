"""What is begun before it is decided whether it is wanted, and ended where nobody takes it over."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be ended."""

    def close(self) -> None:
        """End it."""


T = TypeVar("T", bound=Closable)


class Early(Generic[T]):
    """Holds one thing that was begun early in this process; it ends with the process unless it is taken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun: T | None = None

    def begin(self, make: Callable[[], T]) -> None:
        """Begin; does nothing where it was begun already.

        Parameters
        ----------
        make : callable
            Makes it, and comes back at once.
        """
        with self._lock:
            if self._begun is None:
                self._begun = make()
                atexit.register(self.end)

    def take(self) -> T | None:
        """Take over what was begun; whoever takes it closes it.

        Returns
        -------
        object or None
            The thing; None where nothing was begun, or another has taken it.
        """
        with self._lock:
            taken, self._begun = self._begun, None
        atexit.unregister(self.end)
        return taken

    def end(self) -> None:
        """End what was begun and not taken: it is not wanted after all."""
        taken = self.take()
        if taken is not None:
            taken.close()
