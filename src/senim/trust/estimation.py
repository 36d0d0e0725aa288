"""Estimating the cumulative-logit model from counts of answers: multinomial likelihood with frequencies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, xlogy
from scipy.stats import chi2, norm

from senim.arguments import ArgumentCheck
from senim.trust.cumulative import answer_shares, cut_points

Array = NDArray[np.float64]
MOST_STEPS = 100
CONVERGED = 1e-9
"""What the likelihood could still gain."""
SMALLEST_STEP = 1e-8
WORST_CONDITION = 1e13
LEAST_INFORMATION = 1e-3
"""Where a standard error would be above some thirty logits, the likelihood has no top."""


@dataclass(frozen=True)
class OrdinalFit:
    """A fitted cumulative logit.

    Parameters
    ----------
    cut_points : ndarray, shape (k - 1,)
        Borders between answers, in logits, where all covariates are 0.
    coefficients : ndarray, shape (p,)
        Move of the location by a unit of each covariate; above 0, towards more trust.
    covariance : ndarray, shape (k - 1 + p, k - 1 + p)
        Of cut points and coefficients, times the design effect.
    log_likelihood : float
        Multinomial, without its constant, not divided by the design effect.
    deviance : float
        Twice the distance to a model in which every group has its own shares, divided by the design effect.
    degrees_of_freedom : int
        Of the deviance.
    people : float
        Who answered.
    design_effect : float
        Variance against simple random sampling that covariance and deviance take in.
    """

    cut_points: Array
    coefficients: Array
    covariance: Array
    log_likelihood: float
    deviance: float
    degrees_of_freedom: int
    people: float
    design_effect: float = 1.0

    def __str__(self) -> str:
        moves = ", ".join(
            f"{middle:+.3f} (SE {error:.3f})"
            for middle, error in zip(
                self.coefficients, self.standard_errors[self.cut_points.size :], strict=True
            )
        )
        chance = self.parallel_p_value
        fit = "fits by construction" if chance is None else f"parallel borders p = {chance:.3g}"
        return (
            f"Cumulative logit of {self.cut_points.size + 1} answers by {self.people:,.0f} people: "
            f"{f'moves in logits {moves}' if moves else 'no covariate'}; {fit}"
        )

    @property
    def standard_errors(self) -> Array:
        """Standard errors of cut points, then of coefficients."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def parallel_p_value(self) -> float | None:
        """Chance of a worse fit if all borders moved together; None where the model fits by construction."""
        if self.degrees_of_freedom == 0:
            return None
        return float(chi2.sf(self.deviance, self.degrees_of_freedom))

    def tolerated_design_effect(self, level: float = 0.95) -> float | None:
        """Smallest design effect with which borders that moved together would no longer be refused.

        Parameters
        ----------
        level : float
            One minus the probability of refusing what is true.

        Returns
        -------
        float or None
            None where the model fits by construction.

        Raises
        ------
        ArgumentError
            If the level is not between 0 and 1.
        """
        _check_level(level)
        if self.degrees_of_freedom == 0:
            return None
        return self.deviance * self.design_effect / float(chi2.ppf(level, self.degrees_of_freedom))

    def interval(self, coefficient: int, level: float = 0.95) -> tuple[float, float]:
        """Interval of one coefficient from the normal approximation.

        Parameters
        ----------
        coefficient : int
            Which.
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Lower and upper limit, in logits.

        Raises
        ------
        ArgumentError
            If there is no such coefficient, or the level is not between 0 and 1.
        """
        _check_level(level)
        check = ArgumentCheck("senim.trust.OrdinalFit")
        check.count("coefficient", coefficient, 0, self.coefficients.size - 1)
        check.raise_if_any()
        place = self.cut_points.size + coefficient
        half = float(norm.ppf(0.5 + level / 2.0)) * float(self.standard_errors[place])
        middle = float(self.coefficients[coefficient])
        return middle - half, middle + half

    def shares(self, covariates: ArrayLike) -> Array:
        """Shares of answers that the model gives.

        Parameters
        ----------
        covariates : array_like, shape (groups, p)
            Values of the covariates.

        Returns
        -------
        ndarray, shape (groups, k)
            Shares from the lowest to the highest answer.
        """
        location = np.atleast_2d(np.asarray(covariates, dtype=np.float64)) @ self.coefficients
        return answer_shares(self.cut_points, location)


def fit_cumulative_logit(
    counts: ArrayLike, covariates: ArrayLike | None = None, *, design_effect: float = 1.0
) -> OrdinalFit:
    """Fit ``P(answer <= j) = 1 / (1 + exp(-(cut_j - x b)))`` to counts of answers.

    Parameters
    ----------
    counts : array_like, shape (groups, k)
        How many of each group gave each answer, from the lowest to the highest; weighted counts will do.
    covariates : array_like, shape (groups, p), or None
        What groups differ by, for example 1 for the second of two waves; None fits one distribution to all.
    design_effect : float
        Variance against simple random sampling: standard errors are those of ``people / design_effect``.

    Returns
    -------
    OrdinalFit
        The maximum of the likelihood by Fisher scoring; the likelihood is concave, so there is one.

    Raises
    ------
    ArgumentError
        If a count is negative, an answer was given by nobody, a group is empty, covariates do not fit the
        groups or cannot be told apart, or groups are separated so that no finite coefficient fits best.

    References
    ----------
    McCullagh, P. (1980), Regression models for ordinal data, JRSS B 42:109-142. Pratt, J. W. (1981),
    Concavity of the log likelihood, JASA 76:103-106.

    Examples
    --------
    >>> fit = fit_cumulative_logit([[46, 44, 270, 616], [39, 36, 278, 631]], [[0], [1]])
    >>> fit.coefficients.round(3).tolist(), fit.degrees_of_freedom
    ([0.063], 2)
    """
    answers, groups = _checked(counts, covariates, design_effect)
    cuts, totals = answers.shape[1] - 1, answers.sum(axis=1)
    theta, value, information = _maximum(answers, groups)
    saturated = float(xlogy(answers, answers / totals[:, None]).sum())
    return OrdinalFit(
        cut_points=theta[:cuts],
        coefficients=theta[cuts:],
        covariance=np.asarray(np.linalg.inv(information) * design_effect, dtype=np.float64),
        log_likelihood=value,
        deviance=max(2.0 * (saturated - value), 0.0) / design_effect,
        degrees_of_freedom=(len(answers) - 1) * cuts - groups.shape[1],
        people=float(totals.sum()),
        design_effect=float(design_effect),
    )


