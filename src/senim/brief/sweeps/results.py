"""What the pages of a sweep are made of: axes with their words, combinations with their claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from babel.numbers import format_decimal

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
    """

    name: str
    title: Words
    unit: str = "number"
    labels: Mapping[str, Words] = field(default_factory=dict)

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
        """Print a value exactly.

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
            The number with every digit it has, or its label.
        """
        if not self.ordered:
            return self.labels[_key(value)][language]
        number = self._decimal(value)
        symbols = locale_of(language).number_symbols["latn"]
        text = format_decimal(
            abs(number), format=_EVERY_DIGIT, locale=locale_of(language), decimal_quantization=False
        )
        text = (MINUS if number < 0 else "") + text.replace(symbols["group"], NO_BREAK_SPACE)
        return with_unit(text, _UNITS.get(self.unit, "")) if unit else text

    def _decimal(self, value: Value) -> Decimal:
        # as written: 0.41352 × 100 is 41.352 and not 41.352000000000004
        return Decimal(str(value)) * _SCALES.get(self.unit, Decimal(1))


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
