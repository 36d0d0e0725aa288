"""Power of one national change and of regional doses, against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import linregress

from senim.arguments import ArgumentError
from senim.evidence import before_after_power, regional_dose_power


def test_one_national_change_is_hardly_ever_seen():
    found = before_after_power(np.log(1.03), 0.10, years_before=10, years_after=1)
    assert found.power == pytest.approx(0.06, abs=0.005)
    assert found.standard_error == pytest.approx(0.10 * np.sqrt(1.1))


@pytest.mark.parametrize("autocorrelation", [0.0, 0.6])
def test_before_and_after_agrees_with_simulation(autocorrelation):
    generator = np.random.default_rng(3)
    before, after, effect, noise = 6, 4, 0.15, 0.1
    found = before_after_power(
        effect, noise, years_before=before, years_after=after, autocorrelation=autocorrelation
    )
    years = np.arange(before + after)
    covariance = noise**2 * autocorrelation ** np.abs(years[:, None] - years)
    drawn = generator.multivariate_normal(np.zeros(before + after), covariance, size=40_000)
    drawn[:, before:] += effect
    estimates = drawn[:, before:].mean(axis=1) - drawn[:, :before].mean(axis=1)
    assert estimates.std() == pytest.approx(found.standard_error, rel=0.02)
    seen = np.abs(estimates / found.standard_error) > 1.959964
    assert seen.mean() == pytest.approx(found.power, abs=0.01)


def test_regional_doses_agree_with_simulated_regressions():
    generator = np.random.default_rng(4)
    regions, spread, noise, slope = 17, 0.03, 0.08, -1.5
    doses = generator.normal(size=regions)
    doses = spread * (doses - doses.mean()) / doses.std(ddof=1)
    found = regional_dose_power(slope, noise, regions=regions, dose_spread=spread)
    seen = [
        linregress(doses, slope * doses + generator.normal(0, noise, regions)).pvalue < 0.05
        for _ in range(3000)
    ]
    assert np.mean(seen) == pytest.approx(found.power, abs=0.03)


def test_smallest_detectable_elasticity_lies_far_beyond_published_ones():
    strict = regional_dose_power(-0.35, 0.08, regions=17, dose_spread=0.03)
    lenient = regional_dose_power(-0.35, 0.08, regions=17, dose_spread=0.03, reference="normal", sides=1)
    assert 1.6 < lenient.detectable < strict.detectable < 2.05
    assert strict.power < 0.1


def test_detectable_effect_has_the_wanted_power():
    for sides in (1, 2):
        for reference in ("t", "normal"):
            more = {"regions": 12, "dose_spread": 0.05, "sides": sides, "reference": reference}
            found = regional_dose_power(0.0, 0.1, **more)
            assert regional_dose_power(found.detectable, 0.1, **more).power == pytest.approx(0.8, abs=1e-6)
            # without an effect a test is right at its level
            assert found.power == pytest.approx(0.05, abs=1e-9)


def test_correlated_years_see_less():
    alone = before_after_power(0.1, 0.1, years_before=5, years_after=5)
    tied = before_after_power(0.1, 0.1, years_before=5, years_after=5, autocorrelation=0.7)
    assert tied.power < alone.power
    assert tied.detectable > alone.detectable


def test_everything_wrong_is_told_at_once():
    with pytest.raises(ArgumentError) as caught:
        regional_dose_power(
            -0.3, -1.0, regions=2, dose_spread=0.0, reference="z", level=0.0, sides=3, wanted_power=2.0
        )
    assert len(caught.value.findings) == 7
    with pytest.raises(ArgumentError) as caught:
        before_after_power(0.03, 0.1, years_before=0, years_after=1.5, autocorrelation=1.0)
    assert len(caught.value.findings) == 3
