"""What moves trust, put together as a logit shift by year."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck, Draws
from senim.trust.bribes import bribe_channel
from senim.trust.cumulative import share_logit

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class TrustDrivers:
    """What a scenario changes, against the baseline of the same draw and year.

    Each is None (unchanged), an array of shape (years,), or one of shape (n, years).

    Parameters
    ----------
    prevalence_ratio : ndarray or None
        Share of problem officers as a ratio to the baseline's.
    front_line_ratio : ndarray or None
        Front-line officers in post as a ratio to the baseline's.
    offence_ratio : ndarray or None
        Offences people live with as a ratio to the baseline's.
    attestation_years_since : ndarray or None
        Years since a wave of attestation ended; NaN or negative before it.
    soft_levers : ndarray or None
        How far soft reforms are in place: 0, not at all; 1, fully.

    Raises
    ------
    ArgumentError
        If a ratio is not above 0.
    """

    prevalence_ratio: Array | None = None
    front_line_ratio: Array | None = None
    offence_ratio: Array | None = None
    attestation_years_since: Array | None = None
    soft_levers: Array | None = None

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.trust.TrustDrivers")
        if self.prevalence_ratio is not None:
            check.between("prevalence_ratio", self.prevalence_ratio, 0.0, np.inf)
        for name in ("front_line_ratio", "offence_ratio"):
            if getattr(self, name) is not None:
                check.between(name, getattr(self, name), 0.0, np.inf, low_open=True)
        if self.soft_levers is not None:
            check.between("soft_levers", self.soft_levers, 0.0, np.inf)
        check.raise_if_any()


@dataclass(frozen=True, kw_only=True)
class TrustResponse:
    """How trust answers, each a number or draws of shape (n,).

    Coefficients without evidence are centred on 0 by whoever draws them: here they are
    only applied.

    Parameters
    ----------
    bribe_exposure : Draws
        Share of adults who meet a police bribe in the baseline, second hand included
        where that is meant.
    bribe_odds_ratio : Draws
        Odds of full trust of those who met none, against those who did.
    exposure_elasticity : Draws
        Exposure follows the share of problem officers as ``ratio ** elasticity``.
    staffing_coefficient : Draws
        Logits for each log of front-line officers.
    offence_coefficient : Draws
        Logits for each log of offences.
    attestation_signal : Draws
        Logits right after a wave, for being seen to act.
    signal_half_life_years : Draws
        Years until half of it is gone.
    soft_effect : Draws
        Logits of soft reforms fully in place.

    Raises
    ------
    ArgumentError
        If exposure, odds ratio, elasticity or half-life are out of bounds.
    """

    bribe_exposure: Draws
    bribe_odds_ratio: Draws
    exposure_elasticity: Draws
    staffing_coefficient: Draws
    offence_coefficient: Draws
    attestation_signal: Draws
    signal_half_life_years: Draws
    soft_effect: Draws

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.trust.TrustResponse")
        check.between("bribe_exposure", self.bribe_exposure)
        check.between("bribe_odds_ratio", self.bribe_odds_ratio, 0.0, np.inf, low_open=True)
        check.between("exposure_elasticity", self.exposure_elasticity, 0.0, np.inf)
        check.between("signal_half_life_years", self.signal_half_life_years, 0.0, np.inf, low_open=True)
        for name in ("staffing_coefficient", "offence_coefficient", "attestation_signal", "soft_effect"):
            # an infinite bound would let infinite logits through
            check.between(name, getattr(self, name), -1e6, 1e6)
        check.raise_if_any()


def trust_shift(drivers: TrustDrivers, response: TrustResponse, full_trust: float, years: int) -> Array:
    """Add up what moves trust into one logit shift for each draw and year.

    Parameters
    ----------
    drivers : TrustDrivers
        What changes.
    response : TrustResponse
        How trust answers.
    full_trust : float
        Share of full trust in the baseline, where the bribe channel is worked out.
    years : int
        Number of years.

    Returns
    -------
    ndarray, shape (n, years)
        Logits, above 0 towards more trust; exactly 0 where every driver is unchanged.

    Raises
    ------
    ArgumentError
        If the arrays of drivers and response do not fit together.
    """
    draws = _count(drivers, response, years)
    shift = np.zeros((draws, years))
    if drivers.prevalence_ratio is not None:
        shift += _bribe_shift(np.asarray(drivers.prevalence_ratio), response, full_trust)
    if drivers.front_line_ratio is not None:
        shift += _column(response.staffing_coefficient) * np.log(drivers.front_line_ratio)
    if drivers.offence_ratio is not None:
        shift += _column(response.offence_coefficient) * np.log(drivers.offence_ratio)
    if drivers.attestation_years_since is not None:
        since = np.asarray(drivers.attestation_years_since, dtype=np.float64)
        begun = since >= 0.0
        fading = 0.5 ** (np.where(begun, since, 0.0) / _column(response.signal_half_life_years))
        shift += np.where(begun, _column(response.attestation_signal) * fading, 0.0)
    if drivers.soft_levers is not None:
        shift += _column(response.soft_effect) * np.asarray(drivers.soft_levers)
    return shift


def _bribe_shift(ratio: Array, response: TrustResponse, full_trust: float) -> Array:
    before = _column(response.bribe_exposure)
    after = np.minimum(before * ratio ** _column(response.exposure_elasticity), 1.0)
    points = bribe_channel(before, after, _column(response.bribe_odds_ratio), full_trust)
    moved = share_logit(full_trust + np.asarray(points) / 100.0) - share_logit(full_trust)
    return np.where(after == before, 0.0, moved)


def _column(value: Draws) -> Array:
    return np.atleast_1d(np.asarray(value, dtype=np.float64))[:, None]


def _count(drivers: TrustDrivers, response: TrustResponse, years: int) -> int:
    check = ArgumentCheck("senim.trust.trust_shift")
    check.kind("drivers", drivers, TrustDrivers, "Give `TrustDrivers`.")
    check.kind("response", response, TrustResponse, "Give a `TrustResponse`.")
    check.count("years", years, 1)
    check.raise_if_any()
    sizes: dict[int, str] = {}
    for item in fields(response):
        shape = np.shape(getattr(response, item.name))
        if len(shape) > 1:
            check.refuse(item.name, f"an array of shape {shape}", "Give a number or one value a draw.")
        elif shape and shape[0] != 1:
            sizes.setdefault(shape[0], item.name)
    for item in fields(drivers):
        value = getattr(drivers, item.name)
        shape = np.shape(value)
        if value is None:
            continue
        if len(shape) not in (1, 2) or shape[-1] != years:
            check.refuse(item.name, f"an array of shape {shape}", f"Give {years} years, after the draws.")
        elif len(shape) == 2 and shape[0] != 1:
            sizes.setdefault(shape[0], item.name)
    if len(sizes) > 1:
        told = ", ".join(f"{size} in {name}" for size, name in sizes.items())
        check.refuse("draws", f"arrays differ in length: {told}", "Give every array one value a draw.")
    check.raise_if_any()
    return next(iter(sizes), 1)
