"""Do one task of a run: skip it, or fill it and see that nothing it reads was edited meanwhile."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.files import folder_name
from senim.execution.retry import retry_note
from senim.findings import Finding, InputError
from senim.pipeline.actions import Ear
from senim.pipeline.endings import task_failed
from senim.pipeline.events import CellBegan, Note, TaskFinished, TaskRetried, TaskSkipped, TaskStarted
from senim.pipeline.keys import RunKey
from senim.pipeline.placement import Placement
from senim.pipeline.planning import Planner
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.store import remove
from senim.pipeline.tasks import Decision, Done, Filled, Task


@dataclass
class Performer:
    """Does tasks, each once those before it are done; called from several threads.

    Parameters
    ----------
    project : Project
        Where failures are kept.
    options : Options
        Its deadline holds for every task.
    planner : Planner
        Decides, and knows the store.
    announcer : Announcer
        Is told what happens.
    place : Placement
        Where tasks are done.
    finished : dict of str to Done
        Finished tasks by name.
    """

    project: Project
    options: Options
    planner: Planner
    announcer: Announcer
    place: Placement
    finished: dict[str, Done] = field(default_factory=dict)

    def __call__(self, task: Task) -> Done:
        """Do a task; raises what its action raises, and TimeoutError's kin once the run is out of time."""
        self.options.deadline.check(task.name)
        earlier = {name: self.finished[name] for name in task.depends}
        planned = self.planner.decide(task, earlier)
        if planned.decision is Decision.SKIP and planned.done is not None:
            done = self._skip(planned.done)
        else:
            done = self._run(task, earlier)
        remove(self.project.failed / folder_name(task.name))
        self.finished[task.name] = done
        return done

    def _skip(self, done: Done) -> Done:
        self.planner.store.restore(done)
        self.planner.store.note(done)
        self.announcer.tell(TaskSkipped(done.task))
        return done

    def _run(self, task: Task, earlier: Mapping[str, Done]) -> Done:
        self.announcer.tell(TaskStarted(task.name))
        began = time.monotonic()
        try:
            key = self.planner.key(task, earlier)
            done = self.planner.store.fill(self._guarded(self.place.placed(task), key), key, earlier)
        except BaseException as error:
            cancelled = isinstance(error, KeyboardInterrupt) or (
                isinstance(error, NotebookError) and error.failure.kind is FailureKind.CANCELLED
            )
            if not cancelled:
                self.announcer.tell(task_failed(task.name, error, time.monotonic() - began))
            raise
        if done.attempts:
            self.announcer.tell(Note(retry_note(task.name, done.attempts)))
        self.announcer.tell(TaskFinished(task.name, done.seconds, done.printed))
        return done

    def _guarded(self, task: Task, key: RunKey) -> Task:
        """Refuse a result whose inputs were edited while it was made: its key would name other content."""

        def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
            filled = task.action(folder, earlier)
            moved = self.planner.moved_since(task, key, earlier)
            if moved:
                problem = f"it was edited while {task.name} ran"
                found = [Finding(change.item, "", problem, "Run again.") for change in moved]
                raise InputError(found, "input of the run")
            return filled

        return dataclasses.replace(task, action=act)


def ear(announcer: Announcer, retries: int, task: str) -> Ear:
    """Give the ear of one task: what its notebook says is told to those who listen to the run.

    Parameters
    ----------
    announcer : Announcer
        Is told.
    retries : int
        How often a notebook is tried again at most.
    task : str
        Name of the task.

    Returns
    -------
    Ear
        The ear.
    """
    attempts = iter(range(2, retries + 2))

    def cell(begun: int, of: int) -> None:
        announcer.tell(CellBegan(task, begun, of))

    def retry(failure: Failure) -> None:
        event = TaskRetried(task, next(attempts), retries + 1, str(failure.kind), failure.cause)
        announcer.tell(event)

    return Ear(cell, retry)
