"""What the exact engine counts: stocks, and what flows are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.cycle import leaves_waiting
from senim.personnel.officers.path import FLOWS
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steps import FIRST_TIME, LOOKS, VARIANTS

Array = NDArray[np.float64]
SERVED = ("left", "appointed", "began_leave", "ended_leave")


def first_of_cycle(rules: Rules) -> int:
    """Give the place among lists at which those due by the cycle begin, a month after the other.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    int
        Behind the lists of waves.
    """
    return max(len(rules.plan.waves), 1)


@dataclass(frozen=True)
class Tallies:
    """Counts, filled in place.

    Parameters
    ----------
    stocks : ndarray, shape (months + 1, groups, strata, 4)
        Officers by service and quality.
    served : ndarray, shape (months, 4, strata, classes)
        Who left, was appointed, began and ended leave.
    seen : ndarray, shape (months, levers, variants, strata, classes)
        Who was examined: on their date, once more, on leave.
    reinstated : ndarray, shape (months, strata, classes)
        Who returned by a court.
    listed : ndarray, shape (waves or 1, and months where the cycle leaves some waiting; strata, classes)
        Who is on the list of a wave; who is due by the cycle in each month,
        and who gets a date when it begins.
    looked : ndarray, shape (4, strata, classes)
        What the last look at the officers found.
    hired, released : ndarray, shape (months, strata, classes)
        Recruits and those whose posts were cut.
    uncalled : ndarray, shape (waves or 1, and months where the cycle leaves some waiting;)
        Share of a list, and of those due, beyond the capacity.
    """

    stocks: Array
    served: Array
    seen: Array
    reinstated: Array
    listed: Array
    looked: Array
    hired: Array
    released: Array
    uncalled: Array

    @classmethod
    def nothing(cls, rules: Rules, months: int, groups: int) -> Tallies:
        """Give room for counts.

        Parameters
        ----------
        rules : Rules
            Rates.
        months : int
            How many months.
        groups : int
            Groups of service.

        Returns
        -------
        Tallies
            All 0.
        """
        cells = rules.grid.strata, rules.grid.classes
        lists = first_of_cycle(rules) + (months + 1 if leaves_waiting(rules.plan.cycle) else 0)
        return cls(
            stocks=np.zeros((months + 1, groups, rules.grid.strata, 4)),
            served=np.zeros((months, len(SERVED), *cells)),
            seen=np.zeros((months, len(rules.failing), VARIANTS, *cells)),
            reinstated=np.zeros((months, *cells)),
            listed=np.zeros((lists, *cells)),
            looked=np.zeros((LOOKS, *cells)),
            hired=np.zeros((months, *cells)),
            released=np.zeros((months, *cells)),
            uncalled=np.zeros(lists),
        )

    def arrays(self) -> tuple[Array, ...]:
        """Give what compiled loops fill.

        Returns
        -------
        tuple of ndarray
            In the order of `run`.
        """
        return self.stocks, self.served, self.seen, self.reinstated, self.listed, self.looked

    def flows(self, rules: Rules) -> Array:
        """Work out all flows.

        Parameters
        ----------
        rules : Rules
            Rates.

        Returns
        -------
        ndarray, shape (months, flows, strata, 4)
            Officers a month, in the order of `FLOWS`.
        """
        months, _, strata, classes = self.served.shape
        found = np.zeros((months, len(FLOWS), strata, 4))

        def note(name: str, officers: Array, at: NDArray[np.intp] | slice = slice(None)) -> None:
            by_quality = officers.reshape(*officers.shape[:-1], 4, classes // 4).sum(axis=-1)
            found[at, FLOWS.index(name)] += by_quality

        for place, name in enumerate(SERVED):
            note(name, self.served[:, place])
        for name in ("reinstated", "hired", "released"):
            note(name, getattr(self, name))
        for place, wave in enumerate(rules.plan.waves):
            first = int(wave.first_month)
            note("left_out", self.listed[place : place + 1] * self.uncalled[place], slice(first, first + 1))
        first = first_of_cycle(rules)
        if len(self.listed) > first:
            note("waiting", self.listed[first:-1] * self.uncalled[first:-1, None, None])
        for lever, examination in enumerate(rules.plan.examinations()):
            for variant in range(VARIANTS if examination is not None else 0):
                assert examination is not None
                at = np.flatnonzero(self.seen[:, lever, variant].any(axis=(1, 2)))
                seen, failing, unfit = self.seen[at, lever, variant], rules.failing[lever], examination.unfit
                repeated = examination.reexamined_share if variant == FIRST_TIME else 0.0
                finding = failing * (1.0 - repeated)
                note("examined", seen, at)
                note("reserve", seen * ((1.0 - failing) * examination.reserve_share), at)
                note("re_examination", seen * failing * repeated, at)
                note("unfit", seen * finding, at)
                note("demoted", seen * (finding * unfit.demoted), at)
                note("transferred", seen * (finding * unfit.transferred), at)
                note("dismissed", seen * (finding * unfit.dismissed), at)
        return found
