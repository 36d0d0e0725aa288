"""An examination as a latent score with a pass mark: sensitivity, specificity and the ROC curve."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Commission:
    """How the make-up of a commission moves the two rates, on the normal-quantile scale.

    Parameters
    ----------
    sensitivity_shift : float
        Added to the quantile of the probability that an officer with a problem fails; below 0
        for cronyism.
    specificity_shift : float
        Added to the quantile of the probability that an officer sound on both traits passes;
        below 0 where scores are settled.
    """

    sensitivity_shift: float = 0.0
    specificity_shift: float = 0.0


@dataclass(frozen=True, kw_only=True)
class ScoredTest:
    """A test whose score is normal within each quality, and whoever scores below the mark fails.

    The score of an officer sound on both traits is standard normal. Each problem lowers its
    mean by the distance of the true scores times the root of the reliability; problems add up.

    Parameters
    ----------
    pass_mark : float
        In standard deviations; the false positive rate is its normal probability.
    competence_distance, integrity_distance : float
        How far apart the true scores of officers with and without the problem lie, in
        standard deviations of the true score. 0: the test is blind to the trait.
    reliability : float
        Share of the variance of the score that is true score.
    persistence : float
        Correlation of the scores of one officer in two examinations, within a quality: 0,
        chance decides anew; 1, the same officers fail again.
    commission : Commission
        Shifts of the rates.
    """

    pass_mark: float
    competence_distance: float
    integrity_distance: float
    reliability: float
    persistence: float
    commission: Commission = field(default_factory=Commission)

    def fail_quantiles(self) -> Array:
        """Give the normal quantile of the probability to fail, by quality.

        Returns
        -------
        ndarray, shape (4,)
            In the order of `QUALITIES`.
        """
        root = np.sqrt(self.reliability)
        lowered = root * np.array(
            [
                0.0,
                self.integrity_distance,
                self.competence_distance,
                self.competence_distance + self.integrity_distance,
            ]
        )
        shift = np.full(4, self.commission.sensitivity_shift)
        shift[0] = -self.commission.specificity_shift
        return np.asarray(self.pass_mark + lowered + shift)

    def fail_rates(self) -> Array:
        """Give the probability to fail, by quality.

        Returns
        -------
        ndarray, shape (4,)
            In the order of `QUALITIES`: 1 - specificity first, then sensitivities.
        """
        return np.asarray(ndtr(self.fail_quantiles()))


def scored_test(
    *,
    specificity: float,
    competence_sensitivity: float,
    integrity_sensitivity: float,
    persistence: float,
    commission: Commission | None = None,
) -> ScoredTest:
    """Make the test that has given rates.

    Parameters
    ----------
    specificity : float
        Probability that an officer sound on both traits passes.
    competence_sensitivity, integrity_sensitivity : float
        Probability that an officer with only this problem fails; ``1 - specificity``, the
        test is blind to it.
    persistence : float
        As in `ScoredTest`.
    commission : Commission or None
        Shifts of the rates given.

    Returns
    -------
    ScoredTest
        With reliability 1.

    Raises
    ------
    ArgumentError
        If a rate is not strictly between 0 and 1.

    Examples
    --------
    >>> test = scored_test(
    ...     specificity=0.97, competence_sensitivity=0.6, integrity_sensitivity=0.2, persistence=0.5
    ... )
    >>> [round(float(rate), 3) for rate in test.fail_rates()[:3]]
    [0.03, 0.2, 0.6]
    """
    check = ArgumentCheck("senim.personnel.officers.scored_test")
    tiny, nearly = float(np.nextafter(0.0, 1.0)), float(np.nextafter(1.0, 0.0))
    for name, rate in {
        "specificity": specificity,
        "competence_sensitivity": competence_sensitivity,
        "integrity_sensitivity": integrity_sensitivity,
    }.items():
        check.between(name, rate, tiny, nearly)
    check.raise_if_any()
    mark = float(-ndtri(specificity))
    return ScoredTest(
        pass_mark=mark,
        competence_distance=float(ndtri(competence_sensitivity)) - mark,
        integrity_distance=float(ndtri(integrity_sensitivity)) - mark,
        reliability=1.0,
        persistence=persistence,
        commission=commission or Commission(),
    )


def roc_curve(distance: float, reliability: float, false_positive_rate: ArrayLike) -> Array:
    """Give the sensitivity to one trait at each false positive rate, in closed form.

    Parameters
    ----------
    distance : float
        Distance of the true scores, in their standard deviations.
    reliability : float
        Share of the variance of the score that is true score.
    false_positive_rate : array_like
        Where on the curve.

    Returns
    -------
    ndarray
        Sensitivities.

    Raises
    ------
    ArgumentError
        If a rate or the reliability lies outside 0 to 1.

    References
    ----------
    Binormal ROC curve with equal variances: Pepe, M. S. (2003), The Statistical Evaluation of
    Medical Tests for Classification and Prediction, Oxford University Press, section 4.4.

    Examples
    --------
    >>> round(float(roc_curve(1.0, 0.64, 0.5)), 4)
    0.7881
    """
    check = ArgumentCheck("senim.personnel.officers.roc_curve")
    check.between("reliability", reliability)
    check.between("false_positive_rate", false_positive_rate)
    check.raise_if_any()
    return np.asarray(ndtr(ndtri(np.asarray(false_positive_rate)) + distance * np.sqrt(reliability)))


def area_under_roc(distance: float, reliability: float) -> float:
    """Give the probability that an officer with the problem scores below one without.

    Parameters
    ----------
    distance, reliability : float
        As in `roc_curve`.

    Returns
    -------
    float
        0.5 for a blind test.

    Examples
    --------
    >>> area_under_roc(0.0, 0.8)
    0.5
    """
    return float(ndtr(distance * np.sqrt(reliability / 2.0)))


def note_test(check: ArgumentCheck, name: str, test: ScoredTest) -> None:
    """Note what is wrong with a test.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    name : str
        Where the test stands.
    test : ScoredTest
        The test.
    """
    check.between(f"{name}.reliability", test.reliability)
    check.between(f"{name}.persistence", test.persistence)
    for part in ("pass_mark", "competence_distance", "integrity_distance"):
        check.between(f"{name}.{part}", getattr(test, part), -40.0, 40.0)
    for part in ("sensitivity_shift", "specificity_shift"):
        check.between(f"{name}.commission.{part}", getattr(test.commission, part), -40.0, 40.0)
