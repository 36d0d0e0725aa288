"""A sweep runs what changed, survives being cut off, and is published whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.findings import InputError
from senim.pipeline.failures import failures
from senim.pipeline.graph import build_tasks
from senim.pipeline.line_progress import LineListener
from senim.pipeline.planning import Planner
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.run import run
from senim.pipeline.store import Store
from senim.pipeline.sweeps.pages import PagesAction
from senim.pipeline.sweeps.reading import read_sweep
from senim.pipeline.sweeps.run import SweepOutcome, plan_sweep
from senim.pipeline.sweeps.tasks import chunks_of
from senim.pipeline.tasks import Decision

Go = Callable[..., SweepOutcome]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_folder_with_everything(go: Go, project: Project) -> None:
    outcome = go()
    assert outcome.published
    assert outcome.combinations == 21
    assert outcome.index == project.reports / "sweeps" / "cut-size" / "index.html"
    files = tree(outcome.index.parent)
    names = {"index.html", "index.kk.html", "index.ru.html", "comparison.html", "comparison.kk.html"}
    assert names | {"results.csv", "results.json", "record.json"} <= files.keys()
    rows = list(csv.DictReader(io.StringIO(files["results.csv"].decode())))
    assert len(rows) == 21 * 4
    assert {row["axis_front_line"] for row in rows} == {"0.2", "0.41352", "0.6"}
    stored = json.loads(files["results.json"])
    assert [one["values"]["cut"] for one in stored["combinations"]][::3] == [
        0,
        0.025,
        0.05,
        0.075,
        0.1,
        0.125,
        0.15,
    ]
    for one in stored["combinations"]:
        assert one["notebook"] in files
        # the claim of each combination was made from its own values
        value = 100 * (one["values"]["cut"] + one["values"]["front_line"]) + 0.2
        assert one["claims"]["violent_effect"]["value"] == pytest.approx(value, rel=1e-5)
    record = json.loads(files["record.json"])
    assert set(record["outputs"]) == files.keys() - {"record.json"}
    assert len(record["tasks"]) == outcome.chunks + 2
    assert str(project.root).encode() not in b"".join(files.values())


def test_nothing_to_do(go: Go, project: Project, without_kernels: list[str]) -> None:
    first = go()
    before = tree(first.index.parent)
    second = go()
    assert (second.published, second.index, without_kernels) == (False, first.index, [])
    assert tree(first.index.parent) == before


def test_same_inputs_same_bytes(go: Go, project: Project) -> None:
    first = tree(go().index.parent)
    shutil.rmtree(project.reports)
    assert tree(go().index.parent) == first


def test_one_more_value_runs_few_chunks(go: Go, sweep_file: Path, without_kernels: list[str]) -> None:
    go(per_kernel=1)
    assert len(without_kernels) == 21
    edit(sweep_file, "[0.2, 0.41352, 0.6]", "[0.6, 0.2, 0.8, 0.41352]")
    outcome = go(per_kernel=1)
    assert outcome.combinations == 28
    assert len(without_kernels) == 7


def test_axes_in_another_order_run_nothing(go: Go, sweep_file: Path, without_kernels: list[str]) -> None:
    go()
    lines = sweep_file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[-2], lines[-1] = lines[-1], lines[-2]
    sweep_file.write_text("".join(lines), encoding="utf-8")
    outcome = go()
    assert outcome.published
    assert without_kernels == []


def test_words_make_new_pages_and_run_nothing(go: Go, sweep_file: Path, without_kernels: list[str]) -> None:
    go()
    edit(sweep_file, "How large a cut, and of which posts?", "What <b>size</b>?")
    outcome = go()
    assert outcome.published
    assert without_kernels == []
    assert "What &lt;b&gt;size&lt;/b&gt;?" in outcome.index.read_text(encoding="utf-8")


def test_another_scenario_runs_nothing_and_its_own_everything(
    go: Go, project: Project, without_kernels: list[str]
) -> None:
    first = go()
    edit(project.scenarios / "cut-to-424.yaml", "order:", "# more\norder:")
    assert not go().published
    edit(project.scenarios / "cut-and-attestation.yaml", "order:", "# more\norder:")
    go()
    assert len(without_kernels) == first.chunks


def test_draws_of_the_command_line(go: Go, without_kernels: list[str]) -> None:
    outcome = go()
    go(parameters={"draws": 50})
    assert len(without_kernels) == outcome.chunks
    assert "50" in outcome.index.read_text(encoding="utf-8")


def test_an_axis_of_the_notebook(go: Go, sweep_file: Path, project: Project) -> None:
    edit(sweep_file, "  notebook.draws: 2000\n", "")
    edit(
        sweep_file,
        "changes: values.strength.front_line_share_of_cut\n    unit: percent",
        "changes: notebook.draws",
    )
    edit(sweep_file, "[0.2, 0.41352, 0.6]", "[100, 200]")
    stored = json.loads((go().index.parent / "results.json").read_text(encoding="utf-8"))
    values = {
        one["values"]["front_line"]: one["claims"]["money"]["value"] for one in stored["combinations"][:2]
    }
    assert values == pytest.approx({100: 0.01, 200: 0.02})


class Failing:
    """Fails after some notebooks, as a killed kernel would."""

    def __init__(self, real: Callable[..., object], after: int) -> None:
        self.real, self.left = real, after

    def __call__(self, source: Path, *rest: object, **options: object) -> object:
        self.left -= 1
        if self.left < 0:
            raise NotebookError(Failure(FailureKind.KERNEL_DIED, source.stem, None, "the kernel died"))
        return self.real(source, *rest, **options)


def test_it_goes_on_where_it_was_cut_off(
    go: Go, project: Project, without_kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from senim.execution import run as running

    real = running.run_notebook
    monkeypatch.setattr(running, "run_notebook", Failing(real, after=5))
    with pytest.raises(NotebookError, match="the kernel died"):
        go(per_kernel=1)
    assert len(without_kernels) == 5
    assert not (project.reports / "sweeps").exists()
    monkeypatch.setattr(running, "run_notebook", real)
    assert go(per_kernel=1).published
    assert len(without_kernels) == 16


def test_a_failure_leaves_the_last_folder_as_it_was(
    go: Go, sweep_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from senim.brief import sweeps
    from senim.execution import run as running

    first = go().index.parent
    before = tree(first)
    edit(sweep_file, "0.6]", "0.7]")
    monkeypatch.setattr(sweeps, "listing_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        go()
    assert tree(first) == before
    monkeypatch.setattr(running, "run_notebook", Failing(running.run_notebook, after=0))
    edit(sweep_file, "0.7]", "0.8]")
    with pytest.raises(NotebookError):
        go()
    assert tree(first) == before
    assert [path.name for path in first.parent.iterdir()] == ["cut-size"]


def test_damaged_pages_are_published_again(go: Go, without_kernels: list[str]) -> None:
    page = go().index
    good = page.read_bytes()
    page.write_bytes(good[:-9])
    assert go().published
    assert page.read_bytes() == good
    (page.parent / "stranger.html").write_text("x", encoding="utf-8")
    assert go().published
    assert not (page.parent / "stranger.html").exists()
    assert without_kernels == []


def test_leftovers_are_swept(go: Go, project: Project) -> None:
    leftover = project.reports / "sweeps" / ".tmp-cut-size-x"
    leftover.mkdir(parents=True)
    go()
    assert not leftover.exists()


def test_pages_that_were_being_replaced_when_a_run_was_killed_are_not_lost(go: Go, sweep_file: Path) -> None:
    pages = go().index.parent
    before = tree(pages)
    pages.rename(pages.parent / ".tmp-cut-size-old-0123abcd")
    edit(sweep_file, "- cut:", "- cutt:")
    with pytest.raises(InputError):
        go()
    assert tree(pages) == before
    assert [path.name for path in pages.parent.iterdir()] == ["cut-size"]


def test_what_ran_unwatched_never_stands_for_what_is_watched(go: Go, without_kernels: list[str]) -> None:
    chunks = go(strict=False).chunks
    go()
    assert len(without_kernels) == chunks


def test_any_file_that_the_notebook_declares_counts(
    go: Go, project: Project, without_kernels: list[str]
) -> None:
    path = project.notebooks / "sweep.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["senim"] = {"reads": ["parameters/", "scenarios/", "data/raw/extra.txt"]}
    path.write_text(json.dumps(content), encoding="utf-8")
    (project.raw / "extra.txt").write_text("1", encoding="utf-8")
    chunks = go().chunks
    (project.raw / "extra.txt").write_text("2", encoding="utf-8")
    go()
    assert len(without_kernels) == chunks


def test_each_takes_away_its_own_failures(
    go: Go, project: Project, sweep_file: Path, small: ModuleType
) -> None:
    (project.notebooks / "brief.ipynb").unlink()
    announcer = Announcer(LineListener(io.StringIO()))
    options = Options(date="2026-01-01", jobs=1)
    chunk = next(
        one.task.name
        for one in plan_sweep(project, sweep_file, Options(), small.services(), 4).tasks
        if "more" in one.task.name
    )
    kept = [chunk, "sweep.other.x-123", "sweep-pages.cut-size", "01-first"]
    for name in kept:
        (project.failed / name).mkdir(parents=True)
    levers = project.parameters / "levers.yaml"
    levers.touch()
    run(project, options, small.services(), announcer)
    (project.failed / "02-gone").mkdir()
    run(project, options, small.services(), Announcer(LineListener(io.StringIO())))
    assert sorted(path.name for path in project.failed.iterdir()) == sorted(kept[:3])
    assert failures(project.failed) == ()
    levers.unlink()
    go()
    assert [path.name for path in project.failed.iterdir()] == ["sweep.other.x-123"]


def test_a_notebook_that_forgets_a_combination(go: Go, project: Project) -> None:
    path = project.notebooks / "sweep.ipynb"
    edit(path, "for one in combinations for", "for one in combinations[1:] for")
    with pytest.raises(InputError, match="the notebook wrote no claim for it"):
        go()
    assert not (project.reports / "sweeps" / "cut-size").exists()


def test_bad_input_runs_nothing(go: Go, sweep_file: Path, without_kernels: list[str]) -> None:
    edit(sweep_file, "- cut:", "- cutt:")
    with pytest.raises(InputError, match="Did you mean 'cut'"):
        go()
    assert without_kernels == []


def test_a_plan_reads_files_once_however_many_combinations(
    project: Project, sweep_file: Path, small: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from senim.pipeline import planning

    edit(sweep_file, "{from: 0, to: 0.15, step: 0.025}", "{from: 0, to: 0.15, step: 0.0002}")
    read: list[object] = []
    real = planning.file_items
    monkeypatch.setattr(planning, "file_items", lambda *given: read.append(given) or real(*given))
    plan = plan_sweep(project, sweep_file, Options(), small.services(), per_kernel=1)
    assert len(plan.tasks) == 3 * 751 + 2
    assert {planned.decision for planned in plan.tasks} == {Decision.RUN}
    assert len(read) < 10
    assert not project.cache.exists()


def test_sweeps_are_no_input_of_an_edition(project: Project, sweep_file: Path, small: ModuleType) -> None:
    (project.notebooks / "brief.ipynb").unlink()

    def keys() -> list[object]:
        planner = Planner(project, Store(project.cache, project.root))
        tasks = build_tasks(project, Options(), small.services(), planner, "2026-01-01")
        assert not any("sweep" in task.name for task in tasks)
        return [planner.own_parts(task) for task in tasks]

    before = keys()
    edit(sweep_file, "0.6]", "0.7]")
    assert keys() == before
    edit(project.scenarios / "cut-to-424.yaml", "order:", "# more\norder:")
    assert keys() != before


def test_what_makes_the_pages_can_travel(project: Project, sweep_file: Path) -> None:
    sweep = read_sweep(project, sweep_file, Options())
    action = PagesAction(sweep, chunks_of(project, sweep, Options(), 4))
    again = pickle.loads(pickle.dumps(action))
    assert [one.id for one in again.sweep.grid] == [one.id for one in sweep.grid]
    assert again.chunks == action.chunks


def test_who_listens_is_told(go: Go) -> None:
    stream = io.StringIO()
    outcome = go(announcer=Announcer(LineListener(stream)))
    text = stream.getvalue()
    assert f"{outcome.chunks + 2} tasks" in text
    assert text.count("done   sweep.cut-size.") == outcome.chunks
    assert "done   sweep-pages.cut-size" in text
    assert "publish sweep cut-size" in text
    assert "exit code 0, published (sweep cut-size)" in text


def test_all_in_one_kernel(go: Go, without_kernels: list[str]) -> None:
    assert go(per_kernel=100).chunks == len(without_kernels) == 1
