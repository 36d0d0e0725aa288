"""Why a specification has no answer."""

from __future__ import annotations

from enum import IntEnum


class Reason(IntEnum):
    """Why a specification has no estimate; the first that holds is told.

    `NONE` means that it has one.
    """

    NONE = 0
    EMPTY = 1
    LOG = 2
    WEIGHTS = 3
    CLUSTERS = 4
    OUTCOME = 5
    CONTROL = 6
    TREATMENT = 7
    TREATMENT_CONTROLS = 8
    FREEDOM = 9
    PERFECT = 10
    ONE_CLUSTER = 11

    @property
    def words(self) -> str:
        """The reason in a sentence without a full stop; empty for `NONE`."""
        return _WORDS[self]


_WORDS = {
    Reason.NONE: "",
    Reason.EMPTY: "no row is left in the sample",
    Reason.LOG: "a log is asked of a value that is not positive",
    Reason.WEIGHTS: "a weight is not positive",
    Reason.CLUSTERS: "there are too few clusters",
    Reason.OUTCOME: "the outcome does not vary once the effects are taken out",
    Reason.CONTROL: "a control is collinear with the effects or the other controls",
    Reason.TREATMENT: "the treatment does not vary once the effects are taken out",
    Reason.TREATMENT_CONTROLS: "the treatment is collinear with the controls",
    Reason.FREEDOM: "there are no degrees of freedom left",
    Reason.PERFECT: "the fit is perfect: nothing is left to judge errors by",
    Reason.ONE_CLUSTER: "the treatment varies in one cluster alone",
}
