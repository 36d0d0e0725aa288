"""The division into kernels hangs on the combinations and not on their order or number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.sweeps.chunks import chunked
from senim.scenarios.grids import Axis, Combination, Product

COMBINATIONS = st.lists(st.integers(0, 10_000), max_size=200, unique=True).map(
    lambda numbers: [Combination({"n": number}) for number in numbers]
)


@given(COMBINATIONS, st.integers(1, 20), st.randoms())
def test_every_combination_is_in_one_chunk_whatever_the_order(some, size, random):  # type: ignore[no-untyped-def]
    chunks = chunked(some, size)
    assert sorted(one.id for chunk in chunks for one in chunk) == sorted(one.id for one in some)
    assert all(chunks)
    shuffled = list(some)
    random.shuffle(shuffled)
    assert chunked(shuffled, size) == chunks


def test_one_more_changes_one_chunk() -> None:
    some = list(Product((Axis("a", tuple(range(20))), Axis("b", tuple(range(10))))))
    before = set(chunked(some, 12))
    after = set(chunked([*some, Combination({"a": 20, "b": 0})], 12))
    assert len(before) == 16
    assert len(after - before) == 1
    assert len(before - after) == 1


def test_sizes_are_near_what_was_asked() -> None:
    some = [Combination({"n": number}) for number in range(3_000)]
    sizes = [len(chunk) for chunk in chunked(some, 12)]
    assert 8 < sum(sizes) / len(sizes) < 17
    assert max(sizes) < 36


def test_each_its_own() -> None:
    assert [len(chunk) for chunk in chunked([Combination({"n": n}) for n in range(9)], 1)] == [1] * 9
    assert chunked([], 12) == ()
