"""A person gets a bar, a log gets lines, a machine gets JSON."""

from __future__ import annotations

import sys

import pytest

from senim.pipeline.bar_progress import BarListener
from senim.pipeline.json_progress import JsonListener
from senim.pipeline.line_progress import LineListener
from senim.pipeline.listeners import Shown, choose_listener


class Terminal:
    """A standard output that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("shown", "terminal", "kind", "expected"),
    [
        (Shown.AUTO, True, "xterm", BarListener),
        (Shown.AUTO, True, "dumb", LineListener),
        (Shown.AUTO, False, "xterm", LineListener),
        (Shown.BAR, True, "xterm", BarListener),
        (Shown.BAR, False, "xterm", LineListener),
        (Shown.LINES, True, "xterm", LineListener),
        (Shown.JSON, True, "xterm", JsonListener),
        (Shown.JSON, False, "", JsonListener),
    ],
)
def test_choice(
    monkeypatch: pytest.MonkeyPatch, shown: Shown, terminal: bool, kind: str, expected: type
) -> None:
    monkeypatch.setenv("TERM", kind)
    if terminal:
        monkeypatch.setattr(sys, "stdout", Terminal())
    assert isinstance(choose_listener(shown), expected)
