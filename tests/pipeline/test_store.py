"""Results are found by key only while every byte is as written."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from senim.execution.failure import Attempt, FailureKind
from senim.pipeline.keys import RunKey
from senim.pipeline.store import KEPT_PER_TASK, Store, remove
from senim.pipeline.tasks import Done, Filled, Task, TaskKind

KEY = RunKey(parameters={"draws": "1"})


def write(folder: Path, earlier: Mapping[str, Done]) -> Filled:
    (folder / "deep").mkdir()
    (folder / "deep" / "a.txt").write_text("whole", encoding="utf-8")
    return Filled(printed="hi")


def task(action=write) -> Task:  # type: ignore[no-untyped-def]
    return Task("01-first", TaskKind.NOTEBOOK, {}, action)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", tmp_path)


def test_found_again_with_what_it_printed(store: Store) -> None:
    done = store.fill(task(), KEY, {})
    assert store.find("01-first", KEY) == done
    assert (list(done.files), done.printed) == (["deep/a.txt"], "hi")
    assert store.find("01-first", RunKey()) is None
    assert store.last("01-first") == (KEY, done.seconds)


@pytest.mark.parametrize("damage", ["", "half"])
def test_damaged_is_not_found(store: Store, damage: str) -> None:
    file = store.fill(task(), KEY, {}).folder / "deep" / "a.txt"
    file.write_text(damage, encoding="utf-8")
    assert store.find("01-first", KEY) is None


def test_removed_or_replaced_is_put_back_from_its_content(store: Store) -> None:
    done = store.fill(task(), KEY, {})
    file = done.folder / "deep" / "a.txt"
    file.unlink()
    assert store.find("01-first", KEY) == done
    assert not file.exists()
    assert store.restore(done) == 1
    assert file.read_text(encoding="utf-8") == "whole"
    file.unlink()
    file.write_text("other", encoding="utf-8")
    assert (store.restore(done), file.read_text(encoding="utf-8")) == (1, "whole")
    assert store.restore(done) == 0


def test_equal_content_is_kept_once(store: Store) -> None:
    first = store.fill(task(), KEY, {})
    second = store.fill(task(), RunKey(parameters={"draws": "2"}), {})
    assert (first.folder / "deep/a.txt").samefile(second.folder / "deep/a.txt")
    assert len([path for path in store.objects.folder.rglob("*") if path.is_file()]) == 1


def test_content_that_no_result_refers_to_is_collected(store: Store) -> None:
    done = store.fill(task(), KEY, {})
    assert store.collect() == 0
    remove(done.folder)
    assert store.collect() == 1
    assert store.find("01-first", KEY) is None


def test_two_schedulers_run_one_key_once(store: Store, tmp_path: Path) -> None:
    ran: list[int] = []

    def slow(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        ran.append(1)
        time.sleep(0.3)
        return write(folder, earlier)

    with ThreadPoolExecutor(4) as pool:
        others = [Store(store.folder, tmp_path) for _ in range(4)]
        found = list(pool.map(lambda other: other.fill(task(slow), KEY, {}), others))
    assert ran == [1]
    assert len({done.folder for done in found}) == 1


@pytest.mark.parametrize("name", ["done.json", "../last.json"])
def test_damaged_lists_are_as_none(store: Store, name: str) -> None:
    path = store.fill(task(), KEY, {}).folder / name
    path.write_text(path.read_text(encoding="utf-8")[:20], encoding="utf-8")
    if name == "done.json":
        assert store.find("01-first", KEY) is None
    else:
        assert store.last("01-first") is None


def test_a_failed_action_stores_nothing(store: Store) -> None:
    def fail(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        (folder / "half").touch()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.fill(task(fail), KEY, {})
    assert list((store.folder / "01-first").iterdir()) == []
    assert not store.objects.folder.exists()


def test_files_elsewhere_are_watched_too(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "processed" / "t.parquet"
    table.parent.mkdir()

    def elsewhere(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        table.write_text("rows", encoding="utf-8")
        return Filled(elsewhere=table.parent, files=(table,))

    done = store.fill(task(elsewhere), KEY, {})
    assert (done.folder, list(done.files)) == (table.parent, ["t.parquet"])
    assert store.find("01-first", KEY) == done
    table.write_text("other rows", encoding="utf-8")
    found = store.find("01-first", KEY)
    assert found == done
    assert (store.restore(found), table.read_text(encoding="utf-8")) == (1, "rows")
    # What a user writes there later must not reach what is stored.
    assert not table.samefile(next(store.objects.folder.glob("*/*")))


def test_sweep_takes_leftovers_only(store: Store) -> None:
    store.fill(task(), KEY, {})
    (store.folder / "01-first" / ".tmp-x").mkdir()
    assert store.sweep() == 1
    assert store.find("01-first", KEY) is not None


def test_old_results_are_dropped(store: Store) -> None:
    keys = [RunKey(parameters={"draws": str(number)}) for number in range(KEPT_PER_TASK + 3)]
    for key in keys:
        store.fill(task(), key, {})
    kept = [path for path in (store.folder / "01-first").iterdir() if path.is_dir()]
    assert len(kept) == KEPT_PER_TASK
    assert store.find("01-first", keys[-1]) is not None


def test_failed_attempts_and_memory_are_remembered(store: Store) -> None:
    failed = (Attempt(1, FailureKind.KERNEL_DIED, "the kernel died (signal 9)", 3, 1.25),)

    def second(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        return Filled(peak_memory_bytes=5, attempts=failed)

    assert store.fill(task(second), KEY, {}).attempts == failed
    found = store.find("01-first", KEY)
    assert found is not None
    assert (found.attempts, found.peak_memory_bytes) == (failed, 5)
