"""Several tests at once: how often would chance give one that is as far out as the furthest?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.panel.inputs import PanelInputError
from senim.evidence.panel.randomisation import dealt_statistics
from senim.evidence.panel.shapes import Shapes
from senim.findings import Finding


@dataclass(frozen=True, eq=False)
class Familywise:
    """A family of tests, each by itself and all together.

    Parameters
    ----------
    table : DataFrame
        Indexed by test: ``estimate``, ``statistic``, ``p_value`` by itself, ``p_holm`` and ``p_family``
        (step-down by the largest statistic: as `p_holm`, but it knows how the tests hang together).
    p_value : float
        That all are as they would be by lot, from the mean of the statistics: the test against a family that
        leans to one side.
    draws, units : int
        Deals made, and units whose doses were dealt.
    """

    table: pd.DataFrame
    p_value: float
    draws: int
    units: int


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values so that one false alarm in the whole family is as rare as it says (Holm).

    Parameters
    ----------
    p_values : sequence of float
        One for each test.

    Returns
    -------
    list of float
        Adjusted, in the same order, at most 1. Valid however the tests hang together.

    Raises
    ------
    PanelInputError
        If there is none, or one is no number from 0 to 1.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics 6(2).

    Examples
    --------
    >>> [round(value, 3) for value in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    check = ArgumentCheck("holm")
    values = check.numbers("p_values", p_values, 1)
    if values is not None and not check.findings:
        check.between("p_values", values)
    check.raise_if_any(PanelInputError, "p-values to adjust")
    assert values is not None
    order = np.argsort(values, kind="stable")
    raised = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(raised, 1.0)
    return [float(value) for value in adjusted]


def joint_randomisation(family: Mapping[str, Shapes], *, draws: int = 9_999, seed: int = 0) -> Familywise:
    """Deal the doses to units by lot, the same deal for every test, and adjust for their number.

    Parameters
    ----------
    family : mapping of str to Shapes
        Tests by name, over the same units.
    draws : int
        Permutations drawn; all of them where there are no more.
    seed : int
        Of the lot.

    Returns
    -------
    Familywise
        p-values by test, and of all together.

    Raises
    ------
    PanelInputError
        If there is no test, units differ between tests, or an option is not understood.

    References
    ----------
    Westfall, P. H., Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley. Romano, J. P., Wolf, M.
    (2005). Exact and approximate stepdown methods for multiple hypothesis testing. Journal of the American
    Statistical Association 100(469).
    """
    check = ArgumentCheck("joint_randomisation")
    check.count("draws", draws)
    check.seed("seed", seed)
    if check.kind("family", family, Mapping, "Give tests by name."):
        for name, shapes in family.items():
            check.kind(f"family[{name!r}]", shapes, Shapes, "Give what `change_shapes` returns.")
    check.raise_if_any(PanelInputError, "family of tests")
    units = {shapes.units for shapes in family.values()}
    if len(units) != 1:
        problem = "no test" if not units else "tests over different units"
        finding = Finding("joint_randomisation", "family", problem, "Give tests over the same units.")
        raise PanelInputError([finding], "family of tests")
    names = list(family)
    observed = np.array([shapes.statistic() for shapes in family.values()])
    dealt = np.column_stack([dealt_statistics(shapes, draws, seed) for shapes in family.values()])
    own = [_share(np.abs(dealt[:, place]), abs(observed[place])) for place in range(len(names))]
    adjusted, highest = np.empty(len(names)), 0.0
    order = np.argsort(-np.abs(observed), kind="stable")
    for step, place in enumerate(order):
        rest = np.abs(dealt[:, order[step:]]).max(axis=1)
        highest = max(highest, _share(rest, abs(observed[place])))
        adjusted[place] = highest
    table = pd.DataFrame(
        {
            "estimate": [shapes.slope for shapes in family.values()],
            "statistic": observed,
            "p_value": own,
            "p_holm": holm(own),
            "p_family": adjusted,
        },
        index=names,
    )
    together = _share(np.abs(dealt.mean(axis=1)), abs(float(observed.mean())))
    return Familywise(table, together, len(dealt), len(next(iter(units))))


def _share(dealt: np.ndarray, observed: float) -> float:
    """Share as far out, the deal that was observed among them."""
    return (1 + int((dealt >= observed * (1 - 1e-10)).sum())) / (1 + len(dealt))
