"""Say in words why a task runs again."""

from __future__ import annotations

from pathlib import PurePath

from senim.findings import Finding, InputError, unknown_word_remedy
from senim.pipeline.tasks import Decision, Plan, Planned


def reasons(plan: Plan, target: str) -> str:
    """Say why the tasks of a target run or not.

    Parameters
    ----------
    plan : Plan
        The plan.
    target : str
        Name of a task, file name of a notebook, or the common beginning of ``brief.en`` and the like.

    Returns
    -------
    str
        One paragraph a task.

    Raises
    ------
    InputError
        If there is no such task.
    """
    return "\n".join(_paragraph(item) for item in meant(plan, target))


def meant(plan: Plan, target: str) -> tuple[Planned, ...]:
    """Find the tasks that a word on the command line means.

    Parameters
    ----------
    plan : Plan
        The plan.
    target : str
        Name of a task, file name of a notebook, or the common beginning of ``brief.en`` and the like.

    Returns
    -------
    tuple of Planned
        At least one.

    Raises
    ------
    InputError
        If there is no such task.
    """
    word = PurePath(target).stem if target.endswith(".ipynb") else target
    chosen = [item for item in plan.tasks if item.task.name == word or item.task.name.startswith(f"{word}.")]
    if not chosen:
        names = [item.task.name for item in plan.tasks]
        remedy = unknown_word_remedy(word, names)
        raise InputError([Finding("command line", target, "there is no such task", remedy)], "options")
    return tuple(chosen)


def _paragraph(item: Planned) -> str:
    name = item.task.name
    if item.decision is Decision.SKIP:
        return f"{name} is up to date: no part of its key has moved."
    if item.first:
        return f"{name} has not run before."
    lines = [f"  {line}" for change in item.reasons for line in change.lines]
    if item.note:
        lines.append(f"  {item.note}")
    head = "runs because" if item.decision is Decision.RUN else "runs only if a result before it changes"
    return "\n".join([f"{name} {head}:", *lines])
