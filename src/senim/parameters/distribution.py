"""Distributions that a parameter may have, drawn by their quantile functions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

Array = NDArray[np.float64]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


def _special() -> Any:
    # Imported at the first draw: whoever only checks parameters waits for it longer than for the check.
    from scipy import special

    return special


class _Family(BaseModel, ABC):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def width(self) -> int:
        """Number of uniform numbers that one draw takes."""
        return 1

    @abstractmethod
    def quantile(self, uniforms: Array) -> Array:
        """Turn uniform numbers, shape (n, width), into draws."""

    @property
    def centre(self) -> float:
        """The median, used where one value stands for the parameter."""
        return float(self.quantile(np.full((1, self.width), 0.5))[0])


class Normal(_Family):
    """Normal distribution with a mean and a standard deviation."""

    family: Literal["normal"]
    mean: Finite
    sd: Positive

    def quantile(self, uniforms: Array) -> Array:
        return np.asarray(self.mean + self.sd * _special().ndtri(uniforms[:, 0]))


class Lognormal(_Family):
    """Lognormal distribution with a median and the standard deviation of the log."""

    family: Literal["lognormal"]
    median: Positive
    log_sd: Positive

    def quantile(self, uniforms: Array) -> Array:
        return np.asarray(self.median * np.exp(self.log_sd * _special().ndtri(uniforms[:, 0])))


class Beta(_Family):
    """Beta distribution with a mean and a size (the number of observations it is worth)."""

    family: Literal["beta"]
    mean: Annotated[float, Field(gt=0, lt=1)]
    size: Positive

    def quantile(self, uniforms: Array) -> Array:
        return np.asarray(
            _special().betaincinv(self.mean * self.size, (1 - self.mean) * self.size, uniforms[:, 0])
        )


class Uniform(_Family):
    """Uniform distribution between two limits."""

    family: Literal["uniform"]
    low: Finite
    high: Finite

    @field_validator("high")
    @classmethod
    def _ordered(cls, high: float, others: ValidationInfo) -> float:
        low = others.data.get("low")
        if low is not None and not low < high:
            raise ValueError(f"low {low} is not below high {high} | Swap them.")
        return high

    def quantile(self, uniforms: Array) -> Array:
        return np.asarray(self.low + (self.high - self.low) * uniforms[:, 0])


class Dirichlet(_Family):
    """Dirichlet distribution: shares that sum to one, by normalised gamma draws."""

    family: Literal["dirichlet"]
    concentration: Annotated[tuple[Positive, ...], Field(min_length=2)]

    @property
    def width(self) -> int:
        return len(self.concentration)

    @property
    def centre(self) -> float:
        raise ValueError("a Dirichlet parameter holds several shares and has no single centre")

    def quantile(self, uniforms: Array) -> Array:
        gammas = _special().gammaincinv(np.asarray(self.concentration), uniforms)
        return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))


Distribution = Annotated[
    Normal | Lognormal | Beta | Uniform | Dirichlet,
    Field(discriminator="family"),
]
FAMILIES: tuple[type[_Family], ...] = (Normal, Lognormal, Beta, Uniform, Dirichlet)
