"""What the pages of a sweep are made of: axes with their words, combinations with their claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from babel.numbers import format_decimal

from senim.brief.display import OBSERVED_DECIMALS
from senim.brief.numbers import MINUS, NO_BREAK_SPACE, locale_of, with_unit
from senim.execution import Claim

Value = str | int | float | bool | None
Words = Mapping[str, str]
"""One text by language."""

_SCALES = {"percent": Decimal(100)}
_UNITS = {"percent": "%"}
_EVERY_DIGIT = "#,##0." + "#" * 20


@dataclass(frozen=True)
class Axis:
    """One axis of a sweep.

    Parameters
    ----------
    name : str
        Its name.
    title : mapping of str to str
        What it is, by language.
    unit : str
        ``percent`` (a share of 1), ``number``, ``per_100k`` or ``text``.
    labels : mapping of str to mapping
        Words of a value by language, where the unit is ``text``; keys are values as JSON writes them, without
        quotes.
    decimals : int or None
        Decimals at most that its values are printed with; None for every digit.
    """

    name: str
    title: Words
    unit: str = "number"
    labels: Mapping[str, Words] = field(default_factory=dict)
    decimals: int | None = None

    @property
    def ordered(self) -> bool:
        """Whether values are numbers, so that a line may run through them."""
        return self.unit != "text"

    def scaled(self, value: Value) -> float:
        """Give a value as it is printed.

        Parameters
        ----------
        value : Value
            A number of this axis.

        Returns
        -------
        float
            The number in the unit of the axis.
        """
        return float(self._decimal(value))

    def shown(self, value: Value, language: str, *, unit: bool = True) -> str:
        """Print a value.

        Parameters
        ----------
        value : Value
            A value of this axis.
        language : str
            "en", "kk" or "ru".
        unit : bool
            Whether its unit follows.

        Returns
        -------
        str
            The number with the decimals of the axis, or its label.
        """
        if not self.ordered:
            return self.labels[_key(value)][language]
        text = self.written(self._decimal(value), language)
        return with_unit(text, _UNITS.get(self.unit, "")) if unit else text

    def written(self, number: float | Decimal, language: str) -> str:
        """Print a number that is in the unit of the axis already.

        Parameters
        ----------
        number : float or Decimal
            As `scaled` gives it.
        language : str
            "en", "kk" or "ru".

        Returns
        -------
        str
            The number without a unit and without trailing zeros.
        """
        number = Decimal(str(number))
        if self.decimals is not None:
            number = round(number, self.decimals).normalize()
        symbols = locale_of(language).number_symbols["latn"]
        text = format_decimal(
            abs(number), format=_EVERY_DIGIT, locale=locale_of(language), decimal_quantization=False
        )
        return (MINUS if number < 0 else "") + text.replace(symbols["group"], NO_BREAK_SPACE)

    def _decimal(self, value: Value) -> Decimal:
        # as written: 0.41352 × 100 is 41.352 and not 41.352000000000004
        return Decimal(str(value)) * _SCALES.get(self.unit, Decimal(1))


def rounded(axis: Axis, values: Iterable[Value]) -> Axis:
    """Let an axis print its values as a brief prints a share, where that keeps them apart.

    Parameters
    ----------
    axis : Axis
        The axis.
    values : iterable of Value
        Every value it takes in the sweep.

    Returns
    -------
    Axis
        With decimals where it is in per cent and no two values come out alike; as it is otherwise.
    """
    if axis.unit != "percent":
        return axis
    coarse = replace(axis, decimals=OBSERVED_DECIMALS["percent"])
    different = {axis.scaled(value): value for value in values}
    shown = {coarse.shown(value, "en") for value in different.values()}
    return coarse if len(shown) == len(different) else axis


def _key(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value)


@dataclass(frozen=True)
class Combination:
    """One combination and what came out.

    Parameters
    ----------
    id : str
        Its name.
    values : mapping of str to Value
        Value by axis.
    claims : mapping of str to Claim
        Claim by its name without the combination (``violent_effect``).
    notebook : str
        Address of the executed notebook, relative to the pages.
    """

    id: str
    values: Mapping[str, Value]
    claims: Mapping[str, Claim]
    notebook: str = ""


@dataclass(frozen=True)
class SweepResults:
    """A finished sweep.

    Parameters
    ----------
    id : str
        Its name.
    title, question, base : mapping of str to str
        Title, question, and title of the scenario it starts from, by language.
    axes : tuple of Axis
        Its axes, in the order of the grid.
    combinations : tuple of Combination
        In the order of the grid.
    draws, seed : int or None
        Of every combination; None where they differ.
    """

    id: str
    title: Words
    question: Words
    base: Words
    axes: tuple[Axis, ...]
    combinations: tuple[Combination, ...]
    draws: int | None = None
    seed: int | None = None
