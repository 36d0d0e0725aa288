"""What a task printed stands with that task."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from senim.pipeline.bar_progress import BarReporter
from senim.pipeline.line_progress import LineReporter
from senim.pipeline.progress import Reporter, indented


def tell(reporter: Reporter) -> None:
    reporter.begin(3)
    for name in ("a", "b"):
        reporter.started(name)
    reporter.cell("a", 1, 4)
    reporter.finished("b", 2.04, "from b\n")
    reporter.failed("a", "from a: [red]cause[/red]")
    reporter.skipped("c")
    reporter.note("a note")
    reporter.end()


def test_one_line_per_event() -> None:
    stream = io.StringIO()
    tell(LineReporter(stream))
    assert stream.getvalue().splitlines() == [
        "3 tasks",
        "start  a",
        "start  b",
        "done   b (2.0 s)",
        "    from b",
        "FAILED a",
        "    from a: [red]cause[/red]",
        "skip   c (up to date)",
        "a note",
    ]


def test_bar_keeps_events_above_it() -> None:
    with redirect_stdout(io.StringIO()) as stream:
        tell(BarReporter())
    text = stream.getvalue()
    assert "b  2.0 s\n    from b" in text
    assert "[red]cause[/red]" in text


def test_printed_text_stands_under_its_line() -> None:
    assert indented("a\nb\n") == "\n    a\n    b"
    assert indented("") == ""
