"""The steps of a wave as a table that adds up."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.text import want_columns
from senim.findings import Finding, InputError

QUALITIES = ("sound", "problem")
RESULTS = ("fit", "reserve", "unfit")
AFTER = ("demoted", "transferred", "dismissed")
STEPS = ("examined", *RESULTS, *AFTER, "reinstated")
Counts = dict[str, dict[str, float]]
"""Officers by step and quality."""

_ROUNDING = 2.0
"""Officers by which rounded parts may miss their whole."""


def flow_table(steps: pd.DataFrame) -> Counts:
    """Put the steps of a wave in order, check that they add up, and add those gone for good.

    Parameters
    ----------
    steps : DataFrame
        Columns ``step``, ``sound``, ``problem``; one row for each of `STEPS`.

    Returns
    -------
    dict of str to dict of str to float
        Sound and problem officers by step, ``gone`` last.

    Raises
    ------
    InputError
        Lists every step that is missing, unknown or given twice, every negative count, and every whole
        that its parts do not make.
    """
    want_columns("wave_flow", steps, "step", *QUALITIES)
    given = [str(step) for step in steps["step"]]
    findings = [
        Finding("wave_flow", f"step {step}", f"it stands {given.count(step)} times", "Give each step once.")
        for step in dict.fromkeys([*STEPS, *given])
        if given.count(step) != (step in STEPS)
    ]
    if findings:
        raise InputError(findings, "chart")
    columns = {quality: dict(zip(given, steps[quality].astype(float), strict=True)) for quality in QUALITIES}
    table = {step: {quality: columns[quality][step] for quality in QUALITIES} for step in STEPS}
    findings = [
        Finding("wave_flow", f"{step}, {quality}", f"{count:g} officers", "Give a number from 0 up.")
        for step, counts in table.items()
        for quality, count in counts.items()
        if not count >= 0.0
    ]
    for quality in QUALITIES:
        findings += _misfits(table, quality)
    if not sum(table["examined"].values()) > 0.0:
        remedy = "Draw a wave that has officers."
        findings.append(Finding("wave_flow", "examined", "nobody was examined", remedy))
    if findings:
        raise InputError(findings, "chart")
    table["gone"] = {
        quality: max(0.0, table["dismissed"][quality] - table["reinstated"][quality]) for quality in QUALITIES
    }
    return table


def _misfits(table: Counts, quality: str) -> list[Finding]:
    findings = []
    for whole, parts in (("examined", RESULTS), ("unfit", AFTER)):
        total, wanted = sum(table[part][quality] for part in parts), table[whole][quality]
        if abs(total - wanted) > _ROUNDING:
            problem = f"{' + '.join(parts)} make {total:g}, not {wanted:g}"
            findings.append(
                Finding("wave_flow", f"{whole}, {quality}", problem, "Let the parts make the whole.")
            )
    if table["reinstated"][quality] - table["dismissed"][quality] > _ROUNDING:
        problem = "more than were dismissed"
        findings.append(Finding("wave_flow", f"reinstated, {quality}", problem, "Give a part of them."))
    return findings
