"""Choose how progress is shown: a bar for a person, lines for a log, JSON for a machine."""

from __future__ import annotations

import os
import sys
from enum import StrEnum

from senim.pipeline.progress import Listener


class Shown(StrEnum):
    """How progress is shown."""

    AUTO = "auto"
    BAR = "bar"
    LINES = "lines"
    JSON = "json"


def choose_listener(shown: Shown) -> Listener:
    """Make the listener for standard output.

    Parameters
    ----------
    shown : Shown
        What was asked for; a bar becomes lines where standard output is no terminal that can draw one.

    Returns
    -------
    Listener
        The listener.
    """
    if shown is Shown.JSON:
        from senim.pipeline.json_progress import JsonListener

        return JsonListener()
    if shown is not Shown.LINES and draws(os.environ.get("TERM", ""), terminal=_is_terminal()):
        from senim.pipeline.bar_progress import BarListener

        return BarListener()
    from senim.pipeline.line_progress import LineListener

    return LineListener()


def _is_terminal() -> bool:
    # A process can be started without any standard output.
    return sys.stdout is not None and sys.stdout.isatty()


def draws(terminal_type: str, *, terminal: bool) -> bool:
    """Say whether standard output can draw a bar.

    Parameters
    ----------
    terminal_type : str
        The variable ``TERM``.
    terminal : bool
        Whether standard output is a terminal.

    Returns
    -------
    bool
        Whether it can.

    Examples
    --------
    >>> draws("xterm-256color", terminal=True), draws("dumb", terminal=True), draws("xterm", terminal=False)
    (True, False, False)
    """
    return terminal and terminal_type not in ("", "dumb", "unknown")
