"""Who is on the list of a wave, who is not and why, and what the examination makes of the list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.calendar import APPOINTED, CYCLE, RETURNED, is_protected
from senim.personnel.officers.expected import ExpectedForce
from senim.personnel.officers.grid import HEAD, QUALITIES
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.steady import Start

Array = NDArray[np.float64]

REASONS = (
    "head",
    "long_service",
    "on_leave",
    "back_from_leave",
    "new_in_post",
    "second_examination",
    "out_of_scope",
)
"""Why a wave does not reach an officer, the first that holds; the sixth waits for a second examination."""


@dataclass(frozen=True)
class WaveList:
    """Expected officers of the force when the list of a wave is drawn up.

    Parameters
    ----------
    everyone, listed, unfit : ndarray, shape (months of service, strata, classes)
        All officers, those on the list, and those of them whom the test fails. Where leave exempts
        nobody, those on leave are told as listed: the engines examine them at once.
    reasons : dict of str to ndarray
        Those not on the list by reason (`REASONS`), same shape.
    expected : ExpectedForce
        The force.
    """

    everyone: Array
    listed: Array
    unfit: Array
    reasons: dict[str, Array]
    expected: ExpectedForce

    def shares(self) -> pd.Series[float]:
        """Give the share of the force on the list, and off it by reason.

        Returns
        -------
        Series
            ``listed`` and `REASONS`; they sum to 1.
        """
        counts = {"listed": self.listed, **self.reasons}
        whole = self.everyone.sum()
        return pd.Series({name: float(officers.sum() / whole) for name, officers in counts.items()})

    def quality_mix(self) -> Array:
        """Give the shares of the qualities among those on the list.

        Returns
        -------
        ndarray, shape (4,)
            In the order of `QUALITIES`.
        """
        by_class = self.listed.sum(axis=(0, 1))
        by_quality = by_class.reshape(4, -1).sum(axis=1)
        return np.asarray(by_quality / by_quality.sum())


def wave_list(expected: ExpectedForce, place: int = 0) -> WaveList:
    """Draw up the list of a wave that begins with the first month, cell by cell.

    It is the list of the engines but for those whom a court brings back in this very month.

    Parameters
    ----------
    expected : ExpectedForce
        A force and a plan with this wave.
    place : int
        Which wave of the plan.

    Returns
    -------
    WaveList
        Who is on it, who is not and why, and who would fail.

    Raises
    ------
    ArgumentError
        If there is no such wave, or it begins later: its list is drawn up from another force.
    """
    rules = expected.rules
    check = ArgumentCheck("senim.personnel.wave_list")
    if not 0 <= place < len(rules.plan.waves):
        check.refuse("place", f"{place} is no wave of the plan", "Count its waves from 0.")
    elif rules.plan.waves[place].first_month != 0:
        check.refuse("place", "the wave begins after the first month", "Let it begin in month 0.")
    check.raise_if_any()
    start = expected.at_start()
    reasons = _reasons(expected, place, start)
    wave = rules.plan.waves[place]
    free = np.maximum(start.everyone - sum(reasons.values()), 0.0)
    on_list = free * (rules.in_scope(wave) * wave.scope.share)[:, None]
    reasons["out_of_scope"] = free - on_list
    return WaveList(start.everyone, on_list, on_list * rules.failing[place + 1], reasons, expected)


def _reasons(expected: ExpectedForce, place: int, start: Start) -> dict[str, Array]:
    rules, everyone = expected.rules, start.everyone
    exemptions = rules.plan.waves[place].examination.exemptions
    head = np.zeros(everyone.shape[:2], dtype=bool)
    head[:, rules.grid.rank_of() == HEAD] = exemptions.heads
    long = np.zeros_like(head)
    long[np.arange(len(everyone)) >= LONG_SERVICE_MONTHS] = exemptions.long_service
    free = (~(head | long))[..., None]
    new, back, second = (np.zeros_like(everyone) for _ in range(3))
    for (kind, date), officers in start.calendar.items():
        if kind not in (CYCLE, APPOINTED, RETURNED):
            second += officers
        elif kind == APPOINTED and date > 0 and exemptions.new_in_post:
            new += officers
        elif exemptions.on_leave and is_protected(rules, kind, date, 0):
            back += officers
    return {
        "head": everyone * head[..., None],
        "long_service": everyone * (long & ~head)[..., None],
        "on_leave": start.leave * free * exemptions.on_leave,
        "back_from_leave": back * free,
        "new_in_post": new * free,
        "second_examination": second * free,
    }


def results_by_group(
    waves: WaveList,
    groups: NDArray[np.intp],
    draws: int,
    chance: np.random.Generator,
    sound: Collection[str] = ("sound",),
) -> pd.DataFrame:
    """Draw what a wave of one month does to groups of officers.

    Parameters
    ----------
    waves : WaveList
        The list.
    groups : ndarray of int, shape (months of service, strata)
        Number of the group of each cell, from 0.
    draws : int
        How many forces are drawn.
    chance : numpy.random.Generator
        The stream.
    sound : collection of str
        Qualities counted as sound.

    Returns
    -------
    DataFrame
        Columns ``draw``, ``group``, ``officers``, ``examined``, ``unfit`` and ``sound_dismissed``.

    Notes
    -----
    Officers are independent of each other, so the counts of a force of given size are multinomial over
    groups and results. Exact for a wave within one month without second examinations.
    """
    rules = waves.expected.rules
    unfit = rules.plan.waves[0].examination.unfit
    is_sound = np.isin(np.array(QUALITIES)[rules.grid.quality_of()], list(sound))
    outcomes = {
        "officers": waves.everyone - waves.listed,
        "examined": waves.listed - waves.unfit,
        "unfit": waves.unfit * np.where(is_sound, 1.0 - unfit.dismissed, 1.0),
        "sound_dismissed": waves.unfit * np.where(is_sound, unfit.dismissed, 0.0),
    }
    count = int(groups.max()) + 1
    expected = np.array(
        [
            np.bincount(groups.ravel(), officers.sum(axis=-1).ravel(), minlength=count)
            for officers in outcomes.values()
        ]
    )
    expected = np.maximum(expected, 0.0)
    total = round(float(waves.everyone.sum()))
    drawn = chance.multinomial(total, expected.ravel() / expected.sum(), size=draws)
    # each result includes the ones after it: the unfit were examined
    counted = drawn.reshape(draws, len(outcomes), count)[:, ::-1].cumsum(axis=1)[:, ::-1]
    frame = {
        "draw": np.repeat(np.arange(draws), count),
        "group": np.tile(np.arange(count), draws),
    }
    return pd.DataFrame(frame | {name: counted[:, place].ravel() for place, name in enumerate(outcomes)})
