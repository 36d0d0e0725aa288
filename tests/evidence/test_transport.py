"""Transport of an elasticity: factor and offset, and what the studies say beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import (
    NO_DISCOUNT,
    GroupPooling,
    PooledAndTransported,
    PoolingInputError,
    TransportSetting,
    pool_groups,
    pooled_and_transported,
    transport,
)
from senim.paths import project_root

DRAWS = 20_000


def test_transport_is_factor_times_elasticity_plus_offset() -> None:
    moved = transport(np.array([-0.4, -0.4]), np.array([1.0, 0.5]), np.array([0.0, 0.1]))
    assert moved == pytest.approx([-0.4, -0.1])


def test_no_discount_leaves_the_elasticity_exactly() -> None:
    elasticity = np.linspace(-1, 1, 7)
    assert np.array_equal(transport(elasticity, 1.0, 0.0), elasticity)


@pytest.fixture(scope="module")
def pooling() -> GroupPooling:
    return pool_groups(pd.read_csv(project_root() / "data" / "raw" / "police_elasticities.csv"))


@pytest.fixture(scope="module")
def uniforms(pooling: GroupPooling) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(1)
    return {group: rng.random((DRAWS, 3)) for group in pooling.groups}


def together(pooling: GroupPooling, uniforms: dict[str, np.ndarray]) -> PooledAndTransported:
    half = TransportSetting("half", 0.5, dict.fromkeys(pooling.groups, 0.0))
    return pooled_and_transported(pooling, uniforms, [NO_DISCOUNT, half])


def test_pooled_and_transported_are_never_apart(
    pooling: GroupPooling, uniforms: dict[str, np.ndarray]
) -> None:
    table = together(pooling, uniforms).table
    layers = ["pooled mean", "new setting", "none", "half"]
    assert table["layer"].tolist() == layers * 3
    assert table["status"].tolist() == ["literature", "literature", "elicited", "elicited"] * 3
    assert table.loc[:3, "group"].eq("violent").all()


def test_layers_are_what_they_say(pooling: GroupPooling, uniforms: dict[str, np.ndarray]) -> None:
    made = together(pooling, uniforms)
    rows = made.table.set_index(["group", "layer"])
    pooled, new = pooling["violent"].interval(), pooling["violent"].predictive_interval()
    assert rows.loc[("violent", "pooled mean"), ["q05", "q95"]].tolist() == pytest.approx(pooled, abs=0.02)
    assert rows.loc[("violent", "new setting"), ["q05", "q95"]].tolist() == pytest.approx(new, abs=0.02)
    assert np.array_equal(made.draws["violent", "none"], made.draws["violent", "new setting"])
    assert np.array_equal(made.draws["violent", "half"], 0.5 * made.draws["violent", "new setting"])
    assert rows.loc[("violent", "none"), "share_below_zero"] == pytest.approx(
        pooling["violent"].share_below_zero(), abs=0.01
    )


def test_what_is_missing_or_named_twice_is_told_at_once(
    pooling: GroupPooling, uniforms: dict[str, np.ndarray]
) -> None:
    some = {group: numbers for group, numbers in uniforms.items() if group != "property"}
    with pytest.raises(PoolingInputError) as caught:
        pooled_and_transported(pooling, some, [NO_DISCOUNT, NO_DISCOUNT, TransportSetting("new setting")])
    for words in ("'property' has no random numbers", "'none' is taken", "'new setting' is taken"):
        assert words in str(caught.value)
    with pytest.raises(PoolingInputError, match="has no offset for offence group 'homicide'"):
        TransportSetting("default", 0.6, {"violent": 0.1}).carry("homicide", -0.5)
