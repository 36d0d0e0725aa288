"""The result of pooling: a number that knows its intervals and prints itself."""

from __future__ import annotations

from dataclasses import dataclass

Interval = tuple[float, float]

_SAME = 1e-20
"""Cochran's Q below this is rounding."""

METHOD_NAMES = {
    "REML": "random effects, restricted maximum likelihood",
    "DL": "random effects, DerSimonian–Laird",
    "PM": "random effects, Paule–Mandel",
    "FE": "fixed effect, inverse variance",
}
TEST_NAMES = {
    "knapp-hartung": "Knapp–Hartung, t",
    "adhoc": "Knapp–Hartung, t, factor not below 1",
    "z": "normal",
}


@dataclass(frozen=True)
class PooledEstimate:
    """A pooled estimate with everything a reader needs to doubt it.

    ``None`` says that a quantity does not exist for the method; an infinite bound says that it
    exists and the data do not bound it.

    Parameters
    ----------
    estimate : float
        The pooled mean, in the unit of the estimates.
    standard_error : float
        Its standard error (scaled by Knapp and Hartung's factor under that test).
    interval : tuple of float
        Confidence interval of the mean; (−inf, inf) for one study under Knapp–Hartung.
    prediction_interval : tuple of float or None
        Where the effect of a new study is expected; None under ``FE``, (−inf, inf) for one study.
    tau2 : float
        Between-study variance; 0 under ``FE``, and set to 0 for one study.
    tau2_standard_error : float or None
        Its standard error; None under ``FE`` and for one study.
    tau2_interval : tuple of float or None
        Q-profile interval; None under ``FE``, (0, inf) for one study.
    i2 : float
        Share of the total variation that is not sampling error, in percent.
    q, q_p_value : float
        Cochran's Q and its p-value on k − 1 degrees of freedom.
    k : int
        Number of estimates.
    method, test : str
        As asked for.
    level : float
        Coverage of the intervals.
    """

    estimate: float
    standard_error: float
    interval: Interval
    prediction_interval: Interval | None
    tau2: float
    tau2_standard_error: float | None
    tau2_interval: Interval | None
    i2: float
    q: float
    q_p_value: float
    k: int
    method: str
    test: str
    level: float

    @property
    def caution(self) -> str:
        """What the interval must not be taken for, in a sentence; empty where there is nothing to say."""
        if self.k == 1 and self.method != "FE":
            return "One estimate says nothing about the spread between settings."
        if self.k > 1 and self.test == "knapp-hartung" and self.q < _SAME:
            return (
                "The estimates are all the same, so the factor of Knapp and Hartung is 0 and the interval "
                "has no width: that is no certainty. Use test='adhoc' or test='z'."
            )
        return ""

    def __str__(self) -> str:
        share = f"{100 * self.level:g} %"
        spread = "" if self.tau2_standard_error is None else f" (SE {self.tau2_standard_error:.4f})"
        studies = "1 estimate" if self.k == 1 else f"{self.k} estimates"
        lines = [
            f"Pooled mean of {studies} ({METHOD_NAMES[self.method]}; {TEST_NAMES[self.test]})",
            f"  mean                 {self.estimate:.4f} (SE {self.standard_error:.4f})",
            f"  {share} interval        {_between(self.interval)}",
            f"  {share} prediction      {_between(self.prediction_interval)}",
            f"  tau²                 {self.tau2:.4f}{spread}",
            f"  {share} interval (tau²) {_between(self.tau2_interval)}",
            f"  I²                   {self.i2:.2f} %",
            f"  Q                    {self.q:.3f}, {self.k - 1} df, p = {self.q_p_value:.4g}",
        ]
        return "\n".join([*lines, f"  caution              {self.caution}"] if self.caution else lines)


def _between(interval: Interval | None) -> str:
    """Write an interval, or that the method has none."""
    return "none for this method" if interval is None else f"{interval[0]:.4f} … {interval[1]:.4f}"
