"""From the ``grid`` and ``exclude`` of a sweep file to a grid, every finding with its line."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from senim.documents import Document, Place
from senim.findings import Finding, unknown_word_remedy
from senim.scenarios.grids import (
    Axis,
    Combination,
    Excluding,
    Grid,
    Listed,
    Product,
    Value,
    Zip,
    duplicates,
    exact,
)

LARGEST = 10_000
"""Combinations a sweep may have: more would take days and could not be read."""

FORMS = ("product", "zip", "list")
STEPS = ("from", "to", "step")
_SHOWN = 5


class GridReader:
    """Reads one grid; findings are gathered, not raised.

    Parameters
    ----------
    document : Document
        The sweep file.
    axes : sequence of str
        Axes that the file declares.
    """

    def __init__(self, document: Document, axes: Sequence[str]) -> None:
        self.document = document
        self.declared = tuple(axes)
        self.findings: list[Finding] = []
        self.places: dict[tuple[str, str], Place] = {}

    def read(self, content: Any, exclude: Sequence[Mapping[str, Any]]) -> Grid | None:
        """Read a grid with its exclusions.

        Parameters
        ----------
        content : object
            What stands under ``grid``.
        exclude : sequence of mapping
            What stands under ``exclude``.

        Returns
        -------
        Grid or None
            None where findings were made.
        """
        grid = self._grid(content, ("grid",))
        if grid is None:
            return None
        for axis in self.declared:
            if axis not in grid.axes:
                self._found(
                    ("axes", axis), "is not used in the grid", "Give it values in grid, or remove it."
                )
        rules = [self._rule(rule, ("exclude", number), grid) for number, rule in enumerate(exclude)]
        if len(grid) > LARGEST:
            problem = f"makes {len(grid)} combinations, more than {LARGEST}"
            self._found(("grid",), problem, "Take fewer values, or split the sweep.")
        if self.findings:
            return None
        self._no_repeats(grid)
        kept = Excluding(grid, tuple(rule for rule in rules if rule is not None)) if rules else grid
        if isinstance(kept, Excluding):
            for number in kept.idle:
                self._found(
                    ("exclude", number), "leaves out nothing", "Write values as in grid, or remove it."
                )
        if not self.findings and len(kept) == 0:
            self._found(("exclude",) if rules else ("grid",), "leaves no combination", "Leave at least one.")
        return None if self.findings else kept

    def _grid(self, content: Any, place: Place) -> Grid | None:
        if not isinstance(content, dict) or not content:
            self._found(place, "is no grid", f"Write {', '.join(FORMS)}, or an axis with its values.")
            return None
        names = set(content)
        if names & set(FORMS):
            if len(names) > 1:
                self._found(place, f"mixes {', '.join(sorted(map(str, names)))}", "Keep one of them here.")
                return None
            form = next(iter(names))
            return self._form(form, content[form], (*place, form))
        if len(names) > 1:
            remedy = "Put each axis under product (every one with every other) or zip (side by side)."
            self._found(place, f"names {len(names)} axes side by side", remedy)
            return None
        name, values = next(iter(content.items()))
        return self._axis(name, values, (*place, str(name)))

    def _form(self, form: str, content: Any, place: Place) -> Grid | None:
        if isinstance(content, dict) and form != "list" and not set(content) & set(FORMS):
            content = [{name: values} for name, values in content.items()]
            places: list[Place] = [place] * len(content)
        elif isinstance(content, list) and content:
            places = [(*place, number) for number in range(len(content))]
        else:
            self._found(place, "is no list", "Write one entry a line, each after a hyphen.")
            return None
        if form == "list":
            rows = [self._row(row, where) for row, where in zip(content, places, strict=True)]
            known = tuple(row for row in rows if row is not None)
            return self._made(lambda: Listed(known), place) if len(known) == len(rows) else None
        parts = [self._grid(part, where) for part, where in zip(content, places, strict=True)]
        found = tuple(part for part in parts if part is not None)
        if len(found) < len(parts):
            return None
        return self._made(lambda: Product(found) if form == "product" else Zip(found), place)

    def _axis(self, name: Any, values: Any, place: Place) -> Axis | None:
        if not self._known(name, place):
            return None
        before = len(self.findings)
        if isinstance(values, dict):
            read = self._steps(values, place)
        elif isinstance(values, list) and values:
            read = [self._value(name, value, (*place, number)) for number, value in enumerate(values)]
        else:
            self._found(place, "has no values", "Write [a, b, c] or {from: a, to: b, step: c}.")
            return None
        if len(self.findings) > before:
            return None
        for number, value in enumerate(read):
            where = (*place, number) if isinstance(values, list) else place
            self.places.setdefault((name, exact(value)), where)
        return Axis(name, tuple(read))

    def _steps(self, steps: dict[Any, Any], place: Place) -> list[Value]:
        before = len(self.findings)
        for word in steps:
            if word not in STEPS:
                self._found((*place, str(word)), "is not a known key", unknown_word_remedy(str(word), STEPS))
        for word in STEPS:
            if word not in steps:
                self._found(place, f"has no {word}", "Write {from: a, to: b, step: c}.")
            elif not _is_number(steps[word]):
                self._found((*place, word), f"{steps[word]!r} is no number", "Write a number.")
        if len(self.findings) > before:
            return []
        # Decimals as written: adding a step in binary would give 0.07500000000000001.
        first, last, step = (Decimal(str(steps[word])) for word in STEPS)
        if step <= 0 or last < first:
            self._found(place, "does not go upwards", "Let to be from or more, and step be above zero.")
            return []
        count = (last - first) / step
        if count != int(count):
            remedy = f"End at {first + int(count) * step} or {first + (int(count) + 1) * step}."
            self._found((*place, "to"), f"{steps['to']} is not reached in steps of {steps['step']}", remedy)
            return []
        if count >= LARGEST:
            self._found(place, f"has {int(count) + 1} values", f"Take at most {LARGEST}.")
            return []
        whole = all(isinstance(steps[word], int) for word in STEPS)
        found = [first + number * step for number in range(int(count) + 1)]
        return [int(value) if whole else float(value) for value in found]

    def _row(self, row: Any, place: Place) -> Combination | None:
        if not isinstance(row, dict) or not row:
            self._found(place, "is no combination", "Write {axis: value, other: value}.")
            return None
        before = len(self.findings)
        for name, value in row.items():
            where = (*place, str(name))
            if self._known(name, where):
                self.places.setdefault((name, _exact_or_text(value)), where)
                self._value(name, value, where)
        return Combination(dict(row)) if len(self.findings) == before else None

    def _rule(
        self, rule: Mapping[str, Any], place: Place, grid: Grid
    ) -> Mapping[str, tuple[Value, ...]] | None:
        before = len(self.findings)
        read: dict[str, tuple[Value, ...]] = {}
        for name, given in rule.items():
            where = (*place, str(name))
            if not self._known(name, where):
                continue
            if name not in grid.axes:
                self._found(where, f"{name!r} is not in the grid", "Exclude by an axis of the grid.")
            values = given if isinstance(given, list) else [given]
            read[name] = tuple(self._value(name, value, where) for value in values)
        if not rule:
            self._found(place, "names no axis", "Write {axis: value}.")
        return read if len(self.findings) == before else None

    def _known(self, name: Any, place: Place) -> bool:
        if name in self.declared:
            return True
        remedy = unknown_word_remedy(str(name), self.declared)
        self._found(place, f"{str(name)!r} is not declared under axes", remedy)
        return False

    def _value(self, axis: str, value: Any, place: Place) -> Value:
        if value is None or isinstance(value, str | bool | int | dt.date):
            if isinstance(value, dt.datetime):
                self._found(place, f"{axis}: {value} has a time", "Write a date as YYYY-MM-DD.")
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        self._found(place, f"{axis}: {value!r} is no value", "Write a number, a date, a word, true or false.")
        return None

    def _no_repeats(self, grid: Grid) -> None:
        repeated = duplicates(grid)
        for one in repeated[:_SHOWN]:
            words = ", ".join(f"{axis} {exact(value)}" for axis, value in one.items())
            self._found(("grid",), f"the combination {words} stands twice", "Keep one.")
        if len(repeated) > _SHOWN:
            self._found(
                ("grid",), f"{len(repeated) - _SHOWN} more combinations stand twice", "Keep one of each."
            )

    def _made(self, make: Callable[[], Grid], place: Place) -> Grid | None:
        try:
            return make()
        except ValueError as error:
            self._found(place, str(error), "Correct the parts.")
            return None

    def _found(self, place: Place, problem: str, remedy: str) -> None:
        self.findings.append(self.document.finding(place, problem, remedy))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _exact_or_text(value: Any) -> str:
    try:
        return exact(value)
    except (TypeError, ValueError):
        return str(value)
