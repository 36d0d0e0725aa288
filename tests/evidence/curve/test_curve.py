"""The curve against other packages, against itself turned around, and where it has no answer."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from benchmarks.specification_curve import by_linearmodels, by_statsmodels, regression
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.evidence import (
    DUMMIES,
    ENGLAND_WALES,
    UNCORRECTED,
    CurveInputError,
    Sample,
    SmallSample,
    Specification,
    Term,
    specification_curve,
)

Panel = Callable[..., pd.DataFrame]
KNOWN = {"unit": "force", "period": "year"}
LOG = Term("outcome", "log")
DOSE = Term("dose", "log")
PLAIN = Specification(LOG, DOSE)
VARIED = [
    replace(
        PLAIN, fixed_effects=effects, unit_trends=trends, weights=weights, controls=controls, sample=sample
    )
    for (effects, trends), weights, controls, sample in product(
        [(("unit", "period"), False), (("unit", "period"), True), (("unit", "region^period"), False)],
        [None, "weight"],
        [(), ("control",), ("control", Term("dose", "log", lag=1))],
        [Sample(), Sample("later", first=2002), Sample("fewer", without=(("unit", (3, 4)),))],
    )
]


def pyfixest_of(one: Any, vcov: Any) -> tuple[float, float, float, int]:
    """Fit with pyfixest's default small-sample correction: estimate, error, p-value and rows.

    pyfixest 0.60 takes the effects out of a set and marks the nested one by its place in the formula. Where
    the two orders differ it counts the wrong effect as parameters, and so its errors change with the seed of
    Python's hashes. So the effects are renamed until the order of the formula is that of the set.
    """
    import pyfixest
    from pyfixest.demeaners import MapDemeaner

    right = " + ".join(("x", *one.controls, *(("i(force, t)",) if one.lines else ())))
    for attempt in range(30):
        names = [f"effect{attempt}_{place}" for place in range(len(one.effects))]
        renamed = {name: one.data[effect] for name, effect in zip(names, one.effects, strict=True)}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fit = pyfixest.feols(
                f"y ~ {right}" + (f" | {' + '.join(names)}" if names else ""),
                one.data.assign(**renamed),
                vcov=vcov,
                demeaner=MapDemeaner(fixef_tol=1e-13, fixef_maxiter=100_000),
                **({"weights": "w"} if one.weighted else {}),
            )
        kept = list(fit._fe.columns) if names else []
        if all(name in str(column) for name, column in zip(names, kept, strict=True)):
            return float(fit.coef()["x"]), float(fit.se()["x"]), float(fit.pvalue()["x"]), fit._N
    raise AssertionError("pyfixest keeps the effects in no order of the formula")


def compared_with_pyfixest(forces: pd.DataFrame, size: int, seed: int) -> None:
    """Hold a random part of the universe against pyfixest."""
    specifications = ENGLAND_WALES.specifications()
    picked = np.random.default_rng(seed).choice(len(specifications), size, replace=False)
    curve = specification_curve(forces, [specifications[place] for place in picked], **KNOWN)
    assert (curve["inapplicable"] == "").all()
    for row, place in zip(curve.itertuples(), picked, strict=True):
        found = pyfixest_of(regression(forces, specifications[place]), {"CRV1": "force"})
        assert row.estimate == pytest.approx(found[0], abs=1e-12)
        assert row.standard_error == pytest.approx(found[1], rel=1e-10)
        assert row.p_value == pytest.approx(found[2], rel=1e-8)
        assert row.rows == found[3]


def test_estimates_errors_and_p_values_of_pyfixest(forces: pd.DataFrame) -> None:
    compared_with_pyfixest(forces, 5, seed=1)


@pytest.mark.slow
def test_estimates_errors_and_p_values_of_pyfixest_on_many(forces: pd.DataFrame) -> None:
    compared_with_pyfixest(forces, 120, seed=2)


def test_clusters_above_the_units_as_in_pyfixest(forces: pd.DataFrame) -> None:
    one = Specification(Term("severity_theft", "log"), Term("officers_fte", "log"), cluster="region")
    row = specification_curve(forces, [one], **KNOWN).iloc[0]
    found = pyfixest_of(regression(forces, one), {"CRV1": "region"})
    assert (row["estimate"], row["standard_error"]) == pytest.approx(found[:2], rel=1e-10)
    assert row["clusters"] == 10


@pytest.mark.parametrize("errors", ["robust", "classical"])
def test_errors_by_row_and_of_one_size_as_in_pyfixest(forces: pd.DataFrame, errors: str) -> None:
    one = Specification(
        Term("severity_theft", "log"), Term("officers_fte", "log"), ("staff_fte",), errors=errors
    )
    row = specification_curve(forces, [one], **KNOWN).iloc[0]
    found = pyfixest_of(regression(forces, one), {"robust": "hetero", "classical": "iid"}[errors])
    assert (row["estimate"], row["standard_error"]) == pytest.approx(found[:2], rel=1e-10)
    assert row["p_value"] == pytest.approx(found[2], rel=1e-8)


def test_the_convention_of_dummies_is_that_of_statsmodels(forces: pd.DataFrame) -> None:
    base = Specification(Term("severity_robbery", "log"), Term("officers_fte", "log", lag=1), ("staff_fte",))
    chosen = [
        base,
        replace(base, weights="population_base", fixed_effects=("unit",)),
        replace(base, fixed_effects=("period",), difference=1),
        replace(base, fixed_effects=()),
    ]
    curve = specification_curve(forces, chosen, small_sample=DUMMIES, **KNOWN)
    for row, one in zip(curve.itertuples(), chosen, strict=True):
        estimate, error = by_statsmodels(regression(forces, one))
        assert row.estimate == pytest.approx(estimate, rel=1e-9)
        assert row.standard_error == pytest.approx(error, rel=1e-9)


def test_linearmodels_differs_by_its_convention_alone(forces: pd.DataFrame) -> None:
    one = Specification(Term("severity_theft", "log"), Term("officers_fte", "log"), ("staff_fte",))
    plain = specification_curve(forces, [one], small_sample=UNCORRECTED, **KNOWN).iloc[0]
    estimate, error = by_linearmodels(regression(forces, one))
    assert plain["estimate"] == pytest.approx(estimate, rel=1e-10)
    # linearmodels multiplies the plain sandwich by n / (n - k) and counts the years among k
    assert 1.0 < error / plain["standard_error"] < 1.05


def test_a_plain_regression_without_effects_or_units(panel: Panel) -> None:
    frame = panel(3)
    one = Specification("log_outcome", "control", fixed_effects=(), errors="classical")
    row = specification_curve(frame, [one]).iloc[0]
    slope, _ = np.polyfit(frame["control"], frame["log_outcome"], 1)
    assert row["estimate"] == pytest.approx(slope, rel=1e-10)
    assert row["degrees_of_freedom"] == len(frame) - 2


def test_dummies_and_grid_agree(panel: Panel) -> None:
    frame = panel(5, effect=-0.3, gaps=0.15).assign(copy=lambda rows: rows["unit"] * 7 + 1)
    # a column that stands for the unit is not known to be it, so dummies are used
    by_grid = [one for one in VARIED if not one.unit_trends]
    by_dummies = [
        replace(one, fixed_effects=("copy", *one.fixed_effects[1:]), cluster="copy") for one in by_grid
    ]
    first, second = specification_curve(frame, by_grid), specification_curve(frame, by_dummies)
    for name in ("estimate", "standard_error", "rows"):
        np.testing.assert_allclose(first[name], second[name], rtol=1e-9)


def test_known_truth_comes_back(panel: Panel) -> None:
    frame = panel(7, effect=-0.4, units=120, periods=10)
    curve = specification_curve(frame, VARIED)
    assert (curve["inapplicable"] == "").all()
    kept = [place for place, one in enumerate(VARIED) if len(one.controls) < 2]
    assert curve["estimate"].iloc[kept].median() == pytest.approx(-0.4, abs=0.03)
    assert ((curve["low"] < -0.4) & (curve["high"] > -0.4)).mean() > 0.8


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), gaps=st.sampled_from([0.0, 0.2]))
def test_order_of_rows_and_names_of_units_mean_nothing(panel: Panel, seed: int, gaps: float) -> None:
    frame = panel(seed, units=12, periods=6, gaps=gaps)
    names = np.random.default_rng(seed).permutation(12)
    # a sample that names units has to be told of their new names
    chosen = [one for one in VARIED if not one.sample.without]
    turned = frame.sample(frac=1, random_state=seed).assign(unit=lambda rows: names[rows["unit"]])
    pd.testing.assert_frame_equal(
        specification_curve(frame, chosen), specification_curve(turned, chosen), rtol=1e-7, atol=1e-9
    )


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), factor=st.floats(0.01, 100.0))
def test_scaling_the_outcome_scales_a_level_and_not_a_log(panel: Panel, seed: int, factor: float) -> None:
    frame = panel(seed, units=12, periods=6)
    larger = frame.assign(outcome=frame["outcome"] * factor)
    chosen = [PLAIN, replace(PLAIN, outcome="outcome"), replace(PLAIN, difference=1)]
    before, after = specification_curve(frame, chosen), specification_curve(larger, chosen)
    expected = before["estimate"] * [1.0, factor, 1.0]
    np.testing.assert_allclose(after["estimate"], expected, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(after["statistic"], before["statistic"], rtol=1e-6, atol=1e-8)


def test_a_constant_added_to_a_log_outcome_changes_nothing(panel: Panel) -> None:
    frame = panel(11)
    chosen = [replace(one, outcome="log_outcome") for one in VARIED]
    before = specification_curve(frame, chosen)
    after = specification_curve(frame.assign(log_outcome=frame["log_outcome"] + 5.0), chosen)
    np.testing.assert_allclose(before["estimate"], after["estimate"], atol=1e-10)


def test_what_is_computed_together_is_what_is_computed_alone(panel: Panel) -> None:
    frame = panel(13, gaps=0.1)
    together = specification_curve(frame, [*VARIED, *VARIED[:3]])
    alone = pd.concat(
        [specification_curve(frame, [one]) for one in [*VARIED, *VARIED[:3]]], ignore_index=True
    )
    pd.testing.assert_frame_equal(together.drop(columns="specification"), alone.drop(columns="specification"))


def test_lags_follow_the_calendar_and_not_the_rows(panel: Panel) -> None:
    frame = panel(17)
    gap = frame[frame["period"] != 2003]
    lagged = replace(PLAIN, treatment=Term("dose", "log", lag=1))
    # 2004 has no year before it, and 2003 is gone: two of eight years and the first
    assert specification_curve(gap, [lagged])["rows"].iloc[0] == 20 * 5
    averaged = replace(PLAIN, treatment=Term("dose", "log", average=3))
    assert specification_curve(frame, [averaged])["rows"].iloc[0] == 20 * 6


def test_terms_are_added_divided_and_averaged(panel: Panel) -> None:
    frame = panel(19)
    made = frame.assign(both=np.log((frame["dose"] + frame["weight"]) / frame["outcome"]))
    made["mean"] = made.groupby("unit")["both"].transform(lambda one: (one + one.shift(1)) / 2)
    direct = Term(("dose", "weight"), "log", per="outcome", average=2)
    first = specification_curve(made, [replace(PLAIN, treatment=direct)])
    second = specification_curve(made, [replace(PLAIN, treatment="mean")])
    assert first["estimate"].iloc[0] == pytest.approx(second["estimate"].iloc[0], rel=1e-10)


def degenerate(frame: pd.DataFrame) -> dict[str, Specification]:
    """Specifications without an answer, by the reason they must give."""
    return {
        "no row is left": replace(PLAIN, sample=Sample(first=3000)),
        "a log is asked": replace(PLAIN, treatment=Term("signed", "log")),
        "a weight is not positive": replace(PLAIN, weights="signed"),
        "too few clusters": replace(PLAIN, cluster="one"),
        "the outcome does not vary": replace(PLAIN, outcome="one"),
        "a control is collinear with the effects": replace(PLAIN, controls=("weight",)),
        "a control is collinear with the effects or the other": replace(
            PLAIN, controls=("control", Term("double"))
        ),
        "the treatment does not vary": replace(PLAIN, treatment="weight"),
        "the treatment is collinear": replace(PLAIN, treatment="double", controls=("control",)),
        "no degrees of freedom": replace(
            PLAIN,
            fixed_effects=(),
            controls=("control",),
            sample=Sample(only=(("period", (2000,)), ("unit", (0, 1, 2)))),
        ),
        "the fit is perfect": replace(PLAIN, outcome="double", treatment="control"),
        "varies in one cluster alone": replace(PLAIN, treatment="first_unit", fixed_effects=("unit",)),
    }


def test_what_has_no_answer_says_why(panel: Panel) -> None:
    frame = panel(23).assign(
        signed=lambda rows: rows["control"],
        one=1.0,
        double=lambda rows: 2.0 * rows["control"],
        first_unit=lambda rows: np.where(rows["unit"] == 0, rows["dose"], 0.0),
    )
    cases = degenerate(frame)
    curve = specification_curve(frame, [PLAIN, *cases.values(), PLAIN])
    for reason, said in zip(cases, curve["inapplicable"].iloc[1:-1], strict=True):
        assert reason in said
    numbers = curve[
        ["estimate", "standard_error", "statistic", "p_value", "low", "high", "degrees_of_freedom"]
    ]
    assert numbers.iloc[1:-1].isna().all(axis=None)
    # neighbours are not disturbed
    assert numbers.iloc[[0, -1]].notna().all(axis=None)
    assert curve["estimate"].iloc[0] == curve["estimate"].iloc[-1]


def test_every_row_has_either_numbers_or_a_reason(panel: Panel) -> None:
    curve = specification_curve(panel(29, units=5, periods=3, gaps=0.5), VARIED)
    assert (curve["estimate"].isna() == (curve["inapplicable"] != "")).all()
    known = curve[curve["inapplicable"] == ""]
    assert np.isfinite(known[["estimate", "standard_error", "statistic", "p_value", "low", "high"]]).all(
        axis=None
    )
    assert (known["standard_error"] > 0).all()


def test_fewest_clusters_is_asked_for(panel: Panel) -> None:
    one = replace(PLAIN, cluster="region")
    assert specification_curve(panel(31), [one])["inapplicable"].iloc[0] == ""
    few = specification_curve(panel(31), [one], fewest_clusters=10)
    assert few["inapplicable"].iloc[0] == "there are too few clusters"


def test_everything_wrong_is_told_at_once(panel: Panel) -> None:
    frame = panel(37)
    twice = pd.concat([frame, frame.head(2)]).assign(word="a")
    wrong = [
        PLAIN,
        Specification("outcom", Term("dose", "log", per="people")),
        Specification("word", "dose", ("contrl",), fixed_effects=("unit", "regin^period"), cluster="clan"),
        Specification("outcome", Term("dose", "ln", lag=-1, average=0), weights="wight"),  # type: ignore[arg-type]
        replace(PLAIN, errors="clusterd", difference=-1, sample=Sample(without=(("yeer", (1,)),))),  # type: ignore[arg-type]
        replace(PLAIN, unit_trends=True, fixed_effects=("period",)),
        replace(PLAIN, fixed_effects="unit", controls="control"),  # type: ignore[arg-type]
    ]
    with pytest.raises(CurveInputError) as raised:
        specification_curve(twice, wrong, level=95, fewest_clusters=1)
    said = str(raised.value)
    for word in (
        "'outcom'", "Did you mean 'outcome'", "'people'", "'word' holds no numbers", "'contrl'", "'regin'",
        "'clan'", "'ln'", "lag -1", "average over 0", "'wight'", "'clusterd'", "-1 is below 0",
        "'yeer'", "need effects of units", "more than once", "level: 95", "fewest_clusters",
        "'unit' is one name", "'control' is one name",
    ):  # fmt: skip
        assert word in said, word


def test_a_finding_names_its_specifications(panel: Panel) -> None:
    with pytest.raises(CurveInputError, match="of specification 1, 2, 3, 4, 5 and 3 more"):
        specification_curve(panel(41), [PLAIN, *[Specification("nothing", "dose")] * 8])


def test_frames_that_cannot_be_read(panel: Panel) -> None:
    frame = panel(43)
    with pytest.raises(CurveInputError, match=r"(?s)the unit is not there.*Did you mean 'unit'"):
        specification_curve(frame, [PLAIN], unit="unt")
    with pytest.raises(CurveInputError, match="there are none"):
        specification_curve(frame.head(0), [PLAIN])
    with pytest.raises(CurveInputError, match="there are none"):
        specification_curve(frame, [])
    with pytest.raises(CurveInputError, match="have no period"):
        specification_curve(frame.assign(period=frame["period"].where(frame["unit"] > 0)), [PLAIN])


def test_named_periods_serve_where_no_line_is_asked(panel: Panel) -> None:
    frame = panel(47)
    named = frame.assign(period=frame["period"].map("year {}".format))
    lagged = replace(PLAIN, treatment=Term("dose", "log", lag=1))
    first, second = (specification_curve(each, [PLAIN, lagged]) for each in (frame, named))
    np.testing.assert_allclose(first["estimate"], second["estimate"], rtol=1e-12)
    with pytest.raises(CurveInputError, match="have no lines"):
        specification_curve(named, [replace(PLAIN, unit_trends=True)])


def test_the_input_is_left_as_it_was(panel: Panel) -> None:
    frame = panel(53)
    before = frame.copy()
    specification_curve(frame, VARIED)
    pd.testing.assert_frame_equal(frame, before)


def test_conventions_differ_by_a_few_per_cent(forces: pd.DataFrame) -> None:
    one = [Specification(Term("severity_theft", "log"), Term("officers_fte", "log"))]
    errors = {
        words: specification_curve(forces, one, small_sample=how, **KNOWN)["standard_error"].iloc[0]
        for words, how in {"pyfixest": SmallSample(), "dummies": DUMMIES, "none": UNCORRECTED}.items()
    }
    assert 1.03 < errors["dummies"] / errors["pyfixest"] < 1.06
    assert 1.01 < errors["pyfixest"] / errors["none"] < 1.05
    normal = specification_curve(forces, one, small_sample=SmallSample(normal=True), **KNOWN).iloc[0]
    assert np.isinf(normal["degrees_of_freedom"])
