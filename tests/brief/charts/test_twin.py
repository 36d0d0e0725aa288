"""Numbers read out instead of a drawing."""

from __future__ import annotations

from senim.brief.charts.text import ChartText
from senim.brief.charts.twin import told, with_twin


def test_no_parts_no_brackets():
    assert told("Fit", "12") == "Fit: 12."


def test_only_the_description_grows():
    text = ChartText("t", "s", "A flow.", {"a": "b"})
    longer = with_twin(text, [told("Fit", "12"), told("Unfit", "3")])
    assert longer.description == "A flow. Fit: 12. Unfit: 3."
    assert (longer.title, longer.subtitle, longer.labels) == ("t", "s", {"a": "b"})
