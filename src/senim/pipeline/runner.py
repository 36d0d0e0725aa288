"""Run tasks in order, some at a time, the longest first; know nothing of what they do."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter

from senim.execution.kernels import LIVE
from senim.pipeline.deadline import NO_DEADLINE, RunDeadline, RunDeadlineError
from senim.pipeline.errors import TaskExitError
from senim.pipeline.tasks import Done, Task

CANCEL_SECONDS = 3.0


def run_tasks(
    tasks: Iterable[Task],
    perform: Callable[[Task], Done],
    *,
    jobs: int,
    expected_seconds: Callable[[Task], float] = lambda task: 0.0,
    executor: Executor | None = None,
    deadline: RunDeadline = NO_DEADLINE,
) -> dict[str, Done]:
    """Perform every task once those before it are done.

    Parameters
    ----------
    tasks : iterable of Task
        The tasks.
    perform : callable
        Does one task; called from a thread of the executor.
    jobs : int
        Tasks at a time.
    expected_seconds : callable
        How long a task is expected to take: among tasks that are ready, the longest chain starts first.
    executor : Executor, optional
        Where tasks run; threads of this process by default.
    deadline : RunDeadline
        When the run must have ended. Notebooks keep it themselves; what does not is left behind.

    Returns
    -------
    dict of str to Done
        Finished tasks by name.

    Raises
    ------
    Exception
        The first failure, after the tasks then running have ended; no other is started.
    TaskExitError
        The same, where a task tried to end the program: this would pass for a success.
    RunDeadlineError
        If a task runs on after the deadline; every kernel was killed.
    KeyboardInterrupt
        At once when interrupted, after every kernel was killed.
    """
    by_name = {task.name: task for task in tasks}
    order = TopologicalSorter({name: set(task.depends) for name, task in by_name.items()})
    order.prepare()
    urgency = _urgency(by_name, expected_seconds)
    ready: list[tuple[float, str]] = []
    running: dict[Future[Done], str] = {}
    done: dict[str, Done] = {}
    failure: BaseException | None = None
    pool = executor or ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="task")
    try:
        while order.is_active():
            for name in order.get_ready():
                heapq.heappush(ready, (-urgency[name], name))
            while ready and len(running) < jobs and failure is None:
                name = heapq.heappop(ready)[1]
                running[pool.submit(perform, by_name[name])] = name
            if not running:
                break
            ended = wait(running, timeout=deadline.patience_seconds(), return_when=FIRST_COMPLETED).done
            if not ended:
                raise deadline.error(", ".join(sorted(running.values())), stuck=True)
            for future in ended:
                name = running.pop(future)
                error = future.exception()
                if error is None:
                    done[name] = future.result()
                    order.done(name)
                elif failure is None:
                    failure = _as_failure(name, error)
    except (KeyboardInterrupt, RunDeadlineError):
        LIVE.end_all()
        pool.shutdown(wait=False, cancel_futures=True)
        _let_end(running)
        raise
    pool.shutdown(wait=True)
    if failure is not None:
        raise failure
    return done


def _as_failure(task: str, error: BaseException) -> BaseException:
    if isinstance(error, Exception | KeyboardInterrupt):
        return error
    exited = TaskExitError(task, error)
    exited.__cause__ = error
    return exited


def _urgency(tasks: dict[str, Task], expected_seconds: Callable[[Task], float]) -> dict[str, float]:
    """Add to each task the longest chain of tasks that waits for it."""
    following: dict[str, list[str]] = {name: [] for name in tasks}
    for name, task in tasks.items():
        for earlier in task.depends:
            following[earlier].append(name)
    urgency: dict[str, float] = {}
    order = TopologicalSorter({name: set(task.depends) for name, task in tasks.items()})
    for name in reversed(tuple(order.static_order())):
        rest = max((urgency[later] for later in following[name]), default=0.0)
        urgency[name] = expected_seconds(tasks[name]) + rest
    return urgency


def _let_end(running: dict[Future[Done], str]) -> None:
    """Give tasks whose kernel was killed a moment to tidy up; the rest ends with the process."""
    wait(list(running), timeout=CANCEL_SECONDS)
