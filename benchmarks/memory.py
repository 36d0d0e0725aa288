"""Memory of one process while it runs, read from Linux's /proc; elsewhere nothing is seen."""

from __future__ import annotations

import threading
from pathlib import Path

EVERY_SECONDS = 0.05


class ResidentMemory:
    """Samples of the memory that a process holds, without the processes it starts."""

    def __init__(self) -> None:
        self.samples_kilobytes: list[int] = []
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def peak_kilobytes(self) -> int | None:
        """The largest sample; None where nothing was seen."""
        return max(self.samples_kilobytes, default=None)

    def watch(self, process_id: int) -> None:
        """Begin to sample.

        Parameters
        ----------
        process_id : int
            The process.
        """
        self._ended.clear()
        self._thread = threading.Thread(target=self._sample, args=[process_id], daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Sample no more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _sample(self, process_id: int) -> None:
        status = Path(f"/proc/{process_id}/status")
        while not self._ended.wait(EVERY_SECONDS):
            try:
                held = resident_kilobytes(status.read_text(encoding="ascii", errors="replace"))
            except OSError:
                return
            if held is not None:
                self.samples_kilobytes.append(held)


def resident_kilobytes(status: str) -> int | None:
    """Read the memory held from the text of ``/proc/<process>/status``.

    Parameters
    ----------
    status : str
        The text.

    Returns
    -------
    int or None
        Kilobytes; None for a process that has ended.

    Examples
    --------
    >>> resident_kilobytes("VmRSS:\\t   1234 kB")
    1234
    """
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return None
