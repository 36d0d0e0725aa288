"""Which axis of a sweep runs along the panels, and which name them."""

from __future__ import annotations

from dataclasses import dataclass

from senim.brief.sweeps.outcomes import has_range
from senim.brief.sweeps.results import Axis, Combination, SweepResults

_LEAST_POSITIONS = 2


@dataclass(frozen=True)
class Layout:
    """How the combinations are spread over panels.

    Parameters
    ----------
    across : Axis or None
        The axis along each panel; None where no axis has numbers to order by: rows are drawn then.
    others : tuple of Axis
        The axes that name a panel, or a row.
    panels : tuple of str
        The panels, in English, in the order drawn.
    """

    across: Axis | None
    others: tuple[Axis, ...]
    panels: tuple[str, ...] = ()

    def panel(self, one: Combination, language: str) -> str:
        """Name the panel of a combination.

        Parameters
        ----------
        one : Combination
            The combination.
        language : str
            "en", "kk" or "ru".

        Returns
        -------
        str
            Each other axis with its value.
        """
        named = (
            f"{axis.title[language]}: {axis.shown(one.values[axis.name], language, unit=False)}"
            for axis in self.others
        )
        words = "; ".join(named)
        return self.across.title[language] if not words and self.across is not None else words

    def panel_title(self, language: str) -> str:
        """Name what the panels differ by.

        Parameters
        ----------
        language : str
            "en", "kk" or "ru".

        Returns
        -------
        str
            The titles of the other axes; empty where there is none.
        """
        return "; ".join(axis.title[language] for axis in self.others)

    def positions(self, results: SweepResults, name: str) -> list[float]:
        """List where along the panels an outcome has numbers.

        Parameters
        ----------
        results : SweepResults
            The sweep.
        name : str
            Name of the outcome's claims.

        Returns
        -------
        list of float
            Positions in the unit of the axis across.
        """
        if self.across is None:
            return []
        return [
            self.across.scaled(one.values[self.across.name])
            for one in results.combinations
            if has_range(one.claims.get(name))
        ]


def laid_out(results: SweepResults) -> Layout:
    """Choose the axis along the panels: the one with most numbers, the first of several.

    Axes that go in step with it (a zip) name no panel: they would give every point a panel of its own.

    Parameters
    ----------
    results : SweepResults
        The sweep.

    Returns
    -------
    Layout
        The layout.
    """
    counts = {
        axis.name: len({axis.scaled(one.values[axis.name]) for one in results.combinations})
        for axis in results.axes
        if axis.ordered
    }
    most = max(counts.values(), default=0)
    across = None
    if most >= _LEAST_POSITIONS:
        across = next(axis for axis in results.axes if counts.get(axis.name) == most)
    others = tuple(
        axis for axis in results.axes if axis is not across and not _follows(axis, across, results)
    )
    layout = Layout(across, others)
    panels = tuple(dict.fromkeys(layout.panel(one, "en") for one in results.combinations))
    return Layout(across, others, panels)


def _follows(axis: Axis, across: Axis | None, results: SweepResults) -> bool:
    """Tell whether each value of the axis across has one value of another axis with it."""
    if across is None:
        return False
    pairs = {(one.values[across.name], one.values[axis.name]) for one in results.combinations}
    return len(pairs) == len({value for value, _ in pairs}) and len({value for _, value in pairs}) > 1
