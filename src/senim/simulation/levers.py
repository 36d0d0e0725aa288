"""What single levers come to: posts a cut removes, months a lever holds, the cut that was announced."""

from __future__ import annotations

from senim.parameters import ParameterSet
from senim.scenarios import Attestation, EstablishmentCut, Hiring, Pay
from senim.simulation.settings import Settings

ANNOUNCED_CUT = EstablishmentCut.model_validate(
    {
        "lever": "establishment_cut",
        "from": "2019-04-01",
        "before": "strength.before",
        "after": "strength.after",
    }
)
PAID_ONCE_MONTHS = 12
"""Money that is paid once is paid out within a year."""


def last_month(lever: Attestation | Pay | Hiring, settings: Settings) -> int | None:
    """Number the last month in which a lever holds.

    Parameters
    ----------
    lever : Attestation, Pay or Hiring
        The lever.
    settings : Settings
        Time.

    Returns
    -------
    int or None
        That of `until`, or for money paid once that of a year, whichever is sooner; None, it stays.
    """
    last = None if lever.until is None else settings.month_of(lever.until)
    if isinstance(lever, Pay) and lever.payment == "once":
        within = settings.month_of(lever.from_) + PAID_ONCE_MONTHS - 1
        return within if last is None else min(last, within)
    return last


def posts_cut(lever: EstablishmentCut, parameters: ParameterSet) -> float:
    """Count the posts per 100,000 people that a cut removes.

    Parameters
    ----------
    lever : EstablishmentCut
        The cut; names the parameters and, where contested, the version, or gives a share.
    parameters : ParameterSet
        Values.

    Returns
    -------
    float
        Level before less level after, or the share of the level before.
    """
    if lever.share is not None:
        return parameters.value(lever.before) * lever.share
    assert lever.after is not None
    after = parameters.value(lever.after)
    if lever.version is not None:
        after = parameters.contested(lever.after).contested[lever.version].value
    return parameters.value(lever.before) - after


def announced_posts_cut(parameters: ParameterSet) -> float:
    """Count the posts per 100,000 people of the cut that the saving was announced for.

    Parameters
    ----------
    parameters : ParameterSet
        Values.

    Returns
    -------
    float
        The same whatever level a run tries out.
    """
    return posts_cut(ANNOUNCED_CUT, ParameterSet(parameters.parameters))
