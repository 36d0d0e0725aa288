"""Nothing to do is told from content alone; any edit of what counts makes a run look closer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senim.pipeline.unchanged import (
    STAMP,
    inputs_state,
    kernels_are_likely,
    kernels_state,
    remember,
    unchanged_edition,
)

WORDS = ("--date", "2026-01-01")


@pytest.fixture
def known(root: Path) -> Path:
    """Give a project whose newest edition was made with `WORDS`."""
    reports = root / "reports"
    (reports / "2026-01-01-0" / "en").mkdir(parents=True)
    (reports / "2026-01-01-0" / "en" / "brief.html").write_text("page", encoding="utf-8")
    (reports / "index.html").write_text("index", encoding="utf-8")
    (reports / "latest").symlink_to("2026-01-01-0")
    remember(root, reports, WORDS, inputs_state(root), "2026-01-01-0")
    return root


def found(root: Path, words: tuple[str, ...] = WORDS) -> str | None:
    return unchanged_edition(root, root / "reports", words)


def add(path: Path, text: str = "x") -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_the_same_content_and_options_have_nothing_to_do(known: Path) -> None:
    assert found(known) == "2026-01-01-0"
    assert found(known, ()) is None
    assert found(known, ("--date", "2026-01-02")) is None


def test_what_another_run_published_meanwhile_is_not_remembered_as_ours(known: Path) -> None:
    reports = known / "reports"
    shutil.copytree(reports / "2026-01-01-0", reports / "2026-01-02-0")
    (reports / "latest").unlink()
    (reports / "latest").symlink_to("2026-01-02-0")
    remember(known, reports, (), inputs_state(known), "2026-01-01-0")
    assert found(known, ()) is None


def test_times_of_files_do_not_count(known: Path) -> None:
    for path in known.rglob("*"):
        os.utime(path, (0, 0), follow_symlinks=False)
    assert found(known) == "2026-01-01-0"


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: add(root / "data/raw/numbers.csv"),
        lambda root: add(root / "data/raw/more.csv"),
        lambda root: (root / "data/raw/numbers.csv").rename(root / "data/raw/other.csv"),
        lambda root: add(root / "parameters/levers.yaml"),
        lambda root: (root / "scenarios/baseline.yaml").unlink(),
        lambda root: add(root / "notebooks/01-first.ipynb"),
        lambda root: add(root / "requirements.lock"),
        lambda root: add(root / "reports/latest/en/brief.html"),
        lambda root: shutil.rmtree(root / "reports/latest/en"),
        lambda root: add(root / "reports/index.html"),
        lambda root: (root / "reports/latest").unlink(),
        lambda root: (root / "data/processed").mkdir() or add(root / "data/processed/numbers.txt"),
        lambda root: add(root / "reports/.cache" / STAMP),
        lambda root: (root / "reports/failed/01-first").mkdir(parents=True),
        lambda root: (root / "reports/.cache" / STAMP).write_text("[]", encoding="utf-8"),
    ],
)
def test_any_edit_makes_a_run_look_closer(known: Path, edit: Callable[[Path], object]) -> None:
    edit(known)
    assert found(known) is None


def test_a_damaged_byte_is_seen_though_size_and_time_are_the_same(known: Path) -> None:
    page = known / "reports/latest/en/brief.html"
    before = page.stat()
    page.write_text("pagf", encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(known) is None


def test_inputs_edited_during_the_run_leave_no_stamp(known: Path) -> None:
    before = inputs_state(known)
    add(known / "scenarios/baseline.yaml")
    remember(known, known / "reports", WORDS, before, "2026-01-01-0")
    assert not (known / "reports/.cache" / STAMP).exists()
    assert found(known) is None


def test_the_library_counts(known: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from senim.pipeline import unchanged

    package = tmp_path / "library" / "senim" / "pipeline" / "unchanged.py"
    package.parent.mkdir(parents=True)
    package.write_text("", encoding="utf-8")
    monkeypatch.setattr(unchanged, "__file__", str(package))
    first = inputs_state(known)
    add(package.parent / "compiled.pyc")
    assert inputs_state(known) == first
    add(package, "# edited")
    assert inputs_state(known) != first


def edit_cell(path: Path, kind: str) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    next(cell for cell in content["cells"] if cell["cell_type"] == kind)["source"] += "1 # edited"
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "likely"),
    [
        (lambda root: None, False),
        (lambda root: edit_cell(root / "notebooks/01-first.ipynb", "markdown"), False),
        (lambda root: edit_cell(root / "notebooks/01-first.ipynb", "code"), True),
        (lambda root: add(root / "data/raw/numbers.csv"), True),
        (lambda root: (root / "notebooks/01-first.ipynb").write_text("{", encoding="utf-8"), True),
        (lambda root: (root / "reports/.cache" / STAMP).unlink(), True),
    ],
)
def test_kernels_are_likely_where_code_or_data_moved(
    known: Path, edit: Callable[[Path], None], likely: bool
) -> None:
    edit(known)
    assert kernels_are_likely(known, known / "reports") is likely


def test_what_only_lays_out_a_brief_wants_no_kernel(
    known: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from senim.pipeline import unchanged

    package = tmp_path / "library" / "senim"
    for name in ("pipeline", "brief/locale"):
        (package / name).mkdir(parents=True)
    monkeypatch.setattr(unchanged, "__file__", str(package / "pipeline" / "unchanged.py"))
    first = kernels_state(known)
    add(package / "brief/locale/kk.po")
    assert kernels_state(known) == first
    add(package / "pipeline/unchanged.py")
    assert kernels_state(known) != first


ONLY_THE_STANDARD_LIBRARY = """
import sys
sys.path[:0] = [{source!r}, {seen!r}]
sys.argv = ["pipeline.py", "run", "--language", "en"]
from senim import cli
cli.main()
print(sorted({{name.partition(".")[0] for name in sys.modules}} - sys.stdlib_module_names - {{"__main__"}}))
"""


@pytest.mark.slow
def test_a_run_leaves_a_stamp_and_the_next_loads_the_standard_library_only(
    root: Path, small: ModuleType, tmp_path: Path
) -> None:
    def go(*words: str) -> str:
        command = [sys.executable, *words]
        environment = {**os.environ, "SENIM_ROOT": str(root)}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    assert "Published edition" in go(str(small.__file__), "run", "--language", "en")
    source = str(Path(__file__).parents[2] / "src")
    # Without the folder of installed packages, anything but the standard library fails to load; what writes
    # PDF files is looked for, and must not be loaded.
    seen = tmp_path / "seen"
    seen.mkdir()
    (seen / "weasyprint.py").write_text("raise ImportError", encoding="utf-8")
    words = ONLY_THE_STANDARD_LIBRARY.format(source=source, seen=str(seen))
    first, _, modules = go("-S", "-c", words).splitlines()
    assert first.startswith("Nothing to do: edition ")
    assert modules == "['senim']"
    status = json.loads((root / "reports" / "status.json").read_text(encoding="utf-8"))
    assert [run["published"] for run in status["runs"]] == [False, True]


def test_the_page_of_a_run_at_work_is_left_alone(known: Path) -> None:
    from filelock import FileLock

    from senim.pipeline.unchanged import tell_nothing_to_do

    with FileLock(known / "reports" / ".lock"):
        tell_nothing_to_do(known / "reports", "2026-01-01-0")
    assert not (known / "reports" / "status.json").exists()
    tell_nothing_to_do(known / "reports", "2026-01-01-0")
    assert (known / "reports" / "status.json").is_file()
