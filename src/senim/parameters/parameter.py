"""A parameter, and a parameter on which the sources disagree."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from senim.parameters.distribution import Distribution
from senim.status import Status
from senim.validation import WholeError

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
    locator: Annotated[Text | None, Field(validate_default=True)] = None

    @field_validator("locator")
    @classmethod
    def _findable(cls, locator: str | None, others: ValidationInfo) -> str | None:
        if locator is None and others.data.get("address", "unknown") is None:
            raise WholeError("has neither an address nor a locator | Say the address, or the table or page.")
        return locator

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
    bounds: Bounds | None = None
    value: float | None = None
    distribution: Annotated[Distribution | None, Field(validate_default=True)] = None
    note: Text | None = None

    @field_validator("value")
    @classmethod
    def _inside(cls, value: float | None, others: ValidationInfo) -> float | None:
        if value is not None:
            check_bounds(value, others.data.get("bounds"))
        return value

    @field_validator("distribution")
    @classmethod
    def _one_of(cls, distribution: Distribution | None, others: ValidationInfo) -> Distribution | None:
        # A value that is missing here was given and is wrong, which is told by itself.
        if (others.data.get("value", "wrong") is None) == (distribution is None):
            raise WholeError("needs either a value or a distribution | Keep one of the two.")
        if distribution is not None and distribution.width == 1:
            check_bounds(distribution.centre, others.data.get("bounds"))
        return distribution


class ContestedParameter(_Record):
    """Several sourced values, one of them the stated default."""

    unit: Annotated[str, StringConstraints(min_length=1)]
    valid_from: dt.date
    status: SourcedStatus
    bounds: Bounds | None = None
    contested: Annotated[dict[str, Version], Field(min_length=2)]
    default: str
    reason: Text
    note: Text | None = None

    @field_validator("contested")
    @classmethod
    def _inside(cls, contested: dict[str, Version], others: ValidationInfo) -> dict[str, Version]:
        for version in contested.values():
            check_bounds(version.value, others.data.get("bounds"))
        return contested

    @field_validator("default")
    @classmethod
    def _default_exists(cls, default: str, others: ValidationInfo) -> str:
        known = others.data.get("contested")
        if known is not None and default not in known:
            raise ValueError(f"default {default!r} is none of {sorted(known)} | Name one of them.")
        return default

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
