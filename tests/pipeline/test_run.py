"""Only what changed runs again, nothing half is published, and every fault is told at once."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.findings import InputError
from senim.pipeline.damage import damage_of_latest
from senim.pipeline.editions import editions
from senim.pipeline.errors import AuditError, SourceUnavailableError
from senim.pipeline.forecast import forecast
from senim.pipeline.history import read_history
from senim.pipeline.json_progress import JsonListener
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project, parsed_options
from senim.pipeline.run import Outcome, ahead, checked_plan, plan_run, run
from senim.pipeline.services import Services
from senim.pipeline.tasks import Decision
from senim.pipeline.verify import verify_edition

OPTIONS = Options(languages=("en", "kk"), date="2026-01-01", jobs=1)
Run = Callable[..., Outcome]


@pytest.fixture
def project(root: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SENIM_ROOT", str(root))
    # The library is a part of the project, so that a test can edit it.
    shutil.copytree(Path(__file__).parents[2] / "src" / "senim" / "execution", root / "src/senim/execution")
    for name in ("__init__.py", "findings.py", "paths.py"):
        shutil.copy(Path(__file__).parents[2] / "src" / "senim" / name, root / "src" / "senim" / name)
    locale = root / "src" / "senim" / "brief" / "locale"
    locale.mkdir(parents=True)
    (root / "src/senim/brief/template").mkdir()
    (root / "src/senim/brief/template/page.css").write_text("p {}", encoding="utf-8")
    for language in ("en", "kk"):
        (locale / f"{language}.po").write_text("", encoding="utf-8")
    return Project(root, root / "reports")


@pytest.fixture
def go(project: Project, small: ModuleType, without_kernels: list[str]) -> Run:
    def act(options: Options = OPTIONS, services: Services | None = None, **changes: Any) -> Outcome:
        without_kernels.clear()
        rooms = services or small.services()
        return run(project, replace(options, **changes), rooms, Announcer(LineListener(io.StringIO())))

    return act


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lasting(reports: Path) -> dict[str, bytes]:
    """Read what a run with nothing to do leaves as it was: all but the time of the last look."""
    return {
        name: content for name, content in tree(reports).items() if name not in ("status.html", "status.json")
    }


def test_an_edition_holds_everything(go: Run, project: Project) -> None:
    outcome = go()
    assert outcome.published
    assert outcome.edition.name.startswith("2026-01-01-")
    assert (project.reports / "latest").resolve() == outcome.edition
    files = tree(outcome.edition)
    assert {
        "en/brief.html",
        "kk/brief.html",
        "en/claims.json",
        "data/claims.json",
        "record.json",
    } <= files.keys()
    assert {"notebooks/01-first.ipynb", "notebooks/brief.kk.ipynb"} <= files.keys()
    assert b"2026-01-01 ['01-first', '02-second']" in files["en/brief.html"]
    assert str(project.root).encode() not in b"".join(files.values())
    claims = {claim["id"]: claim["value"] for claim in json.loads(files["data/claims.json"])}
    assert claims == {"first": 14, "second": 10}
    assert 'href="latest/kk/brief.html"' in outcome.index.read_text(encoding="utf-8")


def test_nothing_to_do(go: Run, without_kernels: list[str], project: Project) -> None:
    first = go()
    before = lasting(project.reports)
    second = go(date="")
    assert (second.published, second.edition, without_kernels) == (False, first.edition, [])
    assert lasting(project.reports) == before


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"edition": {}, "tasks": {"prepare": 1}, "outputs": {}}', None]
)
def test_a_damaged_record_is_not_called_up_to_date(go: Run, text: str | None) -> None:
    first = go().edition
    record = first / "record.json"
    record.write_text(
        text or record.read_text(encoding="utf-8").replace("01-first", "01-other"), encoding="utf-8"
    )
    second = go()
    assert second.published
    assert (second.edition.name, verify_edition(second.edition)) == (f"{first.name}-2", ())


def test_old_editions_go_before_another_run_can_take_the_lock(
    project: Project, small: ModuleType, go: Run, without_kernels: list[str]
) -> None:
    go()
    go(date="2026-01-02")
    stream = io.StringIO()
    options = replace(OPTIONS, date="2026-01-03", keep=1)
    run(project, options, small.services(), Announcer(JsonListener(stream)))
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    names = [path.name[:10] for path in editions(project.reports)]
    assert names == ["2026-01-03", "2026-01-02"]
    assert [line["event"] for line in told[-3:]] == ["published", "note", "run-ended"]
    assert told[-2]["data"]["message"].startswith("Removed edition 2026-01-01-")
    assert told[-1]["data"]["exit_code"] == 0


def test_same_inputs_same_bytes(go: Run, project: Project) -> None:
    first = tree(go().edition)
    shutil.rmtree(project.reports)
    assert tree(go().edition) == first


def edit_raw(root: Path) -> None:
    (root / "data/raw/numbers.csv").write_text("number,period_end\n8,2025-12-31\n", encoding="utf-8")


def edit_note(root: Path) -> None:
    with (root / "data/raw/numbers.csv").open("a", encoding="utf-8") as stream:
        stream.write("9,2025-01-01\n")


def edit_scenario(root: Path) -> None:
    (root / "scenarios/baseline.yaml").write_text("id: baseline # edited\n", encoding="utf-8")


def edit_module(root: Path) -> None:
    with (root / "src/senim/execution/claims.py").open("a", encoding="utf-8") as stream:
        stream.write("\nMORE = 1\n")


def edit_module_comment(root: Path) -> None:
    with (root / "src/senim/execution/claims.py").open("a", encoding="utf-8") as stream:
        stream.write("\n# only a comment\n")


def edit_prose(root: Path) -> None:
    path = root / "notebooks/02-second.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("# Why?", "# What?"), encoding="utf-8")


def edit_code(root: Path) -> None:
    path = root / "notebooks/02-second.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("value = draws", "value = draws + 1"), encoding="utf-8"
    )


def edit_same_result(root: Path) -> None:
    path = root / "notebooks/02-second.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("value = draws", "value = draws + 0"), encoding="utf-8"
    )


def edit_lock(root: Path) -> None:
    (root / "requirements.lock").write_text("pandas==1\n", encoding="utf-8")


def edit_kazakh(root: Path) -> None:
    (root / "src/senim/brief/locale/kk.po").write_text("# more", encoding="utf-8")


def edit_template(root: Path) -> None:
    (root / "src/senim/brief/template/page.css").write_text("p { color: red }", encoding="utf-8")


# Every new edition lays out its briefs, without a kernel: they cite its name and the edition before it.
BRIEFS = ["en", "kk"]
EVERYTHING = ["01-first", "02-second", *BRIEFS]


@pytest.mark.parametrize(
    ("edit", "expected", "published"),
    [
        (edit_raw, EVERYTHING, True),
        (edit_note, EVERYTHING, True),
        (edit_scenario, EVERYTHING, True),
        (edit_module, EVERYTHING, True),
        (edit_module_comment, [], False),
        (edit_prose, BRIEFS, True),
        (edit_code, ["02-second", "en", "kk"], True),
        (edit_same_result, ["02-second", "en", "kk"], True),
        (edit_lock, EVERYTHING, True),
        (edit_kazakh, BRIEFS, True),
        (edit_template, BRIEFS, True),
    ],
)
def test_what_runs_again(  # type: ignore[no-untyped-def]
    go: Run, project: Project, without_kernels: list[str], edit, expected: list[str], published: bool
) -> None:
    go()
    edit(project.root)
    outcome = go()
    if edit is edit_note:
        # The table that the notebooks read is the same; only its listing among the sources moved.
        expected = BRIEFS
    assert sorted(without_kernels) == sorted(expected)
    assert outcome.published is published


def test_an_edit_of_prose_reaches_the_edition_and_runs_nothing(
    go: Run, project: Project, without_kernels: list[str]
) -> None:
    first = go().edition
    edit_prose(project.root)
    outcome = go()
    assert sorted(without_kernels) == BRIEFS
    notebook = json.loads((outcome.edition / "notebooks" / "02-second.ipynb").read_text(encoding="utf-8"))
    assert notebook["cells"][0]["source"] == "# What?"
    assert notebook["cells"][-1]["outputs"]
    assert outcome.edition.name.startswith(first.name)


def test_deleted_or_damaged_results_are_made_again(
    go: Run, project: Project, without_kernels: list[str]
) -> None:
    go()
    page = project.reports / "latest" / "en" / "brief.html"
    good = page.read_bytes()
    page.write_bytes(good[:-1])
    assert go().published
    assert sorted(without_kernels) == BRIEFS
    assert (project.reports / "latest" / "en" / "brief.html").read_bytes() == good
    store = next((project.cache / "02-second").glob("*/results/claims.json"))
    store.write_text("[]", encoding="utf-8")
    (project.processed / "numbers.txt").unlink()
    standing = editions(project.reports)
    assert go(date="").edition == standing[0]
    assert without_kernels == ["02-second"]
    assert (project.processed / "numbers.txt").is_file()
    shutil.rmtree(project.cache)
    assert go(date="").edition == standing[0]
    assert sorted(without_kernels) == EVERYTHING
    assert editions(project.reports) == standing, "made again, and not published again"


@pytest.mark.parametrize(
    ("damage", "published"),
    [
        (lambda folder: (folder / "data/claims.json").unlink(), True),
        (lambda folder: (folder / "notes.txt").touch(), False),
    ],
)
def test_a_damaged_latest_is_told(  # type: ignore[no-untyped-def]
    go: Run, project: Project, small: ModuleType, damage, published: bool
) -> None:
    first = go().edition
    assert damage_of_latest(project.reports) == ""
    damage(first)
    told = damage_of_latest(project.reports)
    assert first.name in told
    stream = io.StringIO()
    outcome = run(project, OPTIONS, small.services(), Announcer(JsonListener(stream)))
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    notes = [event["data"] for event in events if event["event"] == "note"]
    assert {"message": told, "warning": True} in notes
    assert (outcome.published, outcome.edition == first) == (published, not published)
    assert ("a new edition beside it" in told) is published
    assert told in json.loads((project.reports / "status.json").read_text(encoding="utf-8"))["notes"]
    if published:
        record = json.loads((outcome.edition / "record.json").read_text(encoding="utf-8"))
        assert (record["edition"]["compared_with"], record["edition"]["first"]) == (None, False)


def test_what_comes_out_otherwise_is_a_new_edition(go: Run, project: Project, small: ModuleType) -> None:
    # a notebook whose result hangs on something that it does not declare
    clock = project.root / "clock"
    clock.write_text("1", encoding="utf-8")
    small.first_notebook(project.root, "print((root / 'clock').read_text())")
    first = go().edition
    clock.write_text("2", encoding="utf-8")
    shutil.rmtree(project.cache)
    second = go().edition
    assert second.name == f"{first.name}-2"
    assert (verify_edition(first), verify_edition(second)) == ((), ())


def test_parameters_by_declared_type(go: Run, project: Project, without_kernels: list[str]) -> None:
    go()
    typed = parsed_options([], ["en", "kk"], {"draws": 7}, ["code=05"], jobs=1, date="2026-01-01")
    outcome = go(typed)
    assert sorted(without_kernels) == ["02-second", "en", "kk"]
    record = json.loads((outcome.edition / "record.json").read_text(encoding="utf-8"))
    assert record["tasks"]["02-second"]["parts"]["parameters"] == {"code": '"05"', "draws": "7"}


def test_everything_wrong_at_once_and_nothing_runs(
    go: Run, project: Project, without_kernels: list[str]
) -> None:
    (project.root / "parameters/levers.yaml").write_text("bad", encoding="utf-8")
    (project.root / "data/raw/numbers.csv").write_text("number\nseven\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        go(scenarios=("nowhere",), parameters={"drows": "1", "draws": "x"})
    files = [finding.file for finding in caught.value.findings]
    assert sorted(set(files)) == [
        "command line", "levers.yaml", "numbers.csv", "scenarios",
    ]  # fmt: skip
    assert without_kernels == []
    assert not list(project.reports.glob("2*"))


def test_a_value_that_several_notebooks_refuse_is_told_once(project: Project, small: ModuleType) -> None:
    second = project.notebooks / "02-second.ipynb"
    shutil.copy(second, project.notebooks / "03-third.ipynb")
    with pytest.raises(InputError) as caught:
        plan_run(project, replace(OPTIONS, parameters={"draws": "many"}), small.services())
    (found,) = caught.value.findings
    assert (found.file, found.where) == ("command line", "parameter draws")
    assert found.remedy.endswith("Asked for by 02-second, 03-third.")


def test_a_plan_refuses_what_a_run_refuses(go: Run, project: Project, small: ModuleType) -> None:
    (project.root / "parameters/levers.yaml").write_text("bad", encoding="utf-8")
    for changes in ({}, {"scenarios": ("nowhere",), "parameters": {"draws": "x"}}):
        with pytest.raises(InputError) as ran:
            go(**changes)
        with pytest.raises(InputError) as planned:
            checked_plan(project, replace(OPTIONS, **changes), small.services())  # type: ignore[arg-type]
        assert str(planned.value) == str(ran.value)
        assert "levers.yaml" in str(planned.value)
    assert not list(project.reports.glob("2*"))


def test_bad_source_alone(go: Run, project: Project, without_kernels: list[str]) -> None:
    go()
    (project.root / "data/raw/numbers.csv").write_text("number\nseven\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"numbers.csv, line 2: not a number"):
        go()
    assert without_kernels == []


def test_missing_sources_keep_the_last_edition(go: Run, project: Project) -> None:
    first = go()
    shutil.rmtree(project.raw)
    with pytest.raises(SourceUnavailableError, match="last edition is unchanged"):
        go()
    assert (project.reports / "latest").resolve() == first.edition


def test_failed_audit_publishes_nothing(go: Run, project: Project, small: ModuleType) -> None:
    first = go()
    before = tree(first.edition)
    edit_code(project.root)
    forbidden = replace(small.services(), render=lambda notebook, language: "forbidden")
    with pytest.raises(AuditError, match="forbidden word") as caught:
        go(services=replace(forbidden), date="2026-01-02")
    assert (project.reports / "latest").resolve() == first.edition
    assert tree(first.edition) == before
    assert (caught.value.kept / "en" / "brief.html").is_file()
    assert [path.name for path in project.reports.glob("2*")] == [first.edition.name]
    assert not list(project.reports.glob(".tmp-*"))


def test_look_alone_keeps_the_run_key(go: Run, project: Project) -> None:
    first = go().edition
    edit_template(project.root)
    second = go().edition
    assert second.name == f"{first.name}-2"
    assert (project.reports / "latest").resolve() == second


def test_new_date_on_request_only(go: Run, without_kernels: list[str]) -> None:
    first = go().edition
    assert go(date="").edition == first
    assert go(date="2026-02-03").edition.name.startswith("2026-02-03")
    assert sorted(without_kernels) == ["en", "kk"]


def test_fewer_languages(go: Run) -> None:
    outcome = go(languages=("kk",))
    assert not (outcome.edition / "en").exists()
    assert "latest/en/" not in outcome.index.read_text(encoding="utf-8")


def test_input_edited_during_the_run_is_refused(go: Run, project: Project, small: ModuleType) -> None:
    small.first_notebook(project.root, "(root / 'scenarios/baseline.yaml').write_text('other')")
    with pytest.raises(InputError, match="edited while 01-first ran"):
        go()
    assert not list(project.reports.glob("2*"))


def test_a_catalogue_edited_during_the_run_is_refused(go: Run, project: Project, small: ModuleType) -> None:
    words = "src/senim/brief/locale/en.po"
    path = small.first_notebook(project.root, f"(root / {words!r}).write_text('other')")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["senim"] = {"reads": ["data/processed/numbers", words]}
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match="edited while 01-first ran"):
        go()
    assert not list(project.reports.glob("2*"))


def test_stale_leftovers_are_swept(go: Run, project: Project) -> None:
    for folder in (
        project.reports / ".tmp-2026-x",
        project.cache / "01-first" / ".tmp-y",
        project.failed / ".tmp-z",
        project.processed / ".preparing-z",
    ):
        folder.mkdir(parents=True)
    go()
    assert not list(project.reports.rglob(".tmp-*"))
    assert not list(project.processed.glob(".*"))


def test_plan_is_data_and_runs_nothing(
    go: Run, project: Project, small: ModuleType, without_kernels: list[str]
) -> None:
    first = plan_run(project, OPTIONS, small.services())[2]
    assert {planned.decision for planned in first.tasks} == {Decision.RUN}
    assert not project.cache.exists()
    go()
    edit_code(project.root)
    without_kernels.clear()
    plan = plan_run(project, OPTIONS, small.services())[2]
    decisions = {planned.task.name: planned.decision for planned in plan.tasks}
    assert decisions == {
        "prepare": Decision.SKIP,
        "01-first": Decision.SKIP,
        "text.01-first": Decision.SKIP,
        "02-second": Decision.RUN,
        "text.02-second": Decision.WAIT,
        "brief.en": Decision.WAIT,
        "brief.kk": Decision.WAIT,
        "page.en": Decision.WAIT,
        "page.kk": Decision.WAIT,
    }
    assert "02-second       run (code: code cell 02: " in str(plan)
    assert without_kernels == []


def test_what_is_told(project: Project, small: ModuleType, without_kernels: list[str]) -> None:
    stream = io.StringIO()
    run(project, OPTIONS, small.services(), Announcer(JsonListener(stream)))
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    kinds = [line["event"] for line in told]
    assert (kinds[0], kinds[-2:]) == ("run-began", ["published", "run-ended"])
    names = {task["name"] for task in told[0]["data"]["tasks"]}
    for kind in ("task-started", "task-finished"):
        assert {line["data"]["task"] for line in told if line["event"] == kind} == names
    assert told[-1]["data"]["exit_code"] == 0
    history = read_history(project.cache / "history.jsonl")
    assert history.keys() == names
    assert 'href="status.html"' in (project.reports / "index.html").read_text(encoding="utf-8")
    status = json.loads((project.reports / "status.json").read_text(encoding="utf-8"))
    assert (status["running"], status["runs"][0]["exit_code"], len(status["tasks"])) == (False, 0, len(names))


def test_a_failed_task_is_told_with_its_end(project: Project, small: ModuleType) -> None:
    shutil.rmtree(project.raw)
    stream = io.StringIO()
    with pytest.raises(SourceUnavailableError):
        run(project, OPTIONS, small.services(), Announcer(JsonListener(stream)))
    ended = json.loads(stream.getvalue().splitlines()[-1])
    assert (ended["event"], ended["data"]["exit_code"]) == ("run-ended", 5)
    status = json.loads((project.reports / "status.json").read_text(encoding="utf-8"))
    assert [run["exit_code"] for run in status["runs"]] == [5]


def test_history_makes_the_estimate(
    project: Project, small: ModuleType, go: Run, without_kernels: list[str]
) -> None:
    plan = plan_run(project, OPTIONS, small.services())[2]
    assert forecast(ahead(project, plan), 2).without_history == len(plan.tasks)
    go()
    edit_code(project.root)
    tasks = ahead(project, plan_run(project, OPTIONS, small.services())[2])
    assert forecast(tasks, 2).without_history == 0
    assert forecast(tasks, 2).tasks == 6
