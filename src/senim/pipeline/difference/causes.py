"""Why a claim moved: what moved in the key of the notebook that wrote it.

A key says what a notebook could see, not what it used. So a cause is always one that the change *could*
come from; one that the claim itself names among its inputs comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from senim.pipeline.difference.model import Cause, CauseKind, PlainClaim, TableMoved, ValueMoved
from senim.pipeline.difference.rows import DESCRIPTION
from senim.pipeline.difference.snapshot import Snapshot
from senim.pipeline.difference.values import SEPARATOR, bears_on_numbers
from senim.pipeline.kept_inputs import DATA, PARAMETERS, SCENARIOS
from senim.pipeline.keys import UNDECLARED, WORDS, Change, RunKey, changes

_RESULT = "result of "
_SOURCES = "senim.sources"
Found = tuple[CauseKind, str]


@dataclass(frozen=True)
class MovedInputs:
    """What moved in the files that notebooks read.

    Parameters
    ----------
    tables : frozenset of str
        Source tables.
    parameters : mapping of str to frozenset of str
        Parameters that bear on numbers, by file.
    scenarios : frozenset of str
        Files of scenarios.
    packages : tuple of str
        Packages, and Python.
    """

    tables: frozenset[str]
    parameters: Mapping[str, frozenset[str]]
    scenarios: frozenset[str]
    packages: tuple[str, ...]


def moved_inputs(
    tables: Iterable[TableMoved],
    parameters: Iterable[ValueMoved],
    scenarios: Iterable[ValueMoved],
    environment: Iterable[ValueMoved],
) -> MovedInputs:
    """Gather what moved in the inputs.

    Parameters
    ----------
    tables : iterable of TableMoved
        Source tables.
    parameters, scenarios, environment : iterable of ValueMoved
        Values.

    Returns
    -------
    MovedInputs
        By what a cause is named after.
    """
    by_file: dict[str, set[str]] = {}
    for value in parameters:
        if bears_on_numbers(value.item):
            by_file.setdefault(value.place, set()).add(value.item.partition(SEPARATOR)[0])
    files = {value.place for value in scenarios if bears_on_numbers(value.item)}
    return MovedInputs(
        frozenset(table.table for table in tables),
        {file: frozenset(names) for file, names in by_file.items()},
        frozenset(files),
        tuple(value.item for value in environment),
    )


def notebook_causes(
    notebook: str, before: Snapshot, now: Snapshot, moved: MovedInputs
) -> dict[CauseKind, set[str]]:
    """Tell what moved in what a notebook reads and runs.

    Parameters
    ----------
    notebook : str
        Its name.
    before, now : Snapshot
        Both sides.
    moved : MovedInputs
        What moved in the inputs.

    Returns
    -------
    dict of CauseKind to set of str
        Names by class; empty where nothing moved.
    """
    old, new = before.keys.get(notebook), now.keys.get(notebook)
    if old is None or new is None:
        return {CauseKind.CODE: {notebook}}
    found: dict[CauseKind, set[str]] = {}
    for change in changes(old, new):
        for kind, item in _told(change, notebook, moved, old, new):
            found.setdefault(kind, set()).add(item)
    if found.get(CauseKind.DATA, set()) > {"datapackage"}:
        # whoever edits a table edits its description too; the table says more
        found[CauseKind.DATA].discard("datapackage")
    return found


def claim_causes(
    claims: Iterable[PlainClaim | None], found: Iterable[Mapping[CauseKind, set[str]]]
) -> tuple[Cause, ...]:
    """Order the causes of a notebook for one claim of it.

    Parameters
    ----------
    claims : iterable of mapping or None
        The claim before and now.
    found : iterable of mapping of CauseKind to set of str
        Causes of the notebook that wrote it; of both where it moved from one to another.

    Returns
    -------
    tuple of Cause
        Those that the claim names among its inputs first, with only the items it names; *unexplained*
        where nothing moved.
    """
    inputs = [str(name) for claim in claims if claim for name in claim.get("inputs") or ()]
    by_kind = list(found)
    causes = []
    for kind in CauseKind:
        items = {item for causes_of_one in by_kind for item in causes_of_one.get(kind, ())}
        named = {item for item in items if any(_names(given, item) for given in inputs)}
        if items:
            causes.append(Cause(kind, tuple(sorted(named or items)), named=bool(named)))
    if not causes:
        return (Cause(CauseKind.UNEXPLAINED, ()),)
    return tuple(sorted(causes, key=lambda cause: not cause.named))


def _names(given: str, item: str) -> bool:
    return given == item or given.startswith(f"{item}/")


def _told(change: Change, notebook: str, moved: MovedInputs, old: RunKey, new: RunKey) -> list[Found]:
    if change.part == "code":
        return [(CauseKind.CODE, notebook)]
    if change.part == "modules":
        return [(CauseKind.CODE, change.item)]
    if change.part == "parameters":
        return [(CauseKind.PARAMETER, change.item)]
    if change.part == "environment":
        return [(CauseKind.ENVIRONMENT, name) for name in moved.packages or (change.item,)]
    return _input(change.item, moved, old, new)


def _input(name: str, moved: MovedInputs, old: RunKey, new: RunKey) -> list[Found]:
    if name.startswith(PARAMETERS):
        return [(CauseKind.PARAMETER, item) for item in sorted(moved.parameters.get(name, ()))]
    if name.startswith(SCENARIOS):
        scenario = name.removeprefix(SCENARIOS).removesuffix(".yaml")
        return [(CauseKind.OPTION, scenario)] if name in moved.scenarios else []
    if name == DESCRIPTION:
        return [(CauseKind.DATA, "datapackage")]
    if name.startswith(DATA):
        return [(CauseKind.DATA, name.removeprefix(DATA).removesuffix(".csv"))]
    if name.startswith(_RESULT):
        return _result(name, moved, old, new)
    if name.startswith((WORDS, UNDECLARED)):
        return []
    return [(CauseKind.DATA, name)]


def _result(name: str, moved: MovedInputs, old: RunKey, new: RunKey) -> list[Found]:
    """A checked table moved: because of its source table, else because of what reads it."""
    table = name.rpartition(": ")[2].rpartition("/")[2].partition(".")[0]
    if table in moved.tables:
        return [(CauseKind.DATA, table)]
    if old.environment != new.environment:
        return [(CauseKind.ENVIRONMENT, item) for item in moved.packages]
    return [(CauseKind.CODE, _SOURCES)]
