"""How a command ends: an expected error in words with its exit code, an interruption at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

import typer

# What asks a process to end: Ctrl-C, a scheduler or `kill`, a terminal that is closed.
ASK_TO_END = ("SIGINT", "SIGTERM", "SIGHUP")


def end_when_asked() -> None:
    """Let every signal that asks the process to end interrupt what it does.

    A hangup that whoever started the process has it ignore (``nohup``) stays ignored.
    """
    for name in ASK_TO_END:
        number = getattr(signal, name, None)
        if number is None or (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            continue
        signal.signal(number, _interrupt)


def told(act: Callable[[], None]) -> None:
    """Do something; say an expected error in words and leave with its code.

    Parameters
    ----------
    act : callable
        What a command does.

    Raises
    ------
    typer.Exit
        With the exit code of an expected error.
    """
    from senim.pipeline.exit_codes import EXPECTED_ERRORS, exit_code_of
    from senim.pipeline.output import reader_is_gone, say_aside

    try:
        act()
    except KeyboardInterrupt:
        _leave_at_once()
    except EXPECTED_ERRORS as error:
        if reader_is_gone() and isinstance(error, BrokenPipeError):
            # Whoever read the output has read enough (`plan | head`): no error, and nothing more to print.
            return
        say_aside(str(error))
        if getattr(error, "stuck", False):
            # A task that does not end would keep the process for ever.
            _end(int(exit_code_of(error)))
        raise typer.Exit(int(exit_code_of(error))) from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _leave_at_once() -> NoReturn:
    """End without waiting for threads: what they were doing is swept by the next run."""
    from senim.pipeline.exit_codes import ExitCode
    from senim.pipeline.output import say_aside

    for name in ASK_TO_END:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    say_aside("\nInterrupted. Finished tasks are kept, and every edition is whole.")
    _end(int(ExitCode.INTERRUPTED))


def _end(code: int) -> NoReturn:
    from senim.pipeline.output import reader_is_gone

    # What is still to be written is written, where anybody reads it.
    reader_is_gone()
    os._exit(code)
