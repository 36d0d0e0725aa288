"""Which modules are worth importing before anybody asks: those that several notebooks want."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from senim.execution.code import cell_source, load_notebook, parsed

# What ipykernel would import after the fork, in every kernel again, if it were not imported before.
KERNEL_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "tornado.queues",
    "encodings.idna",
    "encodings.latin_1",
    "faulthandler",
    "pdb",
    "senim.execution.guard.install",
    "sqlite3",
    "xml.dom.expatbuilder",
    "xml.dom.minidom",
)
# What the first use of a module imports.
_FOLLOWERS = {
    "matplotlib.pyplot": ("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
}
# Only these are imported ahead: what they do when imported is known to be harmless.
KNOWN = frozenset(("IPython", "matplotlib", "numpy", "pandas", "pyarrow", "scipy", "senim", "statsmodels"))


def wanted_modules(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """Find the modules to import ahead for a set of notebooks.

    Parameters
    ----------
    notebooks : iterable of Path
        The notebooks that will run, each as often as it runs; one that cannot be read counts as empty.

    Returns
    -------
    tuple of str
        Known modules that at least two runs want (one, where there is one run), the most wanted first.
        A module that a single notebook of many wants would only make the others wait.
    """
    counts: Counter[str] = Counter()
    runs = 0
    for notebook in notebooks:
        runs += 1
        counts.update(dict.fromkeys(_imported(notebook), 1))
    enough = min(2, runs)
    return tuple(name for name, count in counts.most_common() if count >= enough)


def _imported(notebook: Path) -> Iterator[str]:
    try:
        cells = load_notebook(notebook)["cells"]
    except (OSError, ValueError):
        return
    for cell in cells:
        if cell.get("cell_type") == "code":
            yield from imported_modules(cell_source(cell))


def imported_modules(code: str) -> tuple[str, ...]:
    """List the known modules that the code of a cell imports at its top level.

    Parameters
    ----------
    code : str
        Code of a cell; one with IPython magic is left out where Python cannot read it.

    Returns
    -------
    tuple of str
        Dotted names.

    Examples
    --------
    >>> imported_modules("import numpy as np, antigravity\\nfrom senim.crime import lagged")
    ('numpy', 'senim.crime')
    """
    try:
        body = parsed(code).body
    except SyntaxError:
        return ()
    names: list[str] = []
    for node in body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    known = [name for name in names if name.split(".")[0] in KNOWN]
    return tuple(found for name in known for found in (name, *_FOLLOWERS.get(name, ())))
