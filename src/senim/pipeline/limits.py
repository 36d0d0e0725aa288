"""Limits as people type them: ``90s``, ``20m``, ``2h``; ``4G``."""

from __future__ import annotations

import dataclasses
import math
import re

from senim.findings import Finding, InputError
from senim.pipeline.project import Options

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)")
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_BYTES = {"M": 1024**2, "G": 1024**3, "T": 1024**4}
# A kernel with pandas and matplotlib holds about 200 MiB before it has done anything.
LEAST_MEMORY_BYTES = 256 * 1024**2


def with_limits(
    options: Options,
    *,
    deadline: str = "",
    notebook_deadline: str = "",
    cell_deadline: str = "",
    memory_cap: str = "",
    retries: int | None = None,
) -> Options:
    """Put the limits that were typed into options.

    Parameters
    ----------
    options : Options
        The options so far.
    deadline, notebook_deadline, cell_deadline : str
        Time of the run, of one notebook and of one cell; empty leaves what is there.
    memory_cap : str
        Memory of one kernel; empty leaves what is there.
    retries : int, optional
        How often a notebook is tried again.

    Returns
    -------
    Options
        The options with the limits.

    Raises
    ------
    InputError
        Listing what cannot be read.
    """
    typed = (
        ("--deadline", "run_seconds", deadline),
        ("--notebook-deadline", "notebook_seconds", notebook_deadline),
        ("--cell-deadline", "cell_seconds", cell_deadline),
    )
    findings: list[Finding] = []
    seconds: dict[str, float] = {}
    for option, field, text in typed:
        if text:
            try:
                seconds[field] = seconds_of(text)
            except ValueError as error:
                remedy = "Write seconds, or a number with s, m or h: 90, 90s, 20m, 2h."
                findings.append(Finding("command line", f"{option} {text}", str(error), remedy))
    cap = options.memory_cap_bytes
    if memory_cap:
        try:
            cap = bytes_of(memory_cap)
        except ValueError as error:
            remedy = "Write a number with M or G: 800M, 4G."
            findings.append(Finding("command line", f"--memory-cap {memory_cap}", str(error), remedy))
    if findings:
        raise InputError(findings, "options")
    return dataclasses.replace(
        options,
        run_seconds=seconds.get("run_seconds", options.run_seconds),
        notebook_seconds=seconds.get("notebook_seconds", options.notebook_seconds),
        cell_seconds=seconds.get("cell_seconds", options.cell_seconds),
        memory_cap_bytes=cap,
        retries=options.retries if retries is None else retries,
    )


def seconds_of(text: str) -> float:
    """Read a time.

    Parameters
    ----------
    text : str
        A number, with ``s``, ``m``, ``h`` or ``d`` or without.

    Returns
    -------
    float
        Seconds.

    Raises
    ------
    ValueError
        If it is no time above zero.

    Examples
    --------
    >>> seconds_of("90"), seconds_of("20m"), seconds_of("1.5h")
    (90.0, 1200.0, 5400.0)
    """
    found = _NUMBER.fullmatch(text.strip())
    unit = _SECONDS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        raise ValueError("this is not a time")
    seconds = float(found[1]) * unit
    if not 0 < seconds < math.inf:
        raise ValueError("a time must be above zero")
    return seconds


def bytes_of(text: str) -> int:
    """Read an amount of memory.

    Parameters
    ----------
    text : str
        A number with ``M``, ``G`` or ``T``; ``MB`` and ``MiB`` mean the same, steps of 1024.

    Returns
    -------
    int
        Bytes.

    Raises
    ------
    ValueError
        If it is no amount, or too little for any kernel.

    Examples
    --------
    >>> bytes_of("4G") == bytes_of("4GiB") == 4 * 1024**3
    True
    """
    found = _NUMBER.fullmatch(text.strip())
    unit = _BYTES.get(re.sub(r"I?B$", "", found[2].upper())) if found else None
    if found is None or unit is None:
        raise ValueError("this is not an amount of memory")
    amount = int(float(found[1]) * unit)
    if amount < LEAST_MEMORY_BYTES:
        raise ValueError("a kernel needs 256M before it has done anything")
    return amount
