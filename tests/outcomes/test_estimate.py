import pytest

from senim.outcomes import Estimate, Status


def test_prints_value_interval_unit_and_status():
    estimate = Estimate(2.1, -1.0, 6.0, unit="percent", status=Status.DERIVED, source="06")
    assert str(estimate) == "2.1 percent (90 % interval -1 to 6, derived)"


@pytest.mark.parametrize(
    "given",
    [
        {"value": 1.0, "low": None, "high": None, "status": Status.DERIVED},
        {"value": 9.0, "low": 0.0, "high": 1.0},
        {"value": float("nan"), "low": 0.0, "high": 1.0},
        {"value": 1.0, "low": None, "high": 2.0, "status": Status.OBSERVED},
    ],
)
def test_numbers_without_honest_intervals_are_refused(given):
    with pytest.raises(ValueError, match=r"interval|limits|finite"):
        Estimate(**given)
