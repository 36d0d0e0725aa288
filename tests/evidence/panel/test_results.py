"""Results tell their verdict, and stand in one table without numbers where there are none."""

from __future__ import annotations

import pytest

from senim.evidence.panel import InapplicableDesign, PanelEstimate, Verdict, results_table
from senim.findings import Finding

SOUND = PanelEstimate("d", "y", "x", 0.3, 0.1, (0.1, 0.5), 0.01, 0.95, 84, 42, "HC3")
NONE = InapplicableDesign("d", "y", "x", (Finding("d", "units", "one unit", "Give more."),))


@pytest.mark.parametrize(
    ("interval", "plain", "placebo"),
    [
        ((0.1, 0.5), Verdict.ABOVE_ZERO, Verdict.PLACEBO_FAILS),
        ((-0.5, -0.1), Verdict.BELOW_ZERO, Verdict.PLACEBO_FAILS),
        ((-0.1, 0.5), Verdict.CANNOT_TELL, Verdict.PLACEBO_SILENT),
        ((0.0, 0.5), Verdict.CANNOT_TELL, Verdict.PLACEBO_SILENT),
    ],
)
def test_verdicts(interval, plain, placebo):
    for is_placebo, verdict in ((False, plain), (True, placebo)):
        numbers = ("d", "y", "x", 0.3, 0.1, interval, 0.01, 0.95, 84, 42, "HC3")
        assert PanelEstimate(*numbers, placebo=is_placebo).verdict == verdict


def test_table_keeps_what_does_not_apply():
    table = results_table([SOUND, NONE])
    assert table["estimate"].tolist()[0] == 0.3
    assert table["estimate"].isna().tolist() == [False, True]
    assert str(table["clusters"].dtype) == "Int64"
    assert table["verdict"].tolist() == ["above zero", "does not apply: one unit"]
    assert table["status"].tolist() == ["derived", "not_identifiable"]
    assert results_table([]).empty


def test_it_prints_itself():
    assert str(SOUND.named("long")).startswith("long: y on x 0.300 (SE 0.100), 95 % 0.100 … 0.500")
    assert str(NONE) == "d: y on x does not apply: one unit"
