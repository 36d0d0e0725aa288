"""Keeps the status page and ``status.json`` up to date while a run is at work."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from senim.execution.files import write_text
from senim.execution.plain_text import one_line
from senim.pipeline.events import (
    Note,
    Published,
    RunBegan,
    RunEnded,
    Stamped,
    TaskFailed,
    TaskFinished,
    TaskSkipped,
    iso_time,
)
from senim.pipeline.progress import time_of_day
from senim.pipeline.status_page import STATUS_PAGE, status_page
from senim.pipeline.status_report import (
    KEPT_FAILURES,
    KEPT_NOTES,
    STATUS_JSON,
    FailureLine,
    RunLine,
    Status,
    TaskLine,
    read_status,
    status_json,
    with_run,
)
from senim.pipeline.status_words import NOT_RUN, STOPPED
from senim.pipeline.tracker import DONE, FAILED, RUNNING, SKIPPED, WAITING, Progress, Tracker

# A page is written at most so often, and a run that works says so at least so often.
LEAST_SECONDS, MOST_SECONDS = 1.0, 10.0
# How many times longer than writing them took the pages are left alone.
PAUSES = 30


class StatusKeeper:
    """Writes the status page; only to be made under the lock of the run.

    Parameters
    ----------
    reports : Path
        The reports folder.
    steady : callable
        Seconds by a clock that never goes back.
    wall : callable
        The time of day.
    """

    name = "The status page"
    on_screen = False

    def __init__(
        self,
        reports: Path,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = time_of_day,
    ) -> None:
        self.reports = reports
        self._steady, self._wall = steady, wall
        self._tracker = Tracker(steady)
        self._began = steady()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._changed = False
        self._failure: OSError | None = None
        self.problem = ""
        try:
            before = read_status(reports / STATUS_JSON)
        except ValueError as error:
            before = Status()
            self.problem = f"{STATUS_JSON} could not be read ({error}): the list of earlier runs begins anew."
        self.cut_off = before.last_word if before.running else ""
        began = iso_time(wall())
        self._status = replace(
            _closed(before), running=True, process=os.getpid(), began=began, last_word=began, notes=()
        )

    def hear(self, stamped: Stamped) -> None:
        """Take in an event; the pages follow within a second, of many tasks a few, and at both ends at once.

        Parameters
        ----------
        stamped : Stamped
            The event.

        Raises
        ------
        OSError
            If the pages cannot be written; told at the first event after that.
        """
        with self._lock:
            if self._failure is not None:
                raise self._failure
            self._tracker.follow(stamped.event)
            self._status = self._after(stamped)
            self._changed = True
            if isinstance(stamped.event, RunBegan):
                self._write()
                threading.Thread(target=self._keep, name="status page", daemon=True).start()
            elif isinstance(stamped.event, RunEnded):
                self._over.set()
                self._write()

    def close(self) -> None:
        """Write no more."""
        self._over.set()

    def _after(self, stamped: Stamped) -> Status:
        status, event, time_said = self._status, stamped.event, iso_time(stamped.time)
        status = replace(status, run=stamped.run)
        match event:
            case RunBegan(jobs, sweep=sweep):
                return replace(status, jobs=jobs, sweep=sweep)
            case TaskFailed():
                failed = FailureLine(
                    event.task, event.error_class, one_line(event.cause), time_said, status.sweep
                )
                others = [line for line in status.failures if line.task != event.task]
                return replace(status, failures=(failed, *others)[:KEPT_FAILURES])
            case TaskFinished(task) | TaskSkipped(task):
                mended = tuple(line for line in status.failures if line.task != task)
                return replace(status, failures=mended)
            case Note(message):
                return replace(status, notes=(*status.notes, one_line(message))[-KEPT_NOTES:])
            case Published(edition):
                return replace(status, edition=edition or status.edition)
            case RunEnded():
                return self._ended(replace(status, edition=event.edition or status.edition), event, time_said)
            case _:
                return status

    def _ended(self, status: Status, event: RunEnded, ended: str) -> Status:
        line = RunLine(
            status.began,
            ended,
            round(self._steady() - self._began, 1),
            event.exit_code,
            event.published,
            status.edition,
            event.cause.strip(),
            sweep=event.sweep,
        )
        runs = with_run(status.runs, line)
        # A run that succeeded leaves none of its own failures behind, also of tasks that are no more.
        failures = tuple(line for line in status.failures if event.exit_code or line.sweep != event.sweep)
        return replace(status, running=False, runs=runs, failures=failures)

    def _keep(self) -> None:
        """Write when something changed, and now and then where nothing did: a run that works says so."""
        written, pause = self._steady(), LEAST_SECONDS
        while not self._over.wait(pause):
            with self._lock:
                if self._over.is_set() or not (self._changed or self._steady() - written >= MOST_SECONDS):
                    continue
                began = self._steady()
                try:
                    self._write()
                except OSError as error:
                    self._failure = error
                    return
                written = self._steady()
                # Pages of many tasks take their time, which the run itself would miss.
                pause = min(max(LEAST_SECONDS, PAUSES * (written - began)), MOST_SECONDS)

    def _write(self) -> None:
        self._changed = False
        tasks, remaining = self._tracker.tasks(), self._tracker.remaining()
        status = replace(
            self._status,
            last_word=iso_time(self._wall()),
            elapsed=round(self._steady() - self._began, 1),
            remaining=round(remaining.seconds, 1) if self._status.running and tasks else None,
            about=remaining.about,
            longer=remaining.longer,
        )
        if tasks:
            status = replace(status, tasks=tuple(_task_line(task) for task in tasks))
        if not status.running:
            status = replace(status, tasks=_at_rest(status))
        write_text(self.reports / STATUS_JSON, status_json(status))
        write_text(self.reports / STATUS_PAGE, status_page(status, self.reports))


def _closed(before: Status) -> Status:
    """Put an earlier run that never said how it ended among those of the past."""
    if not before.running:
        return before
    line = RunLine(
        before.began, before.last_word, before.elapsed, None, edition=before.edition, sweep=before.sweep
    )
    return replace(before, runs=with_run(before.runs, line), tasks=_at_rest(before))


def _at_rest(status: Status) -> tuple[TaskLine, ...]:
    """Give the tasks after the end: none runs or waits any more; all are up to date after a good end."""
    idle = not status.running and bool(status.runs) and status.runs[0].idle
    good = idle and status.runs[0].sweep == status.sweep
    after = {RUNNING: STOPPED, WAITING: NOT_RUN}
    return tuple(
        replace(task, state=SKIPPED if good else after.get(task.state, task.state), cell=0, cells=0)
        for task in status.tasks
    )


def _task_line(task: Progress) -> TaskLine:
    ahead = task.ahead
    usual = ahead.seconds if ahead.known else None
    seconds = task.seconds if task.seconds is not None or task.state in (DONE, FAILED) else usual
    return TaskLine(
        ahead.name,
        task.state,
        None if seconds is None else round(seconds, 1),
        usual,
        task.cell,
        task.cells,
    )
