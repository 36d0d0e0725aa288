"""What a number rests on: the word every output carries."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """What a number rests on, from firmest to least.

    A number computed from several inputs is `derived`, unless one of them is weaker
    than the literature: then it takes the weakest word (see `weakest`).
    """

    OBSERVED = "observed"
    LITERATURE = "literature"
    DERIVED = "derived"
    ELICITED = "elicited"
    ASSUMED = "assumed"
    NOT_IDENTIFIABLE = "not_identifiable"

    @classmethod
    def weakest(cls, statuses: Iterable[Status]) -> Status:
        """Name the weakest of several statuses.

        Parameters
        ----------
        statuses : iterable of Status
            At least one.

        Returns
        -------
        Status
            The one that comes last in the order of the class.

        Raises
        ------
        ValueError
            If there is none.

        Examples
        --------
        >>> Status.weakest([Status.OBSERVED, Status.ASSUMED])
        <Status.ASSUMED: 'assumed'>
        """
        order = list(cls)
        return max(statuses, key=order.index)
