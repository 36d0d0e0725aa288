"""A sheet measured in px: lines, areas, dots and words that know where they are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Sheet
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from senim.brief.charts.minimal import HALO, HATCH, minimal_svg
from senim.brief.charts.placing import Place, Point, best_place, block_box, everywhere
from senim.brief.charts.text import ChartText
from senim.brief.charts.tokens import LIGHT
from senim.brief.charts.words import (
    LINE_HEIGHT,
    SMALLEST,
    Anchor,
    Box,
    Weight,
    clean,
    missing_letters_allowed,
)
from senim.findings import Finding, InputError

_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "senim",
    "path.simplify": False,
    "lines.scale_dashes": False,
}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


class Drawing:
    """One chart being drawn; matplotlib does the drawing, in px with y downwards.

    Parameters
    ----------
    width, height : float
        Size in px.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.taken: list[Box] = []
        self._layer = 0
        self._sheet = Sheet(figsize=(width / 72, height / 72), dpi=72)
        self._sheet.patch.set_visible(False)
        self._axes = self._sheet.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

    def line(
        self,
        points: Iterable[Point],
        *,
        colour: str = "ink",
        thickness: float = 1.0,
        dash: tuple[float, float] | None = None,
        casing: bool = False,
    ) -> None:
        """Draw a line through points.

        Parameters
        ----------
        points : iterable of (float, float)
            The points, in px.
        colour : str
            Token.
        thickness : float
            In px.
        dash : tuple of float, optional
            Length of a dash and of a gap, in px.
        casing : bool
            Whether the same line in paper lies under it, 2 px wider, so that it is seen on a band.
        """
        path = list(points)
        if casing:
            self.line(path, colour="paper", thickness=thickness + 2)
        line = Line2D([x for x, _ in path], [y for _, y in path], color=LIGHT[colour], linewidth=thickness)
        line.set_solid_capstyle("butt")
        line.set_dash_capstyle("butt")
        if dash:
            # Only here do the settings count, and taking them up costs more than the line.
            with mpl.rc_context(_SETTINGS):
                line.set_linestyle((0.0, dash))
        self._add(line)

    def area(
        self,
        points: Sequence[Point],
        *,
        fill: str | None = None,
        edge: str | None = None,
        hatch: bool = False,
    ) -> None:
        """Draw a closed area.

        Parameters
        ----------
        points : sequence of (float, float)
            Its corners, in px.
        fill, edge : str, optional
            Tokens; the edge is 1 px.
        hatch : bool
            Whether it is hatched: the data cannot choose.
        """
        shape = Polygon(
            list(points),
            closed=True,
            facecolor=LIGHT[fill] if fill else "none",
            edgecolor=LIGHT[edge] if edge else "none",
            linewidth=1.0 if edge else 0.0,
        )
        if hatch:
            shape.set_facecolor(LIGHT["unknown"])
            shape.set_gid(HATCH)
        self._add(shape)

    def bar(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        hatch: bool = False,
    ) -> None:
        """Draw a rectangle.

        Parameters
        ----------
        left, top, right, bottom : float
            Its sides, in px.
        fill, edge : str, optional
            Tokens.
        hatch : bool
            Whether it is hatched.
        """
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        self.area(corners, fill=fill, edge=edge, hatch=hatch)

    def dots(
        self,
        points: Iterable[Point],
        *,
        radius: float,
        fill: str = "ink",
        edge: str | None = None,
        thickness: float = 2.0,
    ) -> None:
        """Draw round dots.

        Parameters
        ----------
        points : iterable of (float, float)
            Their centres, in px.
        radius : float
            In px, with the edge inside it.
        fill : str
            Token.
        edge : str, optional
            Token of the outline of a hollow dot.
        thickness : float
            Of the outline, in px.
        """
        centres = list(points)
        if not centres:
            return
        inner = radius - thickness / 2 if edge else radius
        marks = Line2D([x for x, _ in centres], [y for _, y in centres], linestyle="none", marker="o")
        marks.set_markersize(2 * inner)
        marks.set_markerfacecolor(LIGHT[fill])
        marks.set_markeredgecolor(LIGHT[edge] if edge else "none")
        marks.set_markeredgewidth(thickness if edge else 0.0)
        marks.set_gid(f"dots:{inner:.2f}")
        self._add(marks)

    def label(
        self,
        x: float,
        y: float,
        words: str,
        *,
        colour: str = "ink",
        weight: Weight = "regular",
        anchor: Anchor = "start",
        halo: bool = False,
        size: float = SMALLEST,
    ) -> Box:
        """Write one line of text.

        Parameters
        ----------
        x, y : float
            Anchor and baseline, in px.
        words : str
            The text.
        colour : str
            Token.
        weight : {"regular", "bold"}
            Font weight.
        anchor : {"start", "middle", "end"}
            Which end of the text stands at `x`.
        halo : bool
            Whether a paper halo lies under it, for text that touches a band or line.
        size : float
            Font size in px.

        Returns
        -------
        Box
            The room it takes.
        """
        line = clean(words)
        side = {"start": "left", "middle": "center", "end": "right"}[anchor]
        written = self._axes.text(
            x, y, line, fontsize=size, ha=side, va="baseline", weight=weight, color=LIGHT[colour],
            family="DejaVu Sans", parse_math=False, clip_on=False, gid=HALO if halo else "words",
        )  # fmt: skip
        self._layer += 1
        written.set_zorder(self._layer)
        box = block_box([line], x, y, anchor=anchor, weight=weight, size=size)
        self.taken.append(box)
        return box

    def block(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        colour: str = "ink",
        weight: Weight = "regular",
        anchor: Anchor = "start",
        halo: bool = False,
    ) -> float:
        """Write lines of text one below the other.

        Parameters
        ----------
        x, y : float
            Anchor, and baseline of the first line, in px.
        lines : sequence of str
            The lines.
        colour, weight, anchor, halo
            As for one line.

        Returns
        -------
        float
            Baseline of a line that would follow.
        """
        for index, line in enumerate(lines):
            self.label(
                x, y + index * LINE_HEIGHT, line, colour=colour, weight=weight, anchor=anchor, halo=halo
            )
        return y + len(lines) * LINE_HEIGHT

    def place(
        self,
        lines: Sequence[str],
        candidates: Iterable[Place],
        *,
        colour: str = "ink",
        weight: Weight = "regular",
        avoid: Sequence[Point] = (),
        within: Box | None = None,
        patience: float = 0.02,
    ) -> None:
        """Write lines at the best of several places, and anywhere free where none of them is.

        Parameters
        ----------
        lines : sequence of str
            The lines.
        candidates : iterable of (x, y, anchor)
            Places, the dearest first; `y` is the first baseline.
        colour, weight
            As for one line.
        avoid : sequence of (float, float)
            Points the words should rather not cover.
        within : Box, optional
            Room the words must stay in; the whole sheet by default.
        patience : float
            Points the words would rather cover than go one place further down the list.

        Raises
        ------
        InputError
            If there is no free place at all.
        """
        room = within or Box(0, 0, self.width, self.height)
        near = best_place(lines, list(candidates), self.taken, room, weight, avoid, patience)
        place = near or best_place(lines, everywhere(room), self.taken, room, weight, avoid)
        if place is None:
            remedy = "Shorten the label."
            raise InputError(
                [Finding("chart", repr(" ".join(lines)), "no free place for it", remedy)], "chart"
            )
        self.block(place[0], place[1], lines, colour=colour, weight=weight, anchor=place[2], halo=True)

    def svg(self, text: ChartText, id_prefix: str) -> str:
        """Finish the drawing.

        Parameters
        ----------
        text : ChartText
            Gives title and description.
        id_prefix : str
            Makes the ids of this drawing differ from every other on the page.

        Returns
        -------
        str
            A minimal SVG element.

        Raises
        ------
        InputError
            If the prefix cannot start an id, or a colour is no token.
        """
        if (
            not id_prefix
            or not id_prefix[0].isalpha()
            or not id_prefix.replace("-", "").replace("_", "").isalnum()
        ):
            remedy = "Use letters, digits and hyphens, a letter first."
            raise InputError(
                [Finding("chart", "id_prefix", f"{id_prefix!r} cannot start an id", remedy)], "chart"
            )
        written = io.StringIO()
        with mpl.rc_context(_SETTINGS), missing_letters_allowed():
            FigureCanvasSVG(self._sheet)
            self._sheet.savefig(written, format="svg", metadata=_NO_METADATA)
        return minimal_svg(
            written.getvalue(),
            width=self.width,
            height=self.height,
            title=clean(text.title),
            description=clean(text.description),
            id_prefix=id_prefix,
        )

    def _add(self, artist: Artist) -> None:
        self._layer += 1
        artist.set_zorder(self._layer)
        self._axes.add_artist(artist)
        artist.set_clip_on(False)
