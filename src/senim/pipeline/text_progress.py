"""Progress as text: what listeners have in common that write an event at once and keep nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TextIO

from senim.pipeline.events import Stamped
from senim.pipeline.output import Output


class TextListener(ABC):
    """Writes each event as it happens.

    Parameters
    ----------
    stream : text file, optional
        Where text goes; standard output by default.
    """

    name: str
    on_screen = True

    def __init__(self, stream: TextIO | None = None) -> None:
        self._output = Output(stream)

    @abstractmethod
    def text(self, stamped: Stamped) -> str:
        """Say an event.

        Parameters
        ----------
        stamped : Stamped
            The event.

        Returns
        -------
        str
            A line, or more; empty where there is nothing to say.
        """

    def hear(self, stamped: Stamped) -> None:
        """Write an event.

        Parameters
        ----------
        stamped : Stamped
            The event.
        """
        text = self.text(stamped)
        if text:
            self._output.write(text)

    def close(self) -> None:  # noqa: B027 - what keeps nothing has nothing to end
        """Do nothing: all was handed on at once."""
