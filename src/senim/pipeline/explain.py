"""Show what a task hangs on: the parts of its key, what it reads, and what reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from senim.pipeline.keys import SHOWN_DIGITS, RunKey
from senim.pipeline.planning import Planner
from senim.pipeline.tasks import Plan, Planned
from senim.pipeline.why import meant

_INDENT = 16


def explained(plan: Plan, planner: Planner, target: str) -> str:
    """Describe the tasks of a target.

    Parameters
    ----------
    plan : Plan
        The plan.
    planner : Planner
        What made it, and knows the keys.
    target : str
        Name of a task, file name of a notebook, or the common beginning of ``brief.en`` and the like.

    Returns
    -------
    str
        One block a task: its key part by part, what it reads, what reads it, where its result is.

    Raises
    ------
    InputError
        If there is no such task.
    """
    return "\n\n".join(_block(item, plan, planner) for item in meant(plan, target))


def _block(item: Planned, plan: Plan, planner: Planner) -> str:
    task, project = item.task, planner.project
    key = item.done.key if item.done else planner.own_parts(task)
    time = f", {item.seconds:.1f} s last time" if item.seconds is not None else ""
    readers = [other.task.name for other in plan.tasks if task.name in other.task.depends]
    lines = [
        ("notebook", [project.shown(task.notebook)] if task.notebook else []),
        ("code", [f"{len(key.code)} cells"] if key.code else []),
        ("modules", _by_room(key.modules)),
        ("parameters", [f"{name} = {value}" for name, value in key.parameters.items()]),
        ("inputs", _inputs(key)),
        ("environment", [f"{name} {value[:SHOWN_DIGITS]}" for name, value in key.environment.items()]),
        ("waits for", list(task.depends)),
        ("feeds", readers),
        ("key", [key.digest[:SHOWN_DIGITS]] if item.done else ["known once the tasks before it are done"]),
        ("result", [project.shown(item.done.folder)] if item.done else []),
    ]
    head = f"{task.name} ({task.kind}): {item.decision}{time}"
    return "\n".join([head, *(_line(word, texts) for word, texts in lines if texts)])


def _line(word: str, texts: Iterable[str]) -> str:
    return f"  {word:<{_INDENT - 2}}" + f"\n{'':<{_INDENT}}".join(texts)


def _by_room(modules: Mapping[str, str]) -> list[str]:
    """Count modules by room, for a list that can be read."""
    rooms = Counter(name.split(".")[1] for name in modules if "." in name)
    return (
        [f"{len(modules)}: " + ", ".join(f"{room} {count}" for room, count in rooms.items())] if rooms else []
    )


def _inputs(key: RunKey) -> list[str]:
    """List inputs, the files of one earlier task or one folder on one line."""
    groups: dict[str, list[str]] = {}
    for name in key.inputs:
        group = name.partition(": ")[0] if ": " in name else name.rpartition("/")[0]
        groups.setdefault(group or name, []).append(name)
    return [
        f"{group}: {len(names)} {'item' if len(names) == 1 else 'items'}" for group, names in groups.items()
    ]
