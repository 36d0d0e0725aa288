"""A scenario with some fields of its levers changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from senim.scenarios.grids import Value
from senim.scenarios.scenario import Scenario


def changed_scenario(base: Scenario, changes: Mapping[str, Value]) -> Scenario:
    """Change fields of the levers of a scenario.

    Parameters
    ----------
    base : Scenario
        The scenario; it stays as it is.
    changes : mapping of str to Value
        Value by ``lever.field``, for example ``establishment_cut.share``; None takes the field away.

    Returns
    -------
    Scenario
        Another scenario, checked as a whole, with the id and the title of the base.

    Raises
    ------
    KeyError
        If the base has no such lever.
    pydantic.ValidationError
        If what comes out is no scenario.
    """
    content = base.model_dump(by_alias=True, exclude_unset=True)
    levers: list[dict[str, Any]] = [dict(lever) for lever in content.get("levers", ())]
    for path, value in changes.items():
        kind, _, field = path.partition(".")
        chosen = [lever for lever in levers if lever["lever"] == kind]
        if not chosen:
            raise KeyError(f"scenario {base.id!r} has no lever {kind!r}")
        for lever in chosen:
            if value is None:
                lever.pop(field, None)
            else:
                lever[field] = value
    return Scenario.model_validate({**content, "levers": levers})


def lever_fields(base: Scenario) -> tuple[str, ...]:
    """List the fields of a scenario's levers that can be changed.

    Parameters
    ----------
    base : Scenario
        The scenario.

    Returns
    -------
    tuple of str
        ``lever.field``, as `changed_scenario` takes them.
    """
    kinds = dict.fromkeys(lever.lever for lever in base.levers)
    models = {kind: next(type(lever) for lever in base.levers if lever.lever == kind) for kind in kinds}
    return tuple(
        f"{kind}.{field.alias or name}"
        for kind, model in models.items()
        for name, field in model.model_fields.items()
        if name != "lever"
    )
