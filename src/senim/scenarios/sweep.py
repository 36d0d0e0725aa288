"""A sweep: many combinations of values on top of one scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from senim.documents import Document, Place
from senim.scenarios.grids import Combination, Grid, Value, exact
from senim.scenarios.scenario import Scenario, Translated

Unit = Literal["percent", "number", "per_100k", "text"]
AXIS_NAME = r"^[a-z][a-z0-9_]*$"


class Kind(StrEnum):
    """What a sweep can change."""

    LEVERS = "levers"
    VALUES = "values"
    NOTEBOOK = "notebook"


class AxisWords(BaseModel):
    """What an axis changes, and how it is shown.

    ``unit`` says how a value is printed: ``percent`` takes a share of 1, ``text`` has a label in three
    languages for each value.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    changes: str
    title: Translated
    unit: Unit = "number"
    labels: dict[str, Translated] = {}


class SweepFile(BaseModel):
    """The shape of a sweep file; the grid is read by `senim.scenarios.grid_reading`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    title: Translated
    question: Translated
    base: str
    fixed: dict[str, Any] = {}
    axes: Annotated[dict[Annotated[str, Field(pattern=AXIS_NAME)], AxisWords], Field(min_length=1)]
    grid: Any
    exclude: list[dict[str, Any]] = []


@dataclass(frozen=True)
class Changes:
    """What one combination changes.

    Parameters
    ----------
    levers : mapping of str to Value
        Value by ``lever.field`` of the scenario; None takes the field away.
    values : mapping of str to Value
        Value by id of a model parameter, in place of what is believed.
    notebook : mapping of str to Value
        Value by name of a notebook parameter.
    """

    levers: Mapping[str, Value] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    notebook: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Sweep:
    """A sweep that can be run.

    Parameters
    ----------
    id : str
        Its name, the same as the file's.
    title, question : Translated
        What readers see.
    base : Scenario
        What every combination starts from.
    fixed : mapping of str to Value
        What every combination changes alike, by target (``levers.…``, ``values.…`` or ``notebook.…``).
    axes : mapping of str to AxisWords
        What each axis changes.
    grid : Grid
        The combinations.
    document : Document
        The file, for messages.
    places : mapping of (str, str) to tuple
        Where in the file a value of an axis stands, by axis and exact value.
    """

    id: str
    title: Translated
    question: Translated
    base: Scenario
    fixed: Mapping[str, Value]
    axes: Mapping[str, AxisWords]
    grid: Grid
    document: Document
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def changes(self, combination: Combination) -> Changes:
        """Tell what a combination changes, by kind.

        Parameters
        ----------
        combination : Combination
            One of the grid.

        Returns
        -------
        Changes
            What is fixed and what the combination sets.
        """
        targets = {**self.fixed, **{self.axes[axis].changes: value for axis, value in combination.items()}}
        sorted_out: dict[str, dict[str, Value]] = {kind: {} for kind in Kind}
        for target, value in targets.items():
            kind, _, name = target.partition(".")
            sorted_out[kind][name] = value
        return Changes(**sorted_out)

    def place_of(self, kind: Kind, name: str, value: Value) -> Place:
        """Tell where in the file a value stands that a target is given.

        Parameters
        ----------
        kind : Kind
            What is changed.
        name : str
            The target without its kind.
        value : Value
            The value.

        Returns
        -------
        tuple
            The place of the value in the grid, or of the fixed value.
        """
        target = f"{kind}.{name}"
        for axis, words in self.axes.items():
            if words.changes == target:
                return self.places.get((axis, exact(value)), ("axes", axis))
        return ("fixed", target)
