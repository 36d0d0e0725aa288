"""What a guard saw decides first; what came of it is told beside."""

from __future__ import annotations

from typing import Any

import pytest

from senim.execution.code import INJECTED
from senim.execution.failure import Failure, FailureKind
from senim.execution.guard.rules import Rules
from senim.execution.guard.session import Seen, Watch
from senim.execution.guard.sightings import Access, Sighting
from senim.execution.undeclared import NOT_AT_WORK, judged

READ = Sighting(Access.READ, "data/raw/a.csv", "line 2: open('a.csv')")
LISTED = Sighting(Access.LIST, "data/raw")
DIED = Failure(FailureKind.KERNEL_DIED, "01", 4, "the kernel died (signal 9)", log="words")


def seen(*sightings: Sighting, refuse: bool = True, installed: bool = True, cell: int | None = None) -> Seen:
    watch = Watch(Rules(root="/p", data={}), "notebooks/01.ipynb", refuse=refuse)
    return Seen(watch, installed, sightings, cell)


def cell(source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": []}


EXECUTED = {
    "cells": [
        cell("", "papermill-error-cell-tag"),
        cell("x: int = 1", "parameters"),
        cell("x = 2", INJECTED),
        cell("first"),
        cell("", "papermill-error-cell-tag"),
        cell("second"),
    ]
}


@pytest.mark.parametrize(
    ("index", "number", "code"), [(0, 1, "x: int = 1"), (1, 1, "x = 2"), (2, 2, "first"), (3, 3, "second")]
)
def test_the_cell_is_that_of_the_notebook_file(index: int, number: int, code: str) -> None:
    failure = judged("01", EXECUTED, seen(READ, LISTED, cell=index), None)
    assert failure is not None
    assert (failure.kind, failure.cell, failure.code) == (FailureKind.CODE, number, code)
    assert failure.line == READ.line
    assert failure.cause == READ.told("notebooks/01.ipynb")
    assert str(failure).count("  also: it lists data/raw,") == 1
    assert "no-strict" not in str(failure)
    assert [(item.access, item.name) for item in failure.undeclared] == [
        ("read", "data/raw/a.csv"),
        ("list", "data/raw"),
    ]


def test_one_sentence_a_file_however_often_it_is_read() -> None:
    again = Sighting(Access.READ, READ.name, "line 7: open('a.csv')")
    failure = judged("01", EXECUTED, seen(READ, LISTED, again, cell=2), None)
    assert failure is not None
    assert [item.line for item in failure.undeclared] == [READ.line, ""]
    assert str(failure).count(READ.what) == 1


def test_remedies_for_what_can_be_declared_and_what_cannot() -> None:
    network = Sighting(Access.NETWORK, "example.org")
    for sightings, words in (
        ((READ, LISTED), "pipeline.py reads"),
        ((READ, network), "No declaration allows"),
    ):
        failure = judged("01", EXECUTED, seen(*sightings, cell=2), None)
        assert failure is not None
        assert words in failure.remedy


def test_what_came_of_it_is_told_beside() -> None:
    failure = judged("01", EXECUTED, seen(READ, cell=2), DIED)
    assert failure is not None
    assert (failure.kind, failure.cell, failure.log) == (FailureKind.CODE, 2, "words")
    assert failure.detail == "What came of it in cell 4: the kernel died (signal 9)."
    itself = judged(
        "01", None, seen(READ), Failure(FailureKind.CODE, "01", 2, "UndeclaredInputError: it reads")
    )
    assert itself is not None
    assert (itself.cell, itself.detail) == (None, "")


def test_where_nothing_is_refused_the_attempt_fails_by_itself() -> None:
    cancelled = Failure(FailureKind.CANCELLED, "01", None, "the run was cancelled")
    assert judged("01", EXECUTED, seen(READ), cancelled) is cancelled
    assert judged("01", EXECUTED, seen(READ, refuse=False), DIED) is DIED
    assert judged("01", EXECUTED, seen(READ, refuse=False), None) is None
    assert judged("01", EXECUTED, seen(installed=False), DIED) is DIED
    absent = judged("01", EXECUTED, seen(installed=False), None)
    assert absent is not None
    assert (absent.kind, absent.cause) == (FailureKind.INFRASTRUCTURE, NOT_AT_WORK)
