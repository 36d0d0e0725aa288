# ruff: noqa: E501, BLE001 - one line a call; any error but one that lists findings is what is looked for
"""Whatever is handed to a public function: an answer, or one error that lists what is wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from senim import crime, evidence, trust, uncertainty
from senim.evidence import confidence, official, panel
from senim.findings import InputError
from senim.simulation.regions import usual_counts
from senim.sources import read

RNG = np.random.default_rng(7)
YEARS = {2000 + place: 100.0 + 7 * (place % 3) for place in range(12)}
MONTHS = pd.Series(RNG.normal(size=60), index=pd.period_range("2010-01", periods=60, freq="M"))
UNITS = pd.DataFrame(RNG.normal(size=(20, 6)).cumsum(axis=0), index=range(2000, 2020), columns=list("abcdef"))
DRAWS = RNG.normal(size=(200, 2))
KNOWN = RNG.normal(size=200)
TWO = uncertainty.Inputs({"a": (0,), "b": (1,)}, {"a": "a", "b": "b"})
FORCES = pd.DataFrame(
    [(f"f{u}", t, RNG.normal(), RNG.normal() + u) for u in range(12) for t in range(2007, 2020)],
    columns=["force", "year", "log_theft", "log_officers"],
)
PANEL = FORCES.rename(columns={"force": "unit", "year": "period", "log_theft": "y", "log_officers": "x"})
CURVE = [evidence.Specification("y", "x"), evidence.Specification("y", "x", fixed_effects=())]
BODIES = {
    group: confidence.BodyOfEvidence(group, 2, 2, 2, 0, one_sign=True) for group in evidence.HEADLINE_GROUPS
}
WAVES = [[46, 44, 270, 616], [39, 36, 278, 631]]
ESTIMATES, ERRORS = [-0.3, -0.4, -1.3], [0.1, 0.2, 0.6]
HOSTILE: tuple[Any, ...] = (
    None, {}, {"a": 1}, "a", "M", True, np.nan, np.inf, -1, 0, 1.5, 95, [], [1.0], [[1.0]], ["1", "2"],
    [True, False], [np.nan, 1.0], [1.0, np.inf], [None], [[1.0], [1.0, 2.0]], (2, 1), object(),
)  # fmt: skip

FITTED = (evidence.placebo_in_time, evidence.leave_donors_out)
"""Functions of a result; elsewhere `found` carries findings from room to room and no data."""


def square(points: np.ndarray) -> np.ndarray:
    return points**2


@cache
def calls() -> dict[str, tuple[Callable[..., Any], dict[str, Any]]]:
    """Give each function with arguments that it can work with."""
    studies = read("police_elasticities")
    uniforms = {group: RNG.uniform(size=(9, 3)) for group in evidence.HEADLINE_GROUPS}
    pooled = evidence.pool_groups(studies)
    curve = evidence.specification_curve(PANEL, CURVE)
    shapes = panel.change_shapes(
        FORCES, "log_theft", "log_officers", outcome_years=(2010, 2018), dose_years=(2010, 2018)
    )
    values = {"estimates": ESTIMATES, "standard_errors": ERRORS}
    forces = {"frame": FORCES, "outcome": "log_theft", "dose": "log_officers"}
    series = {"series": MONTHS, "break_at": "2013-01", "level": "local level"}
    found = evidence.synthetic_control(UNITS, "a", 2015, placebos=False)
    wanted: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (evidence.pool, values),
        (evidence.pool_replicates, {"estimates": [ESTIMATES], "standard_errors": ERRORS}),
        (evidence.small_study_check, values),
        (evidence.funnel, values),
        (evidence.leave_one_out, values),
        (evidence.select_estimates, {"elasticities": studies}),
        (evidence.joint_estimates, {"elasticities": studies}),
        (evidence.pool_groups, {"elasticities": studies}),
        (evidence.naive_pooling, {"elasticities": studies}),
        (evidence.pool_hierarchy, {"elasticities": studies}),
        (evidence.leave_one_out_groups, {"elasticities": studies, "groups": ["violent"]}),
        (evidence.compare_models, {"elasticities": studies, "groups": ["violent"]}),
        (evidence.pooling_sensitivity, {"elasticities": studies, "tau_scales": [0.2], "correlations": [0.5]}),
        (evidence.transport, {"elasticity": [0.1], "factor": 0.5, "offset": 0.0}),
        (evidence.pooled_and_transported, {"pooling": pooled, "uniforms": uniforms}),
        (evidence.before_after_power, {"effect": 0.03, "yearly_noise": 0.1, "years_before": 9, "years_after": 1}),
        (evidence.regional_dose_power, {"elasticity": -0.3, "regional_noise": 0.1, "regions": 17, "dose_spread": 0.03}),
        (evidence.interrupted_series, series),
        (evidence.placebo_breaks, series),
        (evidence.synthetic_control, {"outcomes": UNITS, "treated": "a", "first_treated": 2015, "placebos": False}),
        (evidence.placebo_in_time, {"found": found, "first_treated": 2010}),
        (evidence.leave_donors_out, {"found": found}),
        (evidence.specification_curve, {"frame": PANEL, "specifications": CURVE}),
        (evidence.joint_permutation_test, {"frame": PANEL, "specifications": CURVE, "seed": 1, "permutations": 3}),
        (evidence.curve_summary, {"curve": curve}),
        (evidence.long_difference, forces),
        (evidence.placebo, forces),
        (evidence.event_study, forces),
        (evidence.fixed_effects, forces),
        (evidence.trend_comparison, {"series": pd.Series(YEARS), "break_year": 2006}),
        (evidence.force_panel, {"forces": read("england_wales_forces")}),
        (evidence.randomisation_test, {"shapes": shapes, "draws": 9}),
        (evidence.wild_cluster_bootstrap, {"shapes": shapes, "draws": 9}),
        (evidence.usual_movement, {"counts": YEARS, "leave_out": (2005, 2006)}),
        (official.yearly_movement, {"counts": YEARS, "borders": ()}),
        (official.under_every_setting, {"change_percent": 3.0, "counts": YEARS, "borders": (), "span": (2005, 2006)}),
        (evidence.check_claims, {"tables": {}}),
        (evidence.Assumptions, {}),
        (evidence.Gate, {}),
        (uncertainty.sobol_indices, {"model": square, "inputs": TWO, "base": 4}),
        (uncertainty.tornado, {"model": square, "inputs": TWO}),
        (uncertainty.morris_screening, {"model": square, "inputs": TWO, "trajectories": 3}),
        (uncertainty.value_of_information, {"net_benefit": DRAWS, "known": KNOWN}),
        (uncertainty.worth_of_knowing, {"net_benefit": DRAWS, "known": {"a": KNOWN}}),
        (uncertainty.Choice, {"plain": [1.0, 2.0], "priced": [-1.0, -2.0]}),
        (uncertainty.find_inputs, {"run": lambda points: points.uniforms("a", (2,)), "groups": {"a": ("a",)}}),
        (uncertainty.Inputs, {"columns": {"a": (0,)}, "groups": {"a": "a"}}),
        (uncertainty.worth_by_price, {"choice": uncertainty.Choice(plain=KNOWN, priced=-KNOWN), "known": {"a": KNOWN}, "prices": [1.0]}),
        (uncertainty.prices_worth_asking_at, {"by_price": pd.DataFrame({"known": ["a"], "price": [1.0], "low": [0.1]})}),
        (uncertainty.measuring_order, {"worths": {}}),
        (uncertainty.Headcount, {"error_percent": 1.0}),
        (confidence.rate, {"statement": "violent", "basis": confidence.Basis.STUDIES}),
        (confidence.Rating, {"statement": "violent", "level": 3, "basis": confidence.Basis.STUDIES}),
        (confidence.BodyOfEvidence, {"group": "violent", "estimates": 2, "studies": 2, "samples": 2, "from_similar_settings": 0, "one_sign": True}),
        (confidence.rate_statements, {"bodies": BODIES}),
        (confidence.rating_records, {"ratings": {}, "notebook": "08"}),
        (crime.registered_from_true, {"true": 10, "reporting": 0.2, "recording": 0.9}),
        (crime.true_from_registered, {"registered": 10, "reporting": 0.2, "recording": 0.9}),
        (crime.reported_share, {"victims": 0.1, "reporting": 0.2}),
        (crime.Regime, {"name": "code", "start": 2015.0, "log_break": [0.1]}),
        (crime.rules_log, {"regimes": [crime.Regime("code", 2015.0, [0.1])], "years": [2014, 2016], "group": "violent", "base_year": 2014}),
        (crime.lagged, {"log_ratio": [[0.1, 0.1]], "lag_weights": [[0.5, 0.5]]}),
        (crime.reporting_response, {"trust_points": [[1.0]], "trust_share": 0.6, "reporting_elasticity": [0.5]}),
        (panel.response_line, forces),
        (panel.least_squares, {"frame": FORCES, "outcome": "log_theft", "regressors": ["log_officers"]}),
        (panel.holm, {"p_values": [0.1, 0.2]}),
        (panel.expected_least_squares, {"elasticity": -0.4, "feedback": 1.0}),
        (panel.feedback_worlds, {"elasticity": -0.4, "feedback": 1.0, "places": 10, "worlds": 2, "seed": 1}),
        (panel.change_shapes, forces | {"outcome_years": (2010, 2018), "dose_years": (2010, 2018)}),
        (panel.results_table, {"results": []}),
        (panel.joint_randomisation, {"family": {"theft": shapes}, "draws": 9}),
        (panel.leave_one_out, {"frame": FORCES, "design": lambda frame: evidence.long_difference(frame, "log_theft", "log_officers")}),
        (usual_counts, {"expected": [10.0], "yearly_noise": 0.1}),
        (official.borders, {"regimes": read("recording_regimes")}),
        (official.regime_spans, {"regimes": read("recording_regimes"), "first": 2017, "last": 2025}),
        (official.claims_table, {"checked": []}),
        (official.readings_table, {"checked": []}),
        (official.gather_figures, {"tables": {name: read(name) for name in official.CHECK_TABLES}}),
        (official.annual_totals, {"figures": {}}),
        (trust.changes_within_scales, {"answers": read("trust_surveys")}),
        (trust.split_bounds, {"before": trust.KnownAnswers(full=0.38, below=0.1), "after": trust.KnownAnswers(full=0.6, below=0.08)}),
        (trust.compare_with_control, {"outcome": (0.6, 0.64), "control": (0.6, 0.65), "sample_size": 18_000, "design_effect": 1.5}),
        (trust.effect_needed, {"detectable_points": 1.8, "reach": 0.25, "full_trust": 0.6}),
        (trust.decompose_full_trust, {"before": [10.5, 51.2, 38.3], "after": [9.1, 27.8, 63.1], "border": 0}),
        (trust.fit_cumulative_logit, {"counts": WAVES, "covariates": [[0], [1]]}),
        (trust.join_answers, {"shares": [1.0, 2.0], "groups": [(0,), (1,)]}),
        (trust.shift_information, {"shares": [1.0, 2.0]}),
    ]  # fmt: skip
    return {_named(call): (call, given) for call, given in wanted}


def _named(call: Callable[..., Any]) -> str:
    # two rooms leave one out
    return "panel.leave_one_out" if call is panel.leave_one_out else call.__name__


def numbers_in(answer: object) -> Iterator[float]:
    """Walk over the single numbers of an answer; tables may leave cells empty and say why."""
    if isinstance(answer, float):
        yield answer
    elif is_dataclass(answer):
        for part in fields(answer):
            yield from numbers_in(getattr(answer, part.name))


@pytest.mark.parametrize("name", list(calls()))
def test_a_function_answers_or_lists_what_is_wrong(name: str) -> None:
    call, given = calls()[name]
    wrong = []
    for argument in (
        name for name in inspect.signature(call).parameters if name != "found" or call in FITTED
    ):
        for hostile in HOSTILE:
            try:
                answer = call(**{**given, argument: hostile})
            except InputError as error:
                if not error.findings:
                    wrong.append(f"{argument}={hostile!r}: an error that says nothing")
            except Exception as error:
                wrong.append(f"{argument}={hostile!r}: {type(error).__name__}: {str(error)[:90]}")
            else:
                if any(np.isnan(number) for number in numbers_in(answer)):
                    wrong.append(f"{argument}={hostile!r}: NaN passed on")
    assert not wrong, "\n".join(wrong)
