"""Measures of the same groups, panel by panel."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from senim.findings import Finding, InputError


@dataclass(frozen=True)
class Group:
    """One row of a panel.

    Parameters
    ----------
    heading : str
        What the groups are of.
    label : str
        The group.
    low, middle, high : float
        The range of chance and its middle; NaN where there is nobody.
    """

    heading: str
    label: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Panel:
    """One measure of several groups.

    Parameters
    ----------
    title : str
        The measure.
    groups : tuple of Group
        In the order drawn.
    whole : float
        The measure of everybody.
    """

    title: str
    groups: tuple[Group, ...]
    whole: float

    @property
    def most(self) -> float:
        """Largest value drawn."""
        highs = [group.high for group in self.groups if not math.isnan(group.high)]
        return max([*highs, self.whole, 1e-9])


def panels_of(rows: pd.DataFrame, whole: pd.DataFrame) -> list[Panel]:
    """Sort rows into panels and check that all have the same groups.

    Parameters
    ----------
    rows : DataFrame
        Columns ``panel``, ``heading``, ``label``, ``low``, ``middle``, ``high``.
    whole : DataFrame
        Columns ``panel``, ``value``.

    Returns
    -------
    list of Panel
        In the order of the rows.

    Raises
    ------
    InputError
        Lists every panel that lacks a group or its whole, and every range that does not hold its middle.
    """
    wholes = dict(zip(whole["panel"].astype(str), whole["value"].astype(float), strict=True))
    told_of: dict[str, list[Group]] = {}
    for panel, heading, label, low, middle, high in rows[
        ["panel", "heading", "label", "low", "middle", "high"]
    ].itertuples(index=False):
        group = Group(str(heading), str(label), float(low), float(middle), float(high))
        told_of.setdefault(str(panel), []).append(group)
    first = [(group.heading, group.label) for group in next(iter(told_of.values()))]
    findings = [
        Finding("group_panels", f"panel {panel}", "it has other groups than the first", "Give all the same.")
        for panel, groups in told_of.items()
        if [(group.heading, group.label) for group in groups] != first
    ]
    findings += [
        Finding("group_panels", f"panel {panel}", "there is no value of everybody", "Give it in `whole`.")
        for panel in told_of
        if panel not in wholes
    ]
    findings += [
        Finding("group_panels", f"{panel}, {group.label}", "the range does not hold its middle", "Sort it.")
        for panel, groups in told_of.items()
        for group in groups
        if not math.isnan(group.middle) and not 0.0 <= group.low <= group.middle <= group.high
    ]
    if findings:
        raise InputError(findings, "chart")
    return [Panel(panel, tuple(groups), wholes[panel]) for panel, groups in told_of.items()]
