"""A claim: one number that is published, with its range, its status and where it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

ClaimStatus = Literal["observed", "literature", "derived", "elicited", "assumed", "not_identifiable"]
ClaimUnit = Literal[
    "percent",
    "points",
    "count",
    "share",
    "billion_kzt",
    "kzt",
    "ratio",
    "per_100k",
    "per_1000",
    "years",
    "months",
    "date",
]

SIGNIFICANT_DIGITS = 6


def canonical_number(value: float) -> float | int:
    """Round to the digits a claim is stored with, so that the same result gives the same bytes.

    Parameters
    ----------
    value : float
        Any finite number.

    Returns
    -------
    float or int
        The number at six significant digits; whole numbers given as ``int`` are kept whole.

    Examples
    --------
    >>> canonical_number(0.123456789)
    0.123457
    >>> canonical_number(10592)
    10592
    >>> canonical_number(-0.0)
    0.0
    """
    if isinstance(value, int):
        return value
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}") + 0.0


class Claim(BaseModel):
    """One published number; notebooks write it, the brief reads and formats it.

    Parameters
    ----------
    id : str
        Name, or ``name.variant`` (a scenario, a year, an offence group).
    value : float, int, str or None
        The middle value; an ISO date where the unit is ``date``; None only where it is not identifiable.
    low, high : float or None
        Limits of the interval, in the unit of the value.
    level : float
        Share of draws (or of confidence) inside the interval.
    unit : str
        Kind of number, see ``ClaimUnit``.
    likelihood : float or None
        Share of draws in which the phrase of ``likelihood_of`` is true.
    likelihood_of : str or None
        Key of that phrase in the catalogues.
    confidence : int or None
        Squares of the evidence rubric, 1 to 4; 0 where the number is not identifiable.
    status : str
        observed, literature, derived, elicited, assumed or not_identifiable.
    source : str
        Key or title of where the number comes from.
    inputs : list of str
        Ids of the parameters, tables or claims it is made from.
    scenario, outcome, group, year
        The row of the outcome table it is, where it is one.
    notebook : str
        The notebook that wrote it.
    decimals : int or None
        Decimals that the interval supports; None lets the brief decide.

    Raises
    ------
    pydantic.ValidationError
        If a number has no interval and is not observed, or the interval does not hold the value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)*$")
    value: int | float | str | None
    low: int | float | None = None
    high: int | float | None = None
    level: float = Field(default=0.90, gt=0, lt=1)
    unit: ClaimUnit
    likelihood: float | None = Field(default=None, ge=0, le=1)
    likelihood_of: str | None = None
    confidence: int | None = Field(default=None, ge=0, le=4)
    status: ClaimStatus
    source: str = Field(min_length=1)
    inputs: list[str] = Field(default_factory=list)
    scenario: str | None = None
    outcome: str | None = None
    group: str | None = None
    year: int | None = None
    notebook: str = Field(min_length=1)
    decimals: int | None = Field(default=None, ge=0, le=6)

    @field_validator("value", "low", "high", "likelihood", "year", mode="before")
    @classmethod
    def _plain_number(cls, value: Any) -> Any:
        """Take NumPy scalars and store finite numbers canonically."""
        plain = value.item() if hasattr(value, "item") else value
        if isinstance(plain, bool):
            raise ValueError("a claim is a number, a date or nothing, not true or false")
        if isinstance(plain, (int, float)):
            if not math.isfinite(plain):
                raise ValueError("a claim must be a finite number")
            return canonical_number(plain)
        return plain

    @model_validator(mode="after")
    def _says_how_sure(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval needs both limits, low and high")
        if isinstance(self.value, str) != (self.unit == "date"):
            raise ValueError("text is only allowed as a date (unit 'date', ISO form), and a date is text")
        if self.value is None and self.status != "not_identifiable":
            raise ValueError("a claim without a value must have the status 'not_identifiable'")
        if self.low is None and self.value is not None and self.status != "observed":
            raise ValueError(f"a claim without an interval must be 'observed', this one is {self.status!r}")
        if not _inside(self.value, self.low, self.high):
            raise ValueError(f"the value {self.value} is outside its interval {self.low} to {self.high}")
        if self.unit == "date":
            date.fromisoformat(str(self.value))
        if self.likelihood is not None and self.likelihood_of is None:
            raise ValueError("a likelihood needs likelihood_of, the phrase it is the likelihood of")
        return self


def _inside(value: float | str | None, low: float | None, high: float | None) -> bool:
    if isinstance(value, (int, float)) and low is not None and high is not None:
        return low <= value <= high
    return True


def repeated_ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """List the ids that more than one claim carries.

    Parameters
    ----------
    claims : iterable of Claim
        The claims of one ledger.

    Returns
    -------
    tuple of str
        Each repeated id once, in order of its second appearance.
    """
    seen: set[str] = set()
    repeated: dict[str, None] = {}
    for claim in claims:
        if claim.id in seen:
            repeated[claim.id] = None
        seen.add(claim.id)
    return tuple(repeated)
