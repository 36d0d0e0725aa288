"""Dated rules of recording: each a break that multiplies what is registered, from its date on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from senim.arguments import ArgumentCheck
from senim.crime.checks import (
    MOST_RECORDED,
    Array,
    count_problems,
    number_array,
    number_arrays,
    raise_all,
    share_problems,
)
from senim.findings import unknown_word_remedy

EVERY_GROUP = "all"
OFFENCE_GROUPS = ("violent", "property", "homicide", "theft", "fraud", "all")


@dataclass(frozen=True, eq=False)
class Regime:
    """A rule of recording with the size of its break.

    Parameters
    ----------
    name : str
        Id of the rule.
    start : float
        When it begins, in years: 2015.0 is 1 January 2015.
    log_break : array_like, shape (n,)
        Draws of the log of the factor by which registered offences change with as many true ones.
    groups : frozenset of str
        Offence groups that it touches; ``all`` stands for every group but those that are exempt.
    full : float or None
        When it works in full, in years; between `start` and `full` the break grows in a straight line.
        None means from the start.

    Raises
    ------
    ValueError
        A start or break that is no finite number, groups that are no list of names (a text is refused, for
        a part of it would pass for a group), all problems at once.
    """

    name: str
    start: float
    log_break: ArrayLike
    groups: frozenset[str] = field(default=frozenset({EVERY_GROUP}))
    full: float | None = None

    def __post_init__(self) -> None:
        check = ArgumentCheck("Regime")
        check.kind("name", self.name, str, "Give the id of the rule.")
        check.number("start", self.start)
        if self.full is not None:
            check.number("full", self.full)
        check.numbers("log_break", self.log_break, (0, 1), remedy="Give the log of a positive factor.")
        groups = check.listed("groups", self.groups)
        for group in groups:
            check.kind("groups", group, str, "Name an offence group.")
        check.raise_if_any()
        object.__setattr__(self, "groups", frozenset(groups))

    def touches(self, group: str, exempt: Collection[str] = ()) -> bool:
        """Tell whether the rule touches a group.

        Parameters
        ----------
        group : str
            Offence group.
        exempt : collection of str
            Groups that only a rule which names them touches.

        Returns
        -------
        bool
            Whether it does.
        """
        return group in self.groups or (EVERY_GROUP in self.groups and group not in exempt)

    def share_in_force(self, years: Sequence[int]) -> Array:
        """Tell which share of the break each year feels on average.

        Parameters
        ----------
        years : sequence of int
            Calendar years.

        Returns
        -------
        ndarray, shape (years,)
            0 before the rule, 1 after it is in full force; the mean over the year in which it comes.

        Examples
        --------
        >>> Regime("new-code", 2015.5, [0.1]).share_in_force([2014, 2015, 2016]).tolist()
        [0.0, 0.5, 1.0]
        """
        begins = number_array(years, "years")
        full = self.start if self.full is None else self.full
        ends = begins + 1
        if full <= self.start:
            return np.asarray(np.clip(ends - self.start, 0.0, 1.0))
        return np.asarray(_area(ends, self.start, full) - _area(begins, self.start, full))


def _area(until: Array, start: float, full: float) -> Array:
    """Area under a ramp from 0 at the start to 1 at full force, up to a moment."""
    rising = np.clip(until, start, full) - start
    return np.asarray(rising**2 / (2 * (full - start)) + np.clip(until - full, 0.0, None))


def rules_log(
    regimes: Sequence[Regime],
    years: Sequence[int],
    group: str,
    *,
    base_year: int,
    switched_off: Collection[str] = (),
    exempt: Collection[str] = ("homicide",),
) -> Array:
    """Log change of registered offences by the rules of recording alone.

    Parameters
    ----------
    regimes : sequence of Regime
        The rules; each adds its own break and none ends an earlier one.
    years : sequence of int
        Calendar years.
    group : str
        Offence group.
    base_year : int
        Year whose rules are the measure: the result is exactly 0 there.
    switched_off : collection of str
        Names of rules that are left out.
    exempt : collection of str
        Groups that only a rule which names them touches: a body is counted under any rule.

    Returns
    -------
    ndarray, shape (n, years)
        Sum of the breaks in force, less that of the base year; one row of zeros where none is.

    Raises
    ------
    ValueError
        Names that are not known or twice, breaks that are not finite or differ in draws; all at once.

    Examples
    --------
    >>> rules = [Regime("code", 2015.0, [0.2]), Regime("fall", 2020.0, [-0.3])]
    >>> rules_log(rules, [2014, 2019, 2020], "property", base_year=2019).round(2).tolist()
    [[-0.2, 0.0, -0.3]]
    >>> rules_log(rules, [2014, 2019], "property", base_year=2019, switched_off=["code"]).tolist()
    [[0.0, 0.0]]
    """
    _check_rules(regimes, years, group, base_year, switched_off, exempt)
    names = [regime.name for regime in regimes]
    breaks = [np.atleast_1d(number_array(regime.log_break)) for regime in regimes]
    problems = [
        f"switched_off: no rule is called {name!r}. {unknown_word_remedy(name, names)}"
        for name in switched_off
        if name not in names
    ]
    problems += [
        f"regimes: {name!r} stands twice. Keep one." for name in dict.fromkeys(names) if names.count(name) > 1
    ]
    sizes = {len(draws) for draws in breaks} - {1}
    if len(sizes) > 1:
        problems.append(f"regimes: breaks have {sorted(sizes)} draws. Give the same number for each.")
    raise_all(problems)
    total = np.zeros((max(sizes, default=1), len(years)))
    for regime, draws in zip(regimes, breaks, strict=True):
        if regime.name in switched_off or not regime.touches(group, exempt):
            continue
        against = regime.share_in_force(years) - regime.share_in_force([base_year])
        total += draws[:, None] * against
    return total


def _check_rules(
    regimes: object, years: object, group: object, base_year: object, switched_off: object, exempt: object
) -> None:
    check = ArgumentCheck("rules_log")
    rules = check.listed("regimes", regimes)
    for rule in rules:
        check.kind("regimes", rule, Regime, "Give rules as Regime.")
    check.numbers("years", years, 1)
    check.number("base_year", base_year)
    listed = {
        name: check.listed(name, given)
        for name, given in (("switched_off", switched_off), ("exempt", exempt))
    }
    for name, words in listed.items():
        for word in words:
            check.kind(name, word, str, "Give names.")
    check.raise_if_any()
    named = {one for rule in rules for one in rule.groups} | set(listed["exempt"]) | set(OFFENCE_GROUPS)
    check.word("group", group, sorted(named))
    check.raise_if_any()


def path_through(
    true: ArrayLike,
    years: Sequence[int],
    group: str,
    *,
    reporting: ArrayLike,
    recording: ArrayLike,
    rules: ArrayLike,
) -> Mapping[str, Array]:
    """Follow offences of one group from the true to the registered number.

    Parameters
    ----------
    true : array_like, shape (years,) or (n, years)
        True offences.
    years : sequence of int
        Calendar years.
    group : str
        Offence group, named in errors.
    reporting, recording : array_like, shape (n,) or (n, years)
        Shares under the rules of the base year.
    rules : array_like, shape (n, years)
        From `rules_log`.

    Returns
    -------
    mapping of str to ndarray, shape (n, years)
        ``true``, ``reported`` and ``registered``.

    Raises
    ------
    ValueError
        If the years do not fit, a share or a number of offences is out of bounds, or a share is a Series (it
        would pass for draws).
    """
    shares = _shares(reporting, recording)
    read = number_arrays(years=years, true=true, rules=rules)
    made, breaks = np.atleast_2d(read["true"]), np.atleast_2d(read["rules"])
    raise_all(
        count_problems("true", made)
        + share_problems("reporting", shares["reporting"])
        + share_problems("recording", shares["recording"], MOST_RECORDED)
        + _years_problems(len(years), **shares)
    )
    raise_all(
        [
            f"{name} of {group}: {part.shape[-1]} years. Give {len(years)}."
            for name, part in (("true", made), ("rules", breaks))
            if part.shape[-1] != len(years)
        ]
    )
    reported = made * shares["reporting"]
    registered = reported * shares["recording"] * np.exp(breaks)
    return {"true": made + 0 * registered, "reported": reported + 0 * registered, "registered": registered}


def true_through(
    registered: ArrayLike, *, reporting: ArrayLike, recording: ArrayLike, rules: ArrayLike
) -> Array:
    """Go back from registered to true offences through the rules.

    Parameters
    ----------
    registered : array_like, shape (years,) or (n, years)
        Registered offences.
    reporting, recording : array_like, shape (n,) or (n, years)
        Shares under the rules of the base year, positive.
    rules : array_like, shape (n, years)
        From `rules_log`.

    Returns
    -------
    ndarray, shape (n, years)
        registered / (reporting × recording × exp(rules)).

    Raises
    ------
    ValueError
        A share of 0 or less (nothing can be said of the true number then) or above its bound, a share that is
        a Series (it would pass for draws), negative offences; all problems at once.
    """
    shares = _shares(reporting, recording)
    read = number_arrays(registered=registered, rules=rules)
    breaks, counted = np.atleast_2d(read["rules"]), np.atleast_2d(read["registered"])
    raise_all(
        count_problems("registered", counted)
        + share_problems("reporting", shares["reporting"], positive=True)
        + share_problems("recording", shares["recording"], MOST_RECORDED, positive=True)
        + _years_problems(counted.shape[-1], rules=breaks, **shares)
    )
    admitted = shares["reporting"] * shares["recording"] * np.exp(breaks)
    return np.asarray(counted / admitted)


def _years_problems(years: int, **parts: Array) -> list[str]:
    return [
        f"{name}: {part.shape[-1]} years. Give {years}, or one number a draw."
        for name, part in parts.items()
        if part.shape[-1] not in (1, years)
    ]


def _shares(reporting: ArrayLike, recording: ArrayLike) -> dict[str, Array]:
    raise_all(
        [
            f"{name}: is a Series, and one number a draw is read here. Give .to_numpy() for draws, and "
            ".to_numpy()[None, :] for years."
            for name, share in (("reporting", reporting), ("recording", recording))
            if isinstance(share, pd.Series)
        ]
    )
    read = number_arrays(reporting=reporting, recording=recording)
    return {name: share[:, None] if share.ndim == 1 else np.atleast_2d(share) for name, share in read.items()}
