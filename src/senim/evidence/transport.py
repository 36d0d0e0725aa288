"""Carrying elasticities from the studied places to Kazakhstan: a layer that can be switched, never hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.groups import GroupPooling
from senim.evidence.pooling.inputs import PoolingInputError, Vector
from senim.evidence.pooling.posterior import checked_uniforms
from senim.findings import Finding, unknown_word_remedy
from senim.status import Status

LAYERS = ("pooled mean", "new setting")
"""What the studies say, before anything is carried over."""


def transport(elasticity: ArrayLike, factor: ArrayLike, offset: ArrayLike) -> Vector:
    """Carry elasticities to another place.

    Parameters
    ----------
    elasticity : array_like, shape (n,) or any that broadcasts
        Elasticity where it was studied.
    factor : array_like
        Factor k, shared by all offence groups (1 for no discount).
    offset : array_like
        Offset of the group (0 for no discount).

    Returns
    -------
    ndarray
        k · e + offset.

    Raises
    ------
    PoolingInputError
        If something is no finite number, or the draws are not as many.

    Examples
    --------
    >>> float(transport(-0.5, 0.6, 0.1).round(3))
    -0.2
    """
    check = ArgumentCheck("transport")
    given = (("elasticity", elasticity), ("factor", factor), ("offset", offset))
    read = [check.numbers(name, value, range(10)) for name, value in given]
    check.raise_if_any(PoolingInputError, "transport")
    shapes = [part.shape for part in read if part is not None]
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        check.refuse("elasticity, factor and offset", f"have shapes {shapes}", "Give as many draws of each.")
    check.raise_if_any(PoolingInputError, "transport")
    elasticities, factors, offsets = (np.asarray(part) for part in read)
    carried: Vector = factors * elasticities + offsets
    return carried


@dataclass(frozen=True, eq=False)
class TransportSetting:
    """One way to carry elasticities over: a factor that all groups share, and an offset for each.

    Parameters
    ----------
    name : str
        What the setting is called.
    factor : array_like, shape (n,) or ()
        Draws of the factor, or one number.
    offsets : mapping of str to array_like, shape (n,) or ()
        Draws of the offset by offence group; none means 0 for every group.
    status : Status
        What it rests on. Nobody has measured it, so it is elicited, and so is no discount.
    """

    name: str
    factor: ArrayLike = 1.0
    offsets: Mapping[str, ArrayLike] = field(default_factory=dict)
    status: Status = Status.ELICITED

    def carry(self, group: str, elasticity: ArrayLike) -> Vector:
        """Carry the elasticity of one group over.

        Parameters
        ----------
        group : str
            Offence group.
        elasticity : array_like, shape (n,)
            Draws where it was studied.

        Returns
        -------
        ndarray, shape (n,)
            Draws in the other place.

        Raises
        ------
        PoolingInputError
            If the setting has offsets and none for this group.
        """
        if not self.offsets:
            return transport(elasticity, self.factor, 0.0)
        if group not in self.offsets:
            problem = f"setting {self.name!r} has no offset for offence group {group!r}"
            remedy = unknown_word_remedy(group, self.offsets)
            raise PoolingInputError([Finding("transport", "offsets", problem, remedy)], "transport")
        return transport(elasticity, self.factor, self.offsets[group])


NO_DISCOUNT = TransportSetting("none")


@dataclass(frozen=True, eq=False)
class PooledAndTransported:
    """What the studies say and what is carried over, which are never shown apart.

    Parameters
    ----------
    table : DataFrame
        For each offence group the rows ``pooled mean`` and ``new setting`` (status ``literature``), then
        one for each transport setting (status ``elicited``). Columns ``group``, ``layer``, ``mean``,
        ``q05``, ``q25``, ``median``, ``q75``, ``q95``, ``share_below_zero``, ``status``.
    draws : mapping of (str, str) to ndarray, shape (n,)
        Draws by group and layer; those of one group are paired.
    """

    table: pd.DataFrame
    draws: Mapping[tuple[str, str], Vector]


def pooled_and_transported(
    pooling: GroupPooling,
    uniforms: Mapping[str, ArrayLike],
    settings: Sequence[TransportSetting] = (NO_DISCOUNT,),
) -> PooledAndTransported:
    """Put the pooled elasticities beside what is carried over under each setting.

    Parameters
    ----------
    pooling : GroupPooling
        Pooled elasticities.
    uniforms : mapping of str to array_like, shape (n, 3)
        Uniform random numbers for each group: tau, mean, setting (as `GroupPooling.draws` wants them).
    settings : sequence of TransportSetting
        Ways to carry over, in the order shown; their draws have as many rows.

    Returns
    -------
    PooledAndTransported
        Table and draws.

    Raises
    ------
    PoolingInputError
        A group without random numbers or without an offset, a setting named twice or like a layer of the
        studies.

    References
    ----------
    The settings and their reasons: docs/methods/pooling.md, Transport; docs/assumptions.md, Transport.
    """
    _check(pooling, uniforms, settings)
    draws: dict[tuple[str, str], Vector] = {}
    for group in pooling.groups:
        numbers = checked_uniforms(uniforms[group], widths=(2, 3))
        studied = pooling.draws(group, numbers)
        draws[group, "pooled mean"] = pooling.mean_draws(group, numbers[:, :2])
        draws[group, "new setting"] = studied
        for setting in settings:
            draws[group, setting.name] = setting.carry(group, studied)
    status = dict.fromkeys(LAYERS, Status.LITERATURE) | {one.name: one.status for one in settings}
    rows = [
        {"group": group, "layer": layer, **_described(values), "status": status[layer].value}
        for (group, layer), values in draws.items()
    ]
    return PooledAndTransported(pd.DataFrame(rows), draws)


def _described(values: Vector) -> dict[str, float]:
    """Mean, quantiles and share below zero of draws."""
    names = ("q05", "q25", "median", "q75", "q95")
    quantiles = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
    spread = {name: float(value) for name, value in zip(names, quantiles, strict=True)}
    return {"mean": float(values.mean()), **spread, "share_below_zero": float((values < 0).mean())}


def _check(
    pooling: GroupPooling, uniforms: Mapping[str, ArrayLike], settings: Sequence[TransportSetting]
) -> None:
    """Raise one error for all that is missing or named twice."""
    check = ArgumentCheck("pooled_and_transported")
    check.kind("pooling", pooling, GroupPooling, "Give what `pool_groups` returns.")
    check.kind("uniforms", uniforms, Mapping, "Give random numbers by offence group.")
    listed = check.listed("settings", settings)
    for setting in listed:
        check.kind("settings", setting, TransportSetting, "Give `TransportSetting`s.")
    check.raise_if_any(PoolingInputError, "transport")
    findings = [
        Finding("transport", "uniforms", f"offence group {group!r} has no random numbers", "Give them.")
        for group in pooling.groups
        if group not in uniforms
    ]
    names = [*LAYERS, *(setting.name for setting in settings)]
    findings += [
        Finding("transport", "settings", f"the name {name!r} is taken", "Give each setting its own.")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if findings:
        raise PoolingInputError(findings, "transport")
