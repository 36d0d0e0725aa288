"""The steps of a wave, from the examination to the return by a court, counted from a path."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from senim.personnel.officers.grid import QUALITIES
from senim.personnel.officers.path import OfficerPath

_STEPS = ("reserve", "unfit", "demoted", "transferred", "dismissed", "reinstated")


def wave_steps(path: OfficerPath, sound: Collection[str] = ("sound",)) -> pd.DataFrame:
    """Count what became of the officers of a wave.

    Parameters
    ----------
    path : OfficerPath
        Of a plan with one wave and no cycle, long enough for the courts to answer.
    sound : collection of str
        Qualities counted as sound; the others are problem officers.

    Returns
    -------
    DataFrame
        Columns ``step``, ``sound``, ``problem``: ``examined`` (second examinations not counted again),
        ``fit``, ``reserve``, ``unfit``, ``demoted``, ``transferred``, ``dismissed``, ``reinstated``.
    """
    is_sound = np.isin(QUALITIES, list(sound))
    counted = {
        name: path.flow(name).sum(axis=(0, 1, 2, 3)) for name in ("examined", "re_examination", *_STEPS)
    }
    counted["examined"] = counted["examined"] - counted["re_examination"]
    counted["fit"] = counted["examined"] - counted["reserve"] - counted["unfit"]
    order = ("examined", "fit", *_STEPS)
    return pd.DataFrame(
        {
            "step": order,
            "sound": [float(counted[name][is_sound].sum()) for name in order],
            "problem": [float(counted[name][~is_sound].sum()) for name in order],
        }
    )
