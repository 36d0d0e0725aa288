"""What is left of a notebook that did not run to its end, kept where its result would have been."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from senim.execution.canonical import notebook_text, printed
from senim.execution.cells import cell_runs
from senim.execution.code import Notebook
from senim.execution.failure import Failure
from senim.execution.files import write_text
from senim.execution.repair import repaired

LOG_TAIL_CHARACTERS = 2000


def with_partial(failure: Failure, notebook: Notebook, output: Path, *, kernel_log: str = "") -> Failure:
    """Keep the partial notebook, repaired, and the end of what was printed.

    Parameters
    ----------
    failure : Failure
        What happened.
    notebook : dict
        The notebook as far as it came; the source where nothing of it ran.
    output : Path
        Where it is kept.
    kernel_log : str
        What the kernel process itself wrote.

    Returns
    -------
    Failure
        The failure with all that is left; where the disk refuses, with that said.
    """
    said = printed(notebook)
    log = "\n".join(part for part in (said + kernel_log, failure.log) if part.strip())
    # What was opened stands first and whole: the rest is cut to its end.
    told = (item.told for item in failure.undeclared)
    failure = replace(
        failure,
        log="\n".join([*told, *([log[-LOG_TAIL_CHARACTERS:]] if log else [])]),
        printed=said[-LOG_TAIL_CHARACTERS:],
        kernel_log=kernel_log[-LOG_TAIL_CHARACTERS:],
    )
    kept = repaired(notebook, failure)
    failure = replace(failure, cells=cell_runs(kept))
    try:
        write_text(output, notebook_text(kept))
    except OSError as error:
        # A full disk must not hide why the notebook failed.
        return replace(failure, detail=f"{failure.detail} The notebook could not be kept: {error}.".strip())
    return replace(failure, partial=output)
