"""A figure shows its finding wherever a notebook displays it."""

from __future__ import annotations

from pandas import DataFrame

from senim.execution.figure import Figure


def test_shown_with_title_and_drawing() -> None:
    figure = Figure("<svg id='a'></svg>", "Up <by> 1", "per cent", "rises", DataFrame({"year": [2019]}))
    shown = figure._repr_mimebundle_()
    assert "<svg id='a'></svg>" in shown["text/html"]
    assert "Up &lt;by&gt; 1" in shown["text/html"]
    assert shown["text/plain"].splitlines() == ["Up <by> 1", "per cent", "rises"]
