"""Begin to make kernels ready before a run is decided: what kernels import takes longer than deciding it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from senim.execution.supply import begin_early, wanted_modules
from senim.pipeline.unchanged import kernels_are_likely


def begin_kernels_early(root: Path, reports: Path, words: Sequence[str]) -> None:
    """Begin to import for kernels where the run that follows is likely to start some; comes back at once.

    Only ever a head start: a run that starts no kernel ends what was begun.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        The reports folder.
    words : sequence of str
        Options of the run, as typed: asked for help, elsewhere or otherwise, kernels are not forked here.
    """
    if _forked_here(words) and kernels_are_likely(root, reports):
        begin_early(wanted_modules(sorted((root / "notebooks").glob("*.ipynb"))))


def _forked_here(words: Sequence[str]) -> bool:
    for number, word in enumerate(words):
        name, _, value = word.partition("=")
        if name in ("--cluster", "--help"):
            return False
        if name == "--kernels" and (value or "".join(words[number + 1 : number + 2])) not in (
            "auto",
            "forked",
        ):
            return False
    return True
