"""Begin to import for a run before it is decided: that takes longer than deciding it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from senim.execution.apart import EARLY_WORKSHOP, Workshop
from senim.execution.supply import KernelSupply, begin_kernels, forks, wanted_modules
from senim.pipeline import services
from senim.pipeline.address import starts_here
from senim.pipeline.fork_server import begin_fork_server
from senim.pipeline.project import Options
from senim.pipeline.tasks import Decision, Plan, TaskKind
from senim.pipeline.unchanged import kernels_are_likely

FORKED = ("auto", "forked")


def head_start(root: Path, reports: Path, words: Sequence[str]) -> None:
    """Begin to import what the run that follows will probably need; comes back at once.

    Only ever a head start: what a run does not take over is ended.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        The reports folder.
    words : sequence of str
        Options of the run, as typed: asked for help, elsewhere or otherwise, nothing is forked here.
    """
    if not _forks_here(words):
        return
    if _cluster(words):
        begin_fork_server()
    if kernels_are_likely(root, reports):
        begin_kernels(wanted_modules(sorted((root / "notebooks").glob("*.ipynb"))))
    else:
        EARLY_WORKSHOP.begin(lambda: Workshop(services.project_services().layout_modules))


def workshop_for(
    plan: Plan, options: Options, modules: Sequence[str], kernels: KernelSupply
) -> Workshop | None:
    """Give the workshop for what the briefs of a run need, where this system forks and there are any.

    Parameters
    ----------
    plan : Plan
        What is to run.
    options : Options
        How kernels are made, and where.
    modules : sequence of str
        What briefs import.
    kernels : KernelSupply
        Has the processor first.

    Returns
    -------
    Workshop or None
        The workshop; None where briefs are laid out by this process itself, or elsewhere.
    """
    kinds = {planned.task.kind for planned in plan.tasks if planned.decision is not Decision.SKIP}
    wanted = forks() and options.kernels in FORKED and not options.cluster
    if not wanted or not kinds & {TaskKind.BRIEF, TaskKind.RENDER}:
        EARLY_WORKSHOP.end()
        return None
    after = kernels.settle if TaskKind.NOTEBOOK in kinds else None
    return EARLY_WORKSHOP.take() or Workshop(modules, after)


def _forks_here(words: Sequence[str]) -> bool:
    if not forks():
        return False
    for number, word in enumerate(words):
        name, _, value = word.partition("=")
        way = value or "".join(words[number + 1 : number + 2])
        if name == "--help" or (name == "--kernels" and way not in FORKED):
            return False
        if name == "--cluster" and not starts_here(way):
            return False
    return True


def _cluster(words: Sequence[str]) -> bool:
    return any(word.partition("=")[0] == "--cluster" for word in words)
