"""Answers that are no number: what the method cannot do, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InapplicableSeries:
    """A question that this method has no answer to, for these data.

    It has the attributes of a result, all of them None, so that who reads them is told and not
    misled.

    Parameters
    ----------
    verdict : str
        ``inapplicable`` (the question makes no sense for these data) or ``cannot tell`` (it does, and
        the data do not answer it).
    reasons : tuple of str
        Why, each a clause without a full stop.
    effect, interval, counterfactual, diagnostics : None
        What a result would hold there does not exist.
    """

    verdict: str
    reasons: tuple[str, ...]
    effect: None = None
    interval: None = None
    counterfactual: None = None
    diagnostics: None = None

    def __str__(self) -> str:
        return f"{self.verdict}: {'; '.join(self.reasons)}"
