"""The estimate plays the runner forward: never negative, between its bounds, true to its own schedule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.estimate import longest_chains, remaining_seconds

Graph = tuple[dict[str, float], dict[str, tuple[str, ...]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Make tasks that only wait for tasks before them."""
    names = [f"task-{number}" for number in range(draw(st.integers(0, 9)))]
    seconds = {name: float(draw(st.integers(0, 50))) for name in names}
    depends = {
        name: tuple(draw(st.sets(st.sampled_from(names[:place])))) if place else ()
        for place, name in enumerate(names)
    }
    return seconds, depends


def longest(seconds: dict[str, float], depends: dict[str, tuple[str, ...]]) -> float:
    known = {name: [e for e in depends[name] if e in seconds] for name in seconds}
    return max(longest_chains(seconds, known).values(), default=0.0)


@given(graphs(), st.integers(1, 5))
def test_between_its_bounds(graph: Graph, jobs: int) -> None:
    seconds, depends = graph
    took = remaining_seconds(seconds, depends, jobs)
    shared, chain = sum(seconds.values()) / jobs, longest(seconds, depends)
    assert took >= max(shared, chain) - 1e-9
    assert took <= shared + chain + 1e-9  # Graham's bound for list scheduling


@given(graphs())
def test_with_plenty_of_workers_it_is_the_longest_chain(graph: Graph) -> None:
    seconds, depends = graph
    assert remaining_seconds(seconds, depends, 99) == pytest.approx(longest(seconds, depends))


@given(graphs())
def test_one_at_a_time_it_is_the_sum(graph: Graph) -> None:
    seconds, depends = graph
    assert remaining_seconds(seconds, depends, 1) == pytest.approx(sum(seconds.values()))


def play(graph: Graph, jobs: int) -> list[tuple[float, float]]:
    """Run the tasks as the runner does; give the time and the estimate after each that finished."""
    seconds, depends = graph
    chain = longest_chains(seconds, depends)
    left, began, now = dict(seconds), dict[str, float](), 0.0
    seen = [(0.0, remaining_seconds(seconds, depends, jobs))]
    while left:
        ready = [n for n in left if n not in began and not any(earlier in left for earlier in depends[n])]
        for name in sorted(ready, key=lambda n: (-chain[n], n))[: jobs - len(began)]:
            began[name] = now
        name = min(began, key=lambda n: (began[n] + seconds[n], n))
        now = began.pop(name) + left.pop(name)
        ran = {other: now - since for other, since in began.items()}
        seen.append((now, remaining_seconds(left, depends, jobs, ran)))
    return seen


@given(graphs(), st.integers(1, 4))
def test_as_tasks_finish_it_falls_by_the_time_that_passed(graph: Graph, jobs: int) -> None:
    seen = play(graph, jobs)
    total = seen[0][1]
    assert [now + left for now, left in seen] == pytest.approx([total] * len(seen))
    assert [left for _, left in seen] == sorted((left for _, left in seen), reverse=True)
    assert seen[-1][1] == 0


@given(graphs(), st.integers(1, 4), st.floats(0, 1e6))
def test_never_negative_however_late_a_task_is(graph: Graph, jobs: int, late: float) -> None:
    seconds, depends = graph
    running = {name: late for name in list(seconds)[:jobs] if not depends[name]}
    assert remaining_seconds(seconds, depends, jobs, running) >= 0


@given(st.lists(st.integers(0, 50), max_size=8), st.integers(1, 4), st.data())
def test_independent_tasks_that_finish_early_only_help(
    taken: list[int], jobs: int, data: st.DataObject
) -> None:
    seconds = {f"task-{number}": float(value) for number, value in enumerate(taken)}
    before = remaining_seconds(seconds, {}, jobs)
    gone = data.draw(st.sets(st.sampled_from(sorted(seconds)))) if seconds else set()
    rest = {name: value for name, value in seconds.items() if name not in gone}
    assert remaining_seconds(rest, {}, jobs) <= before


def test_what_has_run_counts() -> None:
    assert remaining_seconds({"a": 10, "b": 4}, {}, 2, ran={"a": 7}) == 4
    assert remaining_seconds({"a": 10, "b": 4}, {"b": ["a"]}, 2, ran={"a": 7}) == 7
    assert remaining_seconds({"a": 10, "b": 4}, {"b": ["a"]}, 2, ran={"a": 70}) == 4


def test_more_tasks_run_than_are_allowed_now() -> None:
    assert remaining_seconds({"a": 3, "b": 3, "c": 3, "d": 1}, {}, 1, ran={"a": 0, "b": 0, "c": 0}) == 4


def test_nothing_left() -> None:
    assert remaining_seconds({}, {}, 2) == 0