def _maximum(answers: Array, groups: Array) -> tuple[Array, float, Array]:
    """Climb to the top of the likelihood: parameters, log likelihood, expected information."""
    theta = np.concatenate([cut_points(answers.sum(axis=0)), np.zeros(groups.shape[1])])
    value = _log_likelihood(theta, answers, groups)
    for _ in range(MOST_STEPS):
        score, information = _score_and_information(theta, answers, groups)
        if not np.isfinite(information).all() or np.linalg.cond(information) > WORST_CONDITION:
            break
        step = np.linalg.solve(information, score)
        size = 1.0
        while (moved := _log_likelihood(theta + size * step, answers, groups)) < value:
            size /= 2.0
            if size < SMALLEST_STEP:
                return theta, value, information
        theta, value = theta + size * step, moved
        if float(score @ step) < CONVERGED:
            information = _score_and_information(theta, answers, groups)[1]
            if np.diag(information).min() < LEAST_INFORMATION:
                break
            return theta, value, information
    check = ArgumentCheck("senim.trust.fit_cumulative_logit")
    check.refuse(
        "counts",
        "groups are separated: no finite coefficient fits best",
        "Join answers, or groups, until each group gives more than one answer.",
    )
    check.raise_if_any()
    raise AssertionError("unreachable")


def _log_likelihood(theta: Array, answers: Array, groups: Array) -> float:
    cuts = answers.shape[1] - 1
    if (np.diff(theta[:cuts]) <= 0.0).any():
        return -np.inf
    shares = _shares(theta, cuts, groups)
    if (shares[answers > 0.0] <= 0.0).any():
        return -np.inf
    return float(xlogy(answers, shares).sum())


def _shares(theta: Array, cuts: int, groups: Array) -> Array:
    return answer_shares(theta[:cuts], groups @ theta[cuts:])


def _score_and_information(theta: Array, answers: Array, groups: Array) -> tuple[Array, Array]:
    """Score and expected information of the multinomial likelihood."""
    cuts = answers.shape[1] - 1
    shares = _shares(theta, cuts, groups)
    below = expit(theta[:cuts] - (groups @ theta[cuts:])[:, None])
    density = below * (1.0 - below)
    slopes = np.zeros((*answers.shape, theta.size))
    for cut in range(cuts):
        slopes[:, cut, cut] += density[:, cut]
        slopes[:, cut + 1, cut] -= density[:, cut]
    edges = np.pad(density, ((0, 0), (1, 1)))
    slopes[:, :, cuts:] = -np.diff(edges, axis=1)[:, :, None] * groups[:, None, :]
    score = np.einsum("gj,gjt->t", answers / shares, slopes)
    information = np.einsum("gj,gjs,gjt->st", answers.sum(axis=1)[:, None] / shares, slopes, slopes)
    return score, information


def _checked(counts: ArrayLike, covariates: ArrayLike | None, design_effect: float) -> tuple[Array, Array]:
    check = ArgumentCheck("senim.trust.fit_cumulative_logit")
    check.between("counts", counts, 0.0, np.inf)
    check.number("design_effect", design_effect, 0.0, low_open=True)
    check.raise_if_any()
    answers = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    if answers.ndim != 2 or answers.shape[1] < 2 or not np.isfinite(answers).all():
        check.refuse("counts", f"an array of shape {answers.shape}", "Give finite counts, groups by answers.")
        check.raise_if_any()
    for answer in np.flatnonzero(answers.sum(axis=0) <= 0.0):
        check.refuse(f"counts[:, {answer}]", "nobody gave this answer", "Join it to its neighbour.")
    for group in np.flatnonzero(answers.sum(axis=1) <= 0.0):
        check.refuse(f"counts[{group}]", "nobody answered", "Leave the group out.")
    groups = np.zeros((len(answers), 0))
    if covariates is not None:
        remedy = f"Give one row for each of the {len(answers)} groups: shape ({len(answers)}, p)."
        given = check.numbers(
            "covariates", covariates, range(10), remedy="Give its value, or leave the group out."
        )
        if given is not None and given.ndim != 2:
            check.refuse(
                "covariates", f"has {given.ndim} dimensions", remedy + " One covariate is [[0], [1]]."
            )
        elif given is not None and len(given) != len(answers):
            check.refuse("covariates", f"has {len(given)} rows", remedy)
        elif given is not None and np.isfinite(given).all():
            groups = given
            if np.linalg.matrix_rank(np.column_stack([np.ones(len(groups)), groups])) < groups.shape[1] + 1:
                problem = "some are constant or follow from others"
                check.refuse("covariates", problem, "Leave one of them out.")
    check.raise_if_any()
    return answers, groups


def _check_level(level: float) -> None:
    check = ArgumentCheck("senim.trust.OrdinalFit")
    check.level("level", level)
    check.raise_if_any()
