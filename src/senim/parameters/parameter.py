"""A parameter, and a parameter on which the sources disagree."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from senim.parameters.distribution import Distribution
from senim.status import Status

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3)]
SourcedStatus = Literal[Status.OBSERVED, Status.LITERATURE, Status.ELICITED, Status.ASSUMED]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Record):
    """Where a value was read; for a judgement, whose and when."""

    title: Text
    publisher: Text
    date: dt.date | Annotated[int, Field(ge=1900, le=2100)]
    address: Text | None = None
    locator: Text | None = None

    @model_validator(mode="after")
    def _findable(self) -> Self:
        if self.address is None and self.locator is None:
            raise ValueError("has neither an address nor a locator | Say the address, or the table or page.")
        return self

    def __str__(self) -> str:
        return "; ".join(str(part) for part in (self.publisher, self.title, self.date, self.locator) if part)


class Bounds(_Record):
    """Limits that a value cannot pass, with the reason."""

    low: float
    high: float
    reason: Text


class Version(_Record):
    """One of several sourced values of a contested parameter."""

    value: float
    source: Source
    note: Text | None = None


class Parameter(_Record):
    """A value or a distribution with unit, date, source and status."""

    unit: Annotated[str, StringConstraints(min_length=1)]
    valid_from: dt.date
    source: Source
    status: SourcedStatus
    value: float | None = None
    distribution: Distribution | None = None
    bounds: Bounds | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.value is None) == (self.distribution is None):
            raise ValueError("needs either a value or a distribution | Keep one of the two.")
        centre = self.value
        if centre is None and self.distribution is not None and self.distribution.width == 1:
            centre = self.distribution.centre
        if centre is not None:
            check_bounds(centre, self.bounds)
        return self


class ContestedParameter(_Record):
    """Several sourced values, one of them the stated default."""

    unit: Annotated[str, StringConstraints(min_length=1)]
    valid_from: dt.date
    status: SourcedStatus
    contested: Annotated[dict[str, Version], Field(min_length=2)]
    default: str
    reason: Text
    bounds: Bounds | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _default_exists(self) -> Self:
        if self.default not in self.contested:
            raise ValueError(
                f"default {self.default!r} is none of {sorted(self.contested)} | Name one of them."
            )
        for version in self.contested.values():
            check_bounds(version.value, self.bounds)
        return self

    @property
    def value(self) -> float:
        """The default value."""
        return self.contested[self.default].value

    @property
    def source(self) -> Source:
        """The source of the default value."""
        return self.contested[self.default].source


def check_bounds(value: float, bounds: Bounds | None) -> None:
    """Refuse a value outside its bounds, with the reason for them.

    Parameters
    ----------
    value : float
        The value.
    bounds : Bounds or None
        The limits, if there are any.

    Raises
    ------
    ValueError
        If the value lies outside.
    """
    if bounds is not None and not bounds.low <= value <= bounds.high:
        limits = f"{bounds.low:g} to {bounds.high:g}"
        raise ValueError(f"{value:g} is outside {limits}: {bounds.reason} | Choose a value inside.")
