"""What is asked for when a kernel is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# A message that brings a door is known by this word.
DOOR = "door"


@dataclass(frozen=True)
class KernelRequest:
    """One kernel that is wanted.

    Parameters
    ----------
    connection_file : str
        Says where the kernel listens; already written.
    folder : str
        Working folder of the kernel.
    environment : mapping of str to str
        All its environment variables.
    scratch : str
        A folder of its own, to be removed where whoever asked has died; empty where it has none.
    """

    connection_file: str
    folder: str
    environment: Mapping[str, str]
    scratch: str = ""

    def as_message(self) -> dict[str, Any]:
        """Write the request as plain data.

        Returns
        -------
        dict
            The fields.
        """
        return asdict(self)

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> KernelRequest:
        """Read a request from plain data.

        Parameters
        ----------
        message : mapping
            As `as_message` gives it.

        Returns
        -------
        KernelRequest
            The request.
        """
        return cls(**message)
