"""People ordered, trained, and put into vacant posts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class TrainingPipeline:
    """Recruits in training, by the months until they are ready.

    Parameters
    ----------
    usual : ndarray, shape (2, n)
        Recruits taken in each month in the steady state, front line and other.
    months : int
        Length of the training.
    """

    def __init__(self, usual: Array, months: int) -> None:
        self.months = months
        self._classes = [usual.copy() for _ in range(months)]
        self._in_training = usual * float(months)
        self._waiting: Array | None = None

    def graduate(self, vacancies: Array) -> Array:
        """Put those who are ready into posts; the rest wait a month.

        Parameters
        ----------
        vacancies : ndarray, shape (2, n)
            Posts that stand empty.

        Returns
        -------
        ndarray, shape (2, n)
            Officers who start.
        """
        ready = self._classes.pop(0)
        hired = np.minimum(ready, vacancies)
        ready -= hired
        if self._classes:
            self._classes[0] += ready
        else:
            self._waiting = ready
        self._in_training -= hired
        return hired

    def order(self, wanted: Array, target: Array, present: Array, fill: Array, capacity: Array) -> None:
        """Take recruits in: those who replace the usual exits, and part of the gap.

        Parameters
        ----------
        wanted : ndarray, shape (2, n)
            Exits a month to be replaced.
        target, present : ndarray, shape (2, n)
            Officers wanted and officers in post.
        fill : ndarray, shape (n,)
            Share of the gap that is ordered a month.
        capacity : ndarray, shape (n,)
            Most recruits a month.
        """
        missing_in_training = wanted * (self.months - 1) - self._in_training
        orders = np.maximum(wanted + fill * (target - present + missing_in_training), 0.0)
        total = orders.sum(axis=0)
        orders *= np.divide(np.minimum(capacity, total), total, out=np.zeros_like(total), where=total > 0.0)
        self._in_training += orders
        if self._waiting is not None:
            orders += self._waiting
        self._classes.append(orders)
