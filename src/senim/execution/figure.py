"""A figure: the drawing, the finding it shows, its description for those who cannot see it, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, eq=False)
class Figure:
    """One chart with everything that must travel with it.

    Parameters
    ----------
    svg : str
        The drawing as an ``<svg>`` element.
    title : str
        The finding, as a sentence.
    subtitle : str
        Measure, unit, place and period.
    description : str
        Shape, extremes and what the figure cannot show.
    table : DataFrame
        The numbers drawn (the table twin and the CSV).
    """

    svg: str
    title: str
    subtitle: str
    description: str
    table: DataFrame

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show title, subtitle and drawing where a notebook displays the figure."""
        caption = f"<figcaption><strong>{escape(self.title)}</strong><br>{escape(self.subtitle)}</figcaption>"
        return {
            "text/html": f"<figure>{caption}{self.svg}</figure>",
            "text/plain": f"{self.title}\n{self.subtitle}\n{self.description}",
        }
