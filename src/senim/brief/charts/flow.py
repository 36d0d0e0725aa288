"""What becomes of those examined in one wave: bars whose parts flow from one step to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.flowtable import AFTER, QUALITIES, RESULTS, Counts, flow_table
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_width
from senim.brief.charts.twin import told, with_twin
from senim.brief.charts.words import LINE_HEIGHT, wrap
from senim.execution.figure import Figure

Parts = dict[str, tuple[float, float]]
"""Left and right end of the sound and of the problem officers of a bar, in px."""

_NO_BREAK = "\u00a0"
_BAR = 16.0
_GAP = 5.0
_LABELS = 250.0
_ROW = 62.0


_LOOK = {"sound": ("paper", "alt"), "problem": ("main", "main")}
"""Fill and edge of a part: sound officers hollow, problem officers filled."""


@dataclass(frozen=True)
class _Bar:
    """A bar with its two parts, and the room of its row."""

    parts: Parts
    top: float

    @property
    def bottom(self) -> float:
        return self.top + _BAR

    @property
    def ends(self) -> tuple[float, float]:
        sides = list(self.parts.values())
        return min(left for left, _ in sides), max(right for _, right in sides)


def wave_flow(
    steps: pd.DataFrame, *, text: ChartText, number: Number, width: int = WIDE, id_prefix: str = "flow"
) -> Figure:
    """Draw the officers of one wave from the examination to those who are gone for good.

    Two scales: above, the width of everybody examined; below, the unfit drawn as wide as they,
    with how many times wider said in words.

    Parameters
    ----------
    steps : DataFrame
        Columns ``step``, ``sound``, ``problem`` (officers): one row each of ``examined``, ``fit``,
        ``reserve`` (fit and into the personnel reserve), ``unfit``, ``demoted``, ``transferred``,
        ``dismissed`` and ``reinstated`` (of the dismissed).
    text : ChartText
        Labels of these steps, ``gone`` (dismissed and not reinstated), ``sound``, ``problem``, and
        ``enlarged`` (``{times}`` is filled).
    number : callable
        Prints a count.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: label, sound, problem, all. The description ends with every number.

    Raises
    ------
    InputError
        If a column, a step or a label is missing, or the steps do not add up.
    """
    want_width(width)
    table = flow_table(steps)
    text.require("wave_flow", *table, *QUALITIES, "enlarged")
    whole = {step: sum(counts.values()) for step, counts in table.items()}
    sheet = _Sheet(table, whole, text, number, width)
    sheet.draw()
    parts = {
        step: {text.labels[quality]: number(counts[quality]) for quality in QUALITIES}
        for step, counts in table.items()
    }
    items = [told(text.labels[step], number(whole[step]), parts[step]) for step in parts]
    spoken = with_twin(text, items)
    twin = pd.DataFrame(
        {
            "label": [text.labels[step] for step in table],
            **{quality: [counts[quality] for counts in table.values()] for quality in QUALITIES},
            "all": list(whole.values()),
        }
    )
    return Figure(sheet.drawing.svg(spoken, id_prefix), text.title, text.subtitle, spoken.description, twin)


class _Sheet:
    """Rows from the top: examined, its results, the unfit again, what becomes of them."""

    def __init__(
        self, table: Counts, whole: dict[str, float], text: ChartText, number: Number, width: int
    ) -> None:
        self._table, self._whole, self._text, self._number = table, whole, text, number
        self._narrow = width == NARROW
        self._left, self._right = (_LABELS, width - 4.0) if not self._narrow else (4.0, width - 4.0)
        self._width, self._key_left = width, self._left
        enlarges = whole["unfit"] > 0.0
        self._below = AFTER if enlarges else ()
        self._after = ("reinstated", "gone") if enlarges and whole["dismissed"] > 0.0 else ()
        self._words = {
            step: self._lines(text.labels[step], step)
            for step in ("examined", *RESULTS, *self._below, *self._after)
        }
        enlarged = text.fill("enlarged", times=number(float(f"{self._times:.2g}"))) if enlarges else ""
        self._words["enlarged"] = self._lines(text.labels["unfit"], "unfit", enlarged)
        rows = ["examined", *RESULTS, *(["enlarged"] if enlarges else []), *self._below, *self._after]
        self._tops: dict[str, float] = {}
        y = self._key_room()
        for row in rows:
            y += 12.0 if row == "enlarged" else 0.0
            if self._narrow:
                self._tops[row] = y + self._tall(row) + 6.0
                y = self._tops[row] + _BAR + 18.0
            else:
                self._tops[row] = y + max(0.0, (self._tall(row) - _BAR) / 2)
                y += max(_ROW, self._tall(row) + 12.0)
        self.drawing = Drawing(width, y)

    @property
    def _times(self) -> float:
        return self._whole["examined"] / self._whole["unfit"]

    def _lines(self, label: str, step: str, extra: str = "") -> tuple[list[str], list[str]]:
        room = self._right - 2 if self._narrow else _LABELS - 20
        counts = self._table[step]
        parts = " · ".join(
            f"{self._text.labels[quality]}:{_NO_BREAK}{self._number(counts[quality])}"
            for quality in QUALITIES
        )
        head = wrap(f"{label}:{_NO_BREAK}{self._number(self._whole[step])}", room, weight="bold")
        return head, [*wrap(parts, room), *wrap(extra, room)]

    def _tall(self, row: str) -> float:
        return sum(map(len, self._words[row])) * LINE_HEIGHT

    def draw(self) -> None:
        """Draw ribbons first, then bars, then words."""
        per_officer = (self._right - self._left - 2 * _GAP) / self._whole["examined"]
        start = self._bar("examined", "examined", self._left, per_officer)
        results = self._children(RESULTS, self._left, per_officer)
        links = [(start, results)]
        bars = {"examined": start, **results}
        if self._below:
            wider = per_officer * self._times
            again = self._bar("unfit", "enlarged", self._left, wider)
            after = self._children(self._below, self._left, wider)
            links.append((again, after))
            bars |= {"enlarged": again, **after}
            self._fan(results["unfit"], again)
            if self._after:
                # those gone for good stand at the right, where nothing more follows
                last = self._children(self._after, after["dismissed"].ends[0] - _GAP, wider)
                links.append((after["dismissed"], last))
                bars |= last
        for parent, children in links:
            self._ribbons(parent, children)
        for bar in bars.values():
            self._draw_bar(bar)
        for row in bars:
            self._label(row)
        self._key()

    def _key_room(self) -> float:
        return 8.0 + sum(len(lines) * LINE_HEIGHT + 4 for lines in self._key_lines())

    def _key_lines(self) -> list[list[str]]:
        room = self._width - self._key_left - 26
        return [wrap(self._text.labels[quality], room) for quality in QUALITIES]

    def _key(self) -> None:
        y = 4.0
        for quality, lines in zip(QUALITIES, self._key_lines(), strict=True):
            fill, edge = _LOOK[quality]
            self.drawing.bar(self._key_left, y, self._key_left + 16, y + 12, fill=fill, edge=edge)
            self.drawing.block(self._key_left + 24, y + 11, lines)
            y += len(lines) * LINE_HEIGHT + 4

    def _bar(self, step: str, row: str, left: float, per_officer: float) -> _Bar:
        sound, problem = (self._table[step][quality] * per_officer for quality in QUALITIES)
        middle = left + sound
        return _Bar({"sound": (left, middle), "problem": (middle, middle + problem)}, self._tops[row])

    def _children(self, steps: Sequence[str], left: float, per_officer: float) -> dict[str, _Bar]:
        bars = {}
        for step in steps:
            bars[step] = self._bar(step, step, left, per_officer)
            left = bars[step].ends[1] + _GAP
        return bars

    def _ribbons(self, parent: _Bar, children: dict[str, _Bar]) -> None:
        for quality in QUALITIES:
            at = parent.parts[quality][0]
            for child in children.values():
                left, right = child.parts[quality]
                if right - left > 1e-9:
                    ends = (at, at + right - left), (left, right)
                    self._ribbon(ends, parent.bottom, child.top, quality)
                at += right - left

    def _ribbon(
        self, ends: tuple[tuple[float, float], tuple[float, float]], top: float, bottom: float, quality: str
    ) -> None:
        share = np.linspace(0.0, 1.0, 13)
        bend = share * share * (3 - 2 * share)
        (left, right), (left_after, right_after) = ends
        down = top + share * (bottom - top)
        first = list(zip(left + bend * (left_after - left), down, strict=True))
        second = list(zip(right + bend * (right_after - right), down, strict=True))
        fill, edge = ("main90", "main90edge") if quality == "problem" else ("wash", "rule")
        self.drawing.area([*first, *reversed(second)], fill=fill, edge=edge)

    def _draw_bar(self, bar: _Bar) -> None:
        for quality, (left, right) in bar.parts.items():
            if right - left > 1e-9:
                fill, edge = _LOOK[quality]
                self.drawing.bar(left, bar.top, right, bar.bottom, fill=fill, edge=edge)

    def _fan(self, small: _Bar, large: _Bar) -> None:
        for near, far in zip(small.ends, large.ends, strict=True):
            path = [(near, small.bottom + 2), (far, large.top - 2)]
            self.drawing.line(path, colour="axis", dash=(3.0, 3.0))

    def _label(self, row: str) -> None:
        head, rest = self._words[row]
        lines = len(head) + len(rest)
        if self._narrow:
            first = self._tops[row] - 6.0 - (lines - 1) * LINE_HEIGHT - 3.0
        else:
            first = self._tops[row] + _BAR / 2 - (lines - 1) * LINE_HEIGHT / 2 + 4.5
        after = self.drawing.block(2, first, head, weight="bold", halo=self._narrow)
        self.drawing.block(2, after, rest, colour="ink2", halo=self._narrow)
