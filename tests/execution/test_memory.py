"""Few points, but never without the highest and the last."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from senim.execution.memory import MemoryTrace, memory_words


@given(st.lists(st.integers(1, 2**40), min_size=1, max_size=400), st.integers(2, 40))
def test_thinning_keeps_the_peak_the_end_and_the_order(amounts: list[int], most: int) -> None:
    trace = MemoryTrace(cap_bytes=7, most_points=most)
    for number, amount in enumerate(amounts):
        trace.add(number * 0.2, amount)
    curve = trace.curve()
    assert curve is not None
    assert len(curve.points) <= most + 2
    assert max(amount for _, amount in curve.points) == curve.peak_bytes == max(amounts)
    assert curve.points[-1][1] == curve.last_bytes == amounts[-1]
    times = [seconds for seconds, _ in curve.points]
    assert times == sorted(times)
    assert curve.peak_seconds == round(amounts.index(max(amounts)) * 0.2, 2)


def test_no_sample_no_curve() -> None:
    assert MemoryTrace().curve() is None


def test_a_curve_can_be_written() -> None:
    trace = MemoryTrace(cap_bytes=2048)
    trace.add(0.0, 1024)
    curve = trace.curve()
    assert curve is not None
    content = json.loads(json.dumps(curve.as_dict()))
    assert (content["points"], content["cap_bytes"], content["peak_bytes"]) == ([[0.0, 1024]], 2048, 1024)


def test_words() -> None:
    assert [memory_words(number) for number in (0, 1023, 1536, 250 * 1024**2)] == [
        "0 bytes",
        "1023 bytes",
        "1.5 KiB",
        "250 MiB",
    ]
