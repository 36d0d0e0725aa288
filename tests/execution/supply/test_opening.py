"""The first way that works is taken; one that was demanded and does not work is a clear error."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from senim.execution.kernels import LIVE, KernelsEndedError
from senim.execution.supply import opening
from senim.execution.supply.forked import ForkedSupply
from senim.execution.supply.opening import LadderSupply, default_supply, open_kernels, supplied_by
from senim.execution.supply.plain import PlainSupply
from senim.execution.supply.process import KernelProcess, SupplyError, SupplyLateError
from senim.execution.supply.request import KernelRequest
from senim.findings import InputError
from senim.pipeline.project import KERNELS

Ask = Callable[..., KernelRequest]
NOWHERE = (None, None)


class Broken(PlainSupply):
    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.closed = 0

    def start(self, *_: object) -> KernelProcess:
        raise SupplyError(f"no {self.mode}")

    def check(self) -> None:
        raise SupplyError(f"no {self.mode}")

    def close(self) -> None:
        self.closed += 1


def test_the_pipeline_offers_the_same_ways() -> None:
    assert opening.MODES == KERNELS


def test_one_way_after_the_other(ask: Ask) -> None:
    told: list[str] = []
    broken = [Broken("forked"), Broken("pool")]
    with LadderSupply([lambda: broken[0], lambda: broken[1], PlainSupply], told.append) as supply:
        supply.check()
        assert supply.mode == "forked"
        with ThreadPoolExecutor(2) as threads:
            kernels = list(threads.map(lambda _: supply.start(ask(), NOWHERE, 60), range(2)))
        assert supply.mode == "plain"
    for kernel in kernels:
        assert kernel.poll() is None
        kernel.close()
        assert kernel.poll() == -9
    assert told == [
        "Kernels are started one ahead: no forked.",
        "Kernels are started one by one: no pool.",
    ]
    assert [supply.closed for supply in broken] == [1, 1]


def test_whoever_has_no_time_left_does_not_change_the_way_for_the_others(ask: Ask) -> None:
    class Late(PlainSupply):
        mode = "forked"

        def start(self, *_: object) -> KernelProcess:
            raise SupplyLateError("not yet")

    with LadderSupply([Late, PlainSupply]) as supply:
        with pytest.raises(SupplyLateError):
            supply.start(ask(), NOWHERE, 5)
        assert supply.mode == "forked"
        supply.start(ask(), NOWHERE, 600).close()
        assert supply.mode == "plain"


def test_a_zygote_killed_in_the_middle_of_a_run_is_replaced_by_a_pool(ask: Ask) -> None:
    told: list[str] = []
    with open_kernels(modules=(), told=told.append) as supply:
        supply.start(ask(), NOWHERE, 60).close()
        assert supply.mode == "forked"
        zygote = supply._current.process_id  # type: ignore[attr-defined]
        os.kill(zygote, signal.SIGKILL)
        kernel = supply.start(ask(), NOWHERE, 60)
        assert (supply.mode, kernel.poll()) == ("pool", None)
        kernel.close()
    assert len(told) == 1
    assert told[0].startswith("Kernels are started one ahead: ")


def test_a_demand_that_cannot_be_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spins.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with open_kernels("forked", modules=("spins",)) as supply, pytest.raises(InputError) as caught:
        supply.check()
    assert "--kernels forked" in str(caught.value)
    assert "importing spins left a thread running" in str(caught.value)
    with pytest.raises(InputError, match="Did you mean 'forked'"):
        open_kernels("forkd")


def test_no_other_way_after_the_run_was_cancelled(ask: Ask) -> None:
    with LadderSupply([lambda: Broken("forked"), PlainSupply]) as supply:
        LIVE.end_all()
        try:
            with pytest.raises(KernelsEndedError):
                supply.start(ask(), NOWHERE, 60)
        finally:
            LIVE.reopen()


def test_the_default_is_made_once_and_again_after_an_end() -> None:
    first = default_supply(())
    assert default_supply(()) is first
    with supplied_by(PlainSupply()) as lent:
        assert default_supply(()) is lent
    assert default_supply(()) is first
    LIVE.end_all()
    LIVE.reopen()
    second = default_supply(())
    assert second is not first
    assert isinstance(second._current, ForkedSupply)  # type: ignore[attr-defined]
