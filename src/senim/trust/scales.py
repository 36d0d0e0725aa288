"""Changes of answers inside one scale; levels of different scales are never set against each other."""

from __future__ import annotations

import pandas as pd

from senim.arguments import ArgumentCheck

_COLUMNS = ("scale", "answer", "year", "wave", "value", "unit")


def changes_within_scales(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the first, the last and the highest value of each answer that was asked for more than once.

    Parameters
    ----------
    answers : DataFrame
        Columns ``scale``, ``answer``, ``year``, ``wave``, ``value``, ``unit``; waves in order of time.

    Returns
    -------
    DataFrame
        One row for each scale and answer with two waves or more: ``scale``, ``answer``, ``unit``, ``waves``,
        ``first_wave``, ``last_wave``, ``first``, ``last``, ``change``, ``years``. There is no row over
        scales: questions differ, and so do their zero and their step.

    Raises
    ------
    ArgumentError
        If a column is missing or a scale mixes units.

    Examples
    --------
    >>> waves = [("iri", "trust", 2013, "2013", 88, "percent"), ("iri", "trust", 2018, "2018", 50, "percent")]
    >>> table = pd.DataFrame(waves, columns=["scale", "answer", "year", "wave", "value", "unit"])
    >>> changes_within_scales(table)[["change", "years"]].iloc[0].tolist()
    [-38, 5]
    """
    check = ArgumentCheck("senim.trust.changes_within_scales")
    check.frame("answers", answers, _COLUMNS)
    check.raise_if_any()
    for name, units in answers.groupby("scale", sort=False)["unit"]:
        if units.nunique() > 1:
            check.refuse("answers", f"the scale {name} mixes units", "Give each question its own scale.")
    check.raise_if_any()
    found = []
    for (scale, answer), rows in answers.groupby(["scale", "answer"], sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        if len(rows) > 1:
            found.append(
                {
                    "scale": scale,
                    "answer": answer,
                    "unit": first["unit"],
                    "waves": len(rows),
                    "first_wave": first["wave"],
                    "last_wave": last["wave"],
                    "first": first["value"],
                    "last": last["value"],
                    "change": last["value"] - first["value"],
                    "years": last["year"] - first["year"],
                }
            )
    columns = [
        "scale",
        "answer",
        "unit",
        "waves",
        "first_wave",
        "last_wave",
        "first",
        "last",
        "change",
        "years",
    ]
    return pd.DataFrame(found, columns=columns)
