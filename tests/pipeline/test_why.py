"""`why` names the part that moved, old and new."""

from __future__ import annotations

import pytest

from senim.findings import InputError
from senim.pipeline.keys import Change
from senim.pipeline.tasks import Decision, Filled, Plan, Planned, Task, TaskKind
from senim.pipeline.why import reasons


def planned(name: str, decision: Decision, *reasons: Change, first: bool = False, note: str = "") -> Planned:
    task = Task(name, TaskKind.NOTEBOOK, {}, lambda folder, done: Filled())
    return Planned(task, decision, reasons, first=first, note=note)


PLAN = Plan(
    (
        planned("01-first", Decision.RUN, Change("parameters", "draws", "10", "7")),
        planned("02-second", Decision.SKIP),
        planned("brief.en", Decision.WAIT, note="after 01-first"),
        planned("brief.kk", Decision.RUN, first=True),
    )
)


def test_what_moved() -> None:
    assert reasons(PLAN, "01-first") == "01-first runs because:\n  parameters: draws: 10 → 7"
    assert (
        reasons(PLAN, "notebooks/02-second.ipynb") == "02-second is up to date: no part of its key has moved."
    )


def test_all_languages_of_a_brief() -> None:
    text = reasons(PLAN, "brief")
    assert "brief.en runs only if a result before it changes:\n  after 01-first" in text
    assert "brief.kk has not run before." in text


def test_unknown_target() -> None:
    with pytest.raises(InputError, match="Did you mean '02-second'"):
        reasons(PLAN, "02-secnd")


def test_plan_reads_as_a_table() -> None:
    assert str(PLAN).splitlines()[0] == "01-first   run (parameters: draws: 10 → 7)"
