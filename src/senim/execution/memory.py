"""How much memory a kernel held, second by second, in few points."""

from __future__ import annotations

from dataclasses import dataclass

MOST_POINTS = 300
_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB")


@dataclass(frozen=True)
class MemoryCurve:
    """Resident memory of a kernel and of what it started.

    Parameters
    ----------
    points : tuple of tuple of float and int
        Seconds since the kernel was started, and bytes; each the highest of its moment.
    peak_bytes : int
        The highest value seen.
    peak_seconds : float
        When it was seen.
    last_bytes : int
        The last value seen while the kernel lived.
    cap_bytes : int or None
        What was allowed.
    """

    points: tuple[tuple[float, int], ...]
    peak_bytes: int
    peak_seconds: float
    last_bytes: int
    cap_bytes: int | None = None

    def as_dict(self) -> dict[str, object]:
        """Give the curve as plain values.

        Returns
        -------
        dict of str to object
            Ready to be written as JSON.
        """
        return {
            "points": [[seconds, amount] for seconds, amount in self.points],
            "peak_bytes": self.peak_bytes,
            "peak_seconds": self.peak_seconds,
            "last_bytes": self.last_bytes,
            "cap_bytes": self.cap_bytes,
        }


class MemoryTrace:
    """Collects samples; when there are many, keeps the higher of each two.

    Parameters
    ----------
    cap_bytes : int, optional
        What is allowed.
    most_points : int
        Points kept at most.
    """

    def __init__(self, cap_bytes: int | None = None, most_points: int = MOST_POINTS) -> None:
        self.cap_bytes = cap_bytes
        self._most = most_points
        self._kept: list[tuple[float, int]] = []
        self._waiting: tuple[float, int] | None = None
        self._together = 1
        self._count = 0
        self._peak = (0.0, 0)
        self._last = (0.0, 0)

    def add(self, seconds: float, amount: int) -> None:
        """Note one sample.

        Parameters
        ----------
        seconds : float
            Seconds since the kernel was started.
        amount : int
            Bytes.
        """
        point = (round(seconds, 2), amount)
        self._last = point
        self._peak = max(self._peak, point, key=lambda item: item[1])
        self._waiting = (
            point if self._waiting is None else max(self._waiting, point, key=lambda item: item[1])
        )
        self._count += 1
        if self._count % self._together == 0:
            self._kept.append(self._waiting)
            self._waiting = None
        if len(self._kept) > self._most:
            pairs = [self._kept[start : start + 2] for start in range(0, len(self._kept), 2)]
            self._kept = [max(pair, key=lambda item: item[1]) for pair in pairs]
            self._together *= 2

    def curve(self) -> MemoryCurve | None:
        """Give what was seen.

        Returns
        -------
        MemoryCurve or None
            None where no sample was taken.
        """
        if self._count == 0:
            return None
        points = [*self._kept, *([self._waiting] if self._waiting else [])]
        if points[-1] != self._last:
            points.append(self._last)
        return MemoryCurve(tuple(points), self._peak[1], self._peak[0], self._last[1], self.cap_bytes)


def memory_words(amount: float) -> str:
    """Say an amount of memory.

    Parameters
    ----------
    amount : float
        Bytes.

    Returns
    -------
    str
        Number and unit; steps of 1024.

    Examples
    --------
    >>> memory_words(4 * 1024**3)
    '4.0 GiB'
    >>> memory_words(300)
    '300 bytes'
    """
    unit = 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount /= 1024
        unit += 1
    digits = 1 if unit and amount < 100 else 0
    return f"{amount:.{digits}f} {_UNITS[unit]}"
