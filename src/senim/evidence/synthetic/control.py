"""Synthetic control: a mixture of donors that follows the treated unit before the treatment."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.synthetic.fit import Recipe, fit_unit, root_mean_square
from senim.evidence.synthetic.gate import Gate, diagnose, judge
from senim.evidence.synthetic.inputs import CALL, SyntheticInputError, as_period, checked_outcomes, option
from senim.evidence.synthetic.panel import RULES, Panel, make_panel
from senim.evidence.synthetic.placebos import POOLS, space_placebos
from senim.evidence.synthetic.predictors import Predictors, make_predictors
from senim.evidence.synthetic.recipes import count_findings, make_recipe
from senim.evidence.synthetic.result import SyntheticControl
from senim.evidence.synthetic.simplex import simplex_least_squares

STARTS = 24
SEED = 1989


def synthetic_control(
    outcomes: pd.DataFrame,
    treated: Hashable,
    first_treated: Any,
    *,
    predictors: pd.DataFrame | None = None,
    donors: Sequence[Hashable] | None = None,
    starts: int = STARTS,
    lagged_outcomes: Sequence[Any] = (),
    predictor_weights: str | pd.Series = "nested",
    least_predictor_weight: float = 0.0,
    training_predictors: pd.DataFrame | None = None,
    validation_from: Any = None,
    holes: str = "drop donors",
    placebos: bool = True,
    placebo_pool: str = "all",
    gate: Gate | None = None,
    seed: int = SEED,
) -> SyntheticControl:
    """Build a synthetic control, compare its gap with placebos, and judge whether the data can tell.

    Without predictors the outcomes of all periods before the treatment are matched directly, which is a
    convex problem and solved exactly. With predictors the donor weights match the predictors, and the
    predictor weights are chosen so that the outcomes before the treatment are matched best.

    Parameters
    ----------
    outcomes : DataFrame, shape (periods, units)
        One row for each period, one column for each unit. Holes stay holes: see `holes`.
    treated : hashable
        Column of the treated unit.
    first_treated : object
        First treated period; all periods before it are matched.
    predictors : DataFrame, shape (units, predictors), optional
        One row for each unit, already averaged over the periods wanted. A predictor without a value for the
        treated unit, or the same in every unit, is left out; so is a donor that lacks a predictor. The result
        names them.
    donors : sequence of hashable, optional
        Units that may carry weight; all others by default.
    starts : int
        Descents of the search for predictor weights from scattered places, beside those from equal weights
        and from each corner.
    lagged_outcomes : sequence
        Periods whose outcome is one more predictor.
    predictor_weights : {"nested", "cross-validation"} or Series
        How predictor weights are found: by the fit before the treatment; by the fit in the later part of it
        with predictors of the earlier part; or given, indexed by predictor (for scaled predictors).
    least_predictor_weight : float
        Least share of every predictor in a search. The best fit often lets some predictors hardly count; a
        share such as 0.01 keeps all of them in, at the price of the fit.
    training_predictors : DataFrame, optional
        For cross-validation: `predictors` as measured in the earlier part; the same ones by default.
    validation_from : object, optional
        First period of the later part; by default the later half of the periods before the treatment.
    holes : {"drop donors", "drop periods"}
        A period without the treated unit is never used. Where a donor has a hole in the others, either the
        donor or the period is left out.
    placebos : bool
        Whether every donor is fitted as if it had been treated.
    placebo_pool : {"all", "donors"}
        Who may carry weight for a placebo: all other units, the treated one among them, or the other donors.
    gate : Gate, optional
        What must hold before the verdict is more than *cannot tell*.
    seed : int
        Seed of the search; the same seed gives the same answer.

    Returns
    -------
    SyntheticControl
        Weights, counterfactual, gap, RMSPE, ranks, p-value, predictor weights and the verdict.

    Raises
    ------
    SyntheticInputError
        Input that no synthetic control can be built from, all findings at once.

    References
    ----------
    Abadie, A., Gardeazabal, J. (2003). The economic costs of conflict. American Economic Review 93(1),
    113–132. Abadie, A., Diamond, A., Hainmueller, J. (2010). Synthetic control methods for comparative case
    studies. Journal of the American Statistical Association 105(490), 493–505; (2015). Comparative politics
    and the synthetic control method. American Journal of Political Science 59(2), 495–510.

    Examples
    --------
    >>> years = range(2001, 2013)
    >>> north = [3.0, 4, 6, 5, 7, 8, 7, 9, 9, 8, 9, 10]
    >>> south = [1.0, 1, 2, 4, 3, 3, 5, 4, 6, 7, 6, 7]
    >>> mixed = [0.25 * n + 0.75 * s for n, s in zip(north, south)]
    >>> frame = pd.DataFrame({"mixed": mixed, "north": north, "south": south}, index=years)
    >>> found = synthetic_control(frame, "mixed", 2011)
    >>> found.weights.round(6).to_dict(), found.verdict.answer
    ({'north': 0.25, 'south': 0.75}, 'cannot tell')
    """
    gate = Gate() if gate is None else gate
    check = ArgumentCheck(CALL)
    check.kind("gate", gate, Gate, "Give a `Gate`, such as `Gate(level=0.1)`.")
    check.seed("seed", seed)
    check.number("least_predictor_weight", least_predictor_weight, 0.0, 1.0)
    check.kind("placebos", placebos, bool, "Write True or False.")
    for period in check.listed("lagged_outcomes", lagged_outcomes):
        check.kind("lagged_outcomes", period, Hashable, "Give periods, as the index writes them.")
    if donors is not None:
        for unit in [donors] if isinstance(donors, str) else check.listed("donors", donors):
            check.kind("donors", unit, Hashable, "Give labels of columns.")
    if isinstance(first_treated, tuple):
        check.refuse("first_treated", f"{first_treated!r} is no period", "Give a single one.")
    check.kind("first_treated", first_treated, Hashable, "Give a period, as the index writes it.")
    if check.findings:
        raise SyntheticInputError(check.findings)
    findings = [*check.findings, *option(holes, "holes", RULES), *option(placebo_pool, "placebo_pool", POOLS)]
    findings += count_findings(starts)
    try:
        checked = checked_outcomes(outcomes, treated, first_treated, donors)
    except SyntheticInputError as error:
        raise SyntheticInputError([*findings, *error.findings]) from None
    if findings:
        raise SyntheticInputError(findings)
    first_treated = as_period(first_treated, checked.index)
    panel, used = make_predictors(make_panel(checked, first_treated, holes), predictors, lagged_outcomes)
    recipe = make_recipe(
        panel,
        used,
        way=predictor_weights,
        starts=starts,
        seed=seed,
        least=least_predictor_weight,
        training=training_predictors,
        validation_from=validation_from,
        lagged=lagged_outcomes,
    )
    return _built(panel, used, recipe, gate, placebo_pool if placebos else None)


def _built(
    panel: Panel, used: Predictors | None, recipe: Recipe, gate: Gate, pool: str | None
) -> SyntheticControl:
    """Fit, compare with placebos and judge."""
    values = panel.values.to_numpy()
    fit = fit_unit(recipe, 0, np.arange(1, values.shape[1]))
    counterfactual = values[:, 1:] @ fit.weights
    gap = values[:, 0] - counterfactual
    space = space_placebos(panel, recipe, fit, pool) if pool else None
    best = gap[panel.before] if recipe.way == "outcomes" else _best_gap(recipe)
    found = diagnose(panel, gap, root_mean_square(best), fit.kkt, gate.window)
    p_value = space.p_value if space else None
    periods = panel.values.index
    shares = None if used is None else pd.Series(fit.shares, index=list(used.names), name="predictor_weight")
    return SyntheticControl(
        weights=pd.Series(fit.weights, index=panel.values.columns[1:], name="weight"),
        counterfactual=pd.Series(counterfactual, index=periods, name="counterfactual"),
        gap=pd.Series(gap, index=periods, name="gap"),
        rmspe_pre=root_mean_square(gap[panel.before]),
        rmspe_post=root_mean_square(gap[~panel.before]),
        placebo_ranks=space.table["rank"] if space else None,
        p_value=p_value,
        placebos=space.table if space else None,
        placebo_gaps=space.gaps if space else None,
        cut_offs=space.cut_offs if space else None,
        predictor_weights=shares,
        balance=None if used is None else _balance(used, fit.weights),
        start_losses=fit.losses,
        diagnostics=found,
        verdict=judge(found, gate, p_value, panel),
        panel=panel,
        predictors=used,
        recipe=recipe,
        gate=gate,
    )


def _best_gap(recipe: Recipe) -> np.ndarray:
    spread = recipe.outcomes[:, 1:] - recipe.outcomes[:, [0]]
    gap: np.ndarray = spread @ simplex_least_squares(spread, np.zeros(len(spread)))
    return gap


def _balance(used: Predictors, weights: np.ndarray) -> pd.DataFrame:
    others = used.values.iloc[:, 1:]
    return pd.DataFrame(
        {
            "treated": used.values.iloc[:, 0],
            "synthetic": others.to_numpy() @ weights,
            "donor_mean": others.mean(axis=1),
        }
    )
