"""Which modules a command loads, in order, and which of them are not of the standard library."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

# The standard library's `copy` looks for Jython under this name; a Python's own settings are a module too.
NOT_PACKAGES = ("org",)
SETTINGS = "_sysconfigdata"


def loaded_modules(report: str) -> tuple[str, ...]:
    """Read the report of ``python -X importtime``.

    Parameters
    ----------
    report : str
        What Python printed.

    Returns
    -------
    tuple of str
        Modules in the order in which their loading ended.

    Examples
    --------
    >>> loaded_modules("import time:       120 |        340 |   json.decoder")
    ('json.decoder',)
    """
    lines = (line.split("|") for line in report.splitlines() if line.startswith("import time:"))
    names = (parts[2].strip() for parts in lines if len(parts) == 3)
    return tuple(name for name in names if name and name != "imported package")


def foreign_packages(
    modules: Iterable[str], own: Sequence[str], before: Iterable[str] = ()
) -> tuple[str, ...]:
    """Name the packages that are neither of the standard library nor the project's own.

    Parameters
    ----------
    modules : iterable of str
        Dotted names of modules.
    own : sequence of str
        The project's packages.
    before : iterable of str
        Modules that this Python loads for an empty program already.

    Returns
    -------
    tuple of str
        First parts of the names, in order, each once.

    Examples
    --------
    >>> foreign_packages(["json.decoder", "senim.paths", "typer.main", "typer"], ["senim"])
    ('typer',)
    """
    known = {*NOT_PACKAGES, *sys.stdlib_module_names, *sys.builtin_module_names, *own, "__main__"}
    known |= {name.partition(".")[0] for name in before}
    heads = (name.partition(".")[0] for name in modules)
    foreign = (head for head in heads if head not in known and not head.startswith(SETTINGS))
    return tuple(dict.fromkeys(foreign))
