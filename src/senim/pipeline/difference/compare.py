"""Compare two snapshots, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from senim.pipeline.difference.causes import claim_causes, moved_inputs, notebook_causes
from senim.pipeline.difference.claims import claims_moved
from senim.pipeline.difference.model import CauseKind, ClaimMoved, Difference, ValueMoved, WordingMoved
from senim.pipeline.difference.rows import tables_moved
from senim.pipeline.difference.snapshot import Snapshot
from senim.pipeline.difference.values import values_moved
from senim.pipeline.difference.wording import wording_moved
from senim.pipeline.kept_inputs import KEPT, PARAMETERS, SCENARIOS
from senim.pipeline.keys import Change, changes

_SHOWN_DIGITS = 12


def compare(before: Snapshot, now: Snapshot) -> Difference:
    """Tell what differs.

    Parameters
    ----------
    before, now : Snapshot
        Both sides.

    Returns
    -------
    Difference
        Empty where both are the same; the other way round it is its mirror image.
    """
    data = tables_moved(before.inputs, now.inputs)
    parameters = values_moved(before.inputs, now.inputs, PARAMETERS)
    options = values_moved(before.inputs, now.inputs, SCENARIOS)
    environment = _environment(before, now)
    moved = moved_inputs(data, parameters, options, environment)
    changed = {task: changes(before.keys[task], now.keys[task]) for task in before.keys if task in now.keys}
    by_notebook: dict[str, dict[CauseKind, set[str]]] = {}
    claims = []
    for name in claims_moved(before.claims, now.claims):
        pair = (before.claims.get(name), now.claims.get(name))
        notebooks = sorted({str(claim.get("notebook", "")) for claim in pair if claim})
        for notebook in notebooks:
            if notebook not in by_notebook:
                by_notebook[notebook] = notebook_causes(notebook, before, now, moved)
        causes = claim_causes(pair, [by_notebook[notebook] for notebook in notebooks])
        claims.append(ClaimMoved(name, *pair, causes))
    return Difference(
        before=before.name,
        now=now.name,
        claims=tuple(claims),
        unchanged=len({*before.claims} & {*now.claims})
        - sum(bool(claim.before and claim.now) for claim in claims),
        data=data,
        parameters=(*_given(changed), *parameters),
        options=options,
        code=_code(before, now, changed),
        environment=environment,
        texts=_texts(changed),
        wording=tuple(_wording(before, now)),
    )


def _environment(before: Snapshot, now: Snapshot) -> tuple[ValueMoved, ...]:
    old, new = ({"Python": side.python, **side.packages} for side in (before, now))
    return tuple(
        ValueMoved("environment", name, old.get(name), new.get(name))
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    )


def _given(changed: Mapping[str, tuple[Change, ...]]) -> tuple[ValueMoved, ...]:
    """Parameters of notebooks; those of briefs and pages only repeat the language."""
    return tuple(
        ValueMoved(task, change.item, change.old, change.new)
        for task in sorted(changed)
        for change in changed[task]
        if change.part == "parameters"
    )


def _code(
    before: Snapshot, now: Snapshot, changed: Mapping[str, tuple[Change, ...]]
) -> tuple[ValueMoved, ...]:
    tasks = [
        ValueMoved("tasks", task, task if task in before.keys else None, task if task in now.keys else None)
        for task in sorted({*before.keys} ^ {*now.keys})
    ]
    cells = [
        ValueMoved(task, change.item, _short(change.old), _short(change.new))
        for task in sorted(changed)
        for change in changed[task]
        if change.part == "code"
    ]
    modules = {
        ValueMoved("modules", change.item, _short(change.old), _short(change.new))
        for found in changed.values()
        for change in found
        if change.part == "modules"
    }
    return (
        *tasks,
        *cells,
        *sorted(modules, key=lambda value: (value.item, value.before or "", value.now or "")),
    )


def _texts(changed: Mapping[str, tuple[Change, ...]]) -> tuple[ValueMoved, ...]:
    """Files that only briefs and pages read: catalogues, reviewed lists, the template."""
    found = {
        ValueMoved("texts", change.item, _short(change.old), _short(change.new))
        for moved in changed.values()
        for change in moved
        if change.part == "inputs" and not change.item.startswith(("result of ", "edition ", *KEPT))
    }
    return tuple(sorted(found, key=lambda value: (value.item, value.before or "", value.now or "")))


def _wording(before: Snapshot, now: Snapshot) -> Iterator[WordingMoved]:
    for language in sorted({*before.pages, *now.pages}):
        moved = wording_moved(language, before.pages.get(language), now.pages.get(language))
        if moved is not None:
            yield moved


def _short(value: str | None) -> str | None:
    if value is None:
        return None
    head, _, rest = value.partition(" ")
    return f"{head[:_SHOWN_DIGITS]} {rest}".strip()
