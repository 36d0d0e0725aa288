"""Real kernels under watch: what is not declared is refused and named, even where the error is hidden."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.orc as orc
import pytest

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.guard.rules import Rules
from senim.execution.guard.session import Watch
from senim.execution.run import NotebookRun, run_notebook
from senim.execution.supply import open_kernels

pytestmark = pytest.mark.slow
Run = Callable[..., NotebookRun]

# Tries a line, and says whether it went through; the error is hidden from the notebook.
ATTEMPT = """
import asyncio
from concurrent.futures import ThreadPoolExecutor

def in_thread(act):
    return ThreadPoolExecutor().submit(act).result()

async def reach(host, port):
    await asyncio.open_connection(host, port)

def attempt(line):
    try:
        exec(line, globals())
    except Exception as error:
        print("refused" if type(error).__name__.startswith("Undeclared") else f"{error!r}", "|", line)
    else:
        print("through", "|", line)
"""


# A forked kernel has its libraries before it has the guard.
AHEAD = (
    *("pandas", "sqlite3", "zmq", "pyarrow.parquet", "pyarrow.dataset", "pyarrow.feather", "pyarrow.orc"),
    *("pyarrow.fs", "pyarrow.csv", "pyarrow.json", "matplotlib.pyplot"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "project").resolve()
    for folder in ("data/raw", "data/processed", "parameters", "scenarios", "notebooks", "reports/task"):
        (root / folder).mkdir(parents=True)
    table = pd.DataFrame({"x": [1, 2]})
    for name in ("known", "secret"):
        table.to_csv(root / f"data/raw/{name}.csv", index=False)
        table.to_parquet(root / f"data/processed/{name}.parquet")
        feather.write_feather(table, root / f"data/processed/{name}.feather")
        orc.write_table(pa.Table.from_pandas(table), root / f"data/processed/{name}.orc")
        (root / f"parameters/{name}.yaml").write_text("x: 1\n", encoding="utf-8")
        (root / f"data/raw/{name}.json").write_text('{"x": 1}\n', encoding="utf-8")
    (tmp_path / "outside.csv").write_text("x\n1\n", encoding="utf-8")
    (root / "notebooks" / "helpers.py").write_text("x = 1\n", encoding="utf-8")
    return root


@pytest.fixture
def run(small: ModuleType, root: Path) -> Run:
    def act(  # type: ignore[no-untyped-def]
        *cells: str,
        declared: tuple[str, ...] = (),
        refuse: bool = True,
        parameters: str | None = None,
        **options: Any,
    ):
        source = small.write_notebook(root / "notebooks" / "01-first.ipynb", *cells, parameters=parameters)
        rules = Rules(
            root=str(root),
            data={name: str(root / name) for name in ("data", "parameters", "scenarios", "reports")},
            declared=tuple(f"{root}/{name}" for name in declared),
            own=(f"{root}/reports/task/",),
        )
        watch = Watch(rules, "notebooks/01-first.ipynb", refuse=refuse)
        output = root / "reports" / "task" / "notebook.ipynb"
        given = {"draws": 2} if parameters else {}
        options = {"environment": {"ROOT": str(root)}, **options}
        return run_notebook(source, output, given, watch=watch, **options)

    return act


def refused(run: Run, *cells: str, **options: object) -> Failure:
    with pytest.raises(NotebookError) as caught:
        run(*cells, **options)
    return caught.value.failure


def attempts(run: Run, lines: list[str], **options: object) -> tuple[dict[str, str], Failure]:
    """Run lines in one kernel, each with its error hidden; give what became of each."""
    calls = "\n".join(f"attempt({line!r})" for line in lines)
    failure = refused(run, ATTEMPT, calls, **options)
    assert failure.partial is not None
    cells = json.loads(failure.partial.read_text(encoding="utf-8"))["cells"]
    printed = "".join(
        "".join(output["text"])
        for cell in cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )
    rows = (row.partition(" | ") for row in printed.splitlines() if " | " in row)
    return {line: outcome for outcome, _, line in rows}, failure


def test_an_undeclared_file_is_named_with_its_cell_and_the_line_to_add(run: Run, root: Path) -> None:
    failure = refused(run, "x = 1", "y = 2\nopen('../data/raw/secret.csv')", "raise SystemError")
    assert (failure.kind, failure.cell) == (FailureKind.CODE, 3)
    assert failure.line == "line 2: open('../data/raw/secret.csv')"
    assert failure.cause == (
        'it reads data/raw/secret.csv, which it does not declare. Add "data/raw/secret.csv" to '
        "metadata.senim.reads of notebooks/01-first.ipynb."
    )


def test_an_error_that_is_hidden_fails_the_notebook_all_the_same(run: Run, root: Path) -> None:
    hiding = "try:\n    text = open('../data/raw/secret.csv').read()\nexcept Exception:\n    text = ''"
    failure = refused(run, "print(draws)", hiding, "print('on')", parameters="draws: int = 1")
    assert (failure.kind, failure.cell) == (FailureKind.CODE, 4)
    assert failure.line == "line 2: text = open('../data/raw/secret.csv').read()"
    assert failure.partial is not None
    cells = json.loads(failure.partial.read_text(encoding="utf-8"))["cells"]
    marked = [
        "".join(cell["source"])
        for cell in cells
        if any(output["output_type"] == "error" for output in cell.get("outputs", []))
    ]
    assert marked == [hiding]


def statuses(failure: Failure) -> list[str]:
    assert failure.partial is not None
    cells = json.loads(failure.partial.read_text(encoding="utf-8"))["cells"]
    return [cell["metadata"].get("papermill", {}).get("status", "banner") for cell in cells]


HIDING = "try:\n    open('../data/raw/secret.csv')\nexcept Exception:\n    pass"


def test_a_notebook_that_goes_on_is_kept_with_a_banner_and_true_statuses(run: Run) -> None:
    failure = refused(run, "print('a')", HIDING, "print('b')")
    assert failure.partial is not None
    kept = json.loads(failure.partial.read_text(encoding="utf-8"))["cells"]
    assert kept[0]["metadata"]["tags"] == ["senim-failure"]
    assert "opened what it does not declare, first in cell 3 (code)" in "".join(kept[0]["source"])
    assert statuses(failure)[1:] == ["completed", "completed", "failed", "completed"]
    assert [cell.status for cell in failure.cells] == ["completed", "failed", "completed"]
    assert failure.code == HIDING
    assert failure.printed == "a\nb\n"
    assert failure.seconds > 0
    assert [(item.access, item.name) for item in failure.undeclared] == [("read", "data/raw/secret.csv")]


def test_the_right_cell_is_marked_where_another_failed_later(run: Run) -> None:
    # Papermill puts cells of its own before and into a notebook that failed.
    failure = refused(run, "x = 1", HIDING, "y = 2", "1 / 0", "z = 3")
    assert failure.cell == 3
    assert statuses(failure)[1:] == ["completed", "completed", "failed", "completed", "failed", "pending"]
    assert failure.partial is not None
    cells = json.loads(failure.partial.read_text(encoding="utf-8"))["cells"]
    errors = {
        number: output["ename"]
        for number, cell in enumerate(cells)
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    }
    assert errors == {3: "UndeclaredInputError", 5: "ZeroDivisionError"}


def test_each_attempt_is_judged_by_what_it_opened_itself(run: Run, root: Path) -> None:
    note = root / "reports" / "task" / "note"
    dies = f"import os\nif not os.path.exists({str(note)!r}):\n    open({str(note)!r}, 'w')\n    os._exit(7)"
    failure = refused(run, "x = 1", "y = 2", dies, HIDING, "z = 3", retries=1)
    assert [attempt.kind for attempt in failure.attempts] == [FailureKind.KERNEL_DIED, FailureKind.CODE]
    assert failure.cell == 5
    assert statuses(failure)[1:] == ["completed"] * 4 + ["failed", "completed"]


def test_what_was_opened_is_not_tried_again(run: Run) -> None:
    failure = refused(run, HIDING, "import os\nos._exit(7)", retries=2)
    assert len(failure.attempts) == 1
    assert (failure.kind, failure.cell) == (FailureKind.CODE, 2)
    assert "the kernel died (exit code 7)" in failure.detail


def test_what_a_failed_attempt_opened_is_not_told_of_the_next(run: Run, root: Path) -> None:
    note = root / "reports" / "task" / "note"
    once = f"import os\nif not os.path.exists({str(note)!r}):\n    open({str(note)!r}, 'w')"
    done = run(f"{once}\n    open('../data/raw/secret.csv')\n    os._exit(7)", refuse=False, retries=1)
    assert [attempt.kind for attempt in done.attempts] == [FailureKind.KERNEL_DIED]
    assert done.sightings == ()


def test_the_first_undeclared_read_is_told_and_not_what_came_of_it(run: Run) -> None:
    hiding = "try:\n    open('../data/raw/secret.csv')\nexcept Exception:\n    rows = None"
    failure = refused(run, hiding, "len(rows)")
    assert failure.cell == 2
    assert "secret.csv" in failure.cause
    assert failure.detail.startswith("What came of it in cell 3: TypeError: object of type 'NoneType'")
    assert failure.cells[-1].status == "failed"


@pytest.mark.parametrize(("way", "ahead"), [("plain", ()), ("forked", AHEAD)])
def test_every_way_to_a_file(run: Run, root: Path, way: str, ahead: tuple[str, ...]) -> None:
    csv, parquet = "../data/raw/secret.csv", "../data/processed/secret.parquet"
    (root / "notebooks" / "link.csv").symlink_to(root / "data" / "raw" / "secret.csv")
    before = "import os, pathlib, threading, sqlite3, shutil, numpy as np, pandas as pd"
    arrow = "import pyarrow as pa, pyarrow.parquet as pq, pyarrow.dataset as ds, pyarrow.csv as pc"
    arrow += ", pyarrow.feather as pf, pyarrow.orc as po, pyarrow.json as pj, pyarrow.fs as fs"
    arrow += "; folder = '../data/processed'"
    lines = [
        f"open({csv!r})",
        f"open({csv.encode()!r}, 'rb')",
        "open('link.csv')",
        "open(os.environ['ROOT'] + '/notebooks/../parameters/../data/raw/secret.csv')",
        f"open({csv!r}, 'r+')",
        f"os.open({csv!r}, os.O_RDONLY)",
        "os.open('secret.csv', os.O_RDONLY, dir_fd=os.open('../data/raw', os.O_RDONLY))",
        "os.open('data/raw/secret.csv', os.O_RDONLY, dir_fd=os.open('..', os.O_RDONLY))",
        f"pathlib.Path({csv!r}).read_text()",
        f"os.rename({csv!r}, 'mine.csv')",
        f"os.link({csv!r}, 'mine.csv')",
        f"shutil.copy({csv!r}, 'mine.csv')",
        "os.listdir('../data/raw')",
        "list(pathlib.Path('../data').rglob('*.csv'))",
        "open('../../outside.csv')",
        "open('../data/raw/not-there.csv')",
        f"sqlite3.connect({csv!r})",
        f"sqlite3.connect('file:{csv}?mode=ro', uri=True)",
        "sqlite3.connect(':memory:').execute(\"attach '../data/raw/known.csv' as other\")",
        f"pd.read_csv({csv!r})",
        f"pd.read_csv({csv!r}, engine='pyarrow')",
        f"pd.read_parquet({parquet!r})",
        "pd.read_parquet('../data/processed')",
        "pd.read_feather('../data/processed/secret.feather')",
        "pd.read_orc('../data/processed/secret.orc')",
        f"np.loadtxt({csv!r}, skiprows=1)",
        f"np.fromfile({csv!r})",
        f"np.memmap({csv!r})",
        f"np.load({csv!r})",
        "import helpers",
        f"pq.read_table({parquet!r})",
        f"pq.read_table(pathlib.Path({parquet!r}), memory_map=True)",
        f"pq.read_table('file://' + os.path.realpath({parquet!r}))",
        "pq.read_table('secret.parquet', filesystem=fs.SubTreeFileSystem(folder, fs.LocalFileSystem()))",
        f"pq.read_metadata({parquet!r})",
        f"pq.ParquetFile({parquet!r})",
        f"pq.ParquetDataset([{parquet!r}])",
        f"ds.dataset({parquet!r})",
        "ds.dataset('../data/processed', format='parquet')",
        f"pa.memory_map({csv!r})",
        f"pa.OSFile({csv!r})",
        f"pa.input_stream({csv!r})",
        f"pc.read_csv({csv!r})",
        f"pc.open_csv(input_file={csv!r})",
        "pj.read_json('../data/raw/secret.json')",
        "pf.read_table('../data/processed/secret.feather')",
        "po.read_table('../data/processed/secret.orc')",
        "po.ORCFile('../data/processed/secret.orc')",
        f"fs.LocalFileSystem().open_input_stream({csv!r})",
        f"fs.FileSystem.from_uri('file://' + os.path.realpath({csv!r}))[0].open_input_file({csv!r})",
    ]
    with open_kernels(way, modules=ahead) as kernels:
        outcome, failure = attempts(run, [before, arrow, *lines], kernels=kernels)
    # SQLite puts its own error in the place of ours; that the file is named is looked at below.
    attach = next(line for line in lines if "attach" in line)
    assert outcome.pop(attach) == "DatabaseError('not authorized')"
    lines.remove(attach)
    went_through = {line: outcome.get(line) for line in lines if outcome.get(line) != "refused"}
    assert went_through == {}
    assert outcome[before] == outcome[arrow] == "through"
    assert not (root / "notebooks" / "mine.csv").exists()
    for name in (
        "data/raw/secret.csv",
        "data/processed/secret.parquet",
        "outside.csv",
        "notebooks/helpers.py",
    ):
        assert name in failure.log


def test_what_is_declared_or_its_own_goes_through(run: Run, root: Path) -> None:
    (root / "parameters" / "shared.yaml").symlink_to(root.parent / "outside.csv")
    lines = [
        "import os, sys, json, tempfile, sqlite3, asyncio, threading, multiprocessing, zoneinfo",
        "import pandas as pd, pyarrow as pa, pyarrow.parquet as pq, pyarrow.dataset as ds",
        "import matplotlib.pyplot as plt",
        "pd.read_parquet('../data/processed/known.parquet')",
        "pq.read_table('../data/processed/known.parquet')",
        "ds.dataset('../data/processed/known.parquet').to_table()",
        "open('../parameters/secret.yaml').read()",
        "open('../parameters/shared.yaml').read()",
        "os.listdir('../parameters')",
        "os.path.exists('../data/raw/secret.csv')",
        "folder = tempfile.mkdtemp()",
        "open(folder + '/mine.txt', 'w').write('x')",
        "open(folder + '/mine.txt').read()",
        "pq.write_table(pa.table({'x': [1]}), folder + '/mine.parquet')",
        "pq.read_table(folder + '/mine.parquet')",
        "tempfile.TemporaryFile().write(b'x')",
        "open(os.environ['ROOT'] + '/reports/task/results.txt', 'w+').write('x')",
        "open(os.environ['ROOT'] + '/reports/task/results.txt').read()",
        "sqlite3.connect(':memory:').execute('create table t (x)')",
        "sqlite3.connect(folder + '/own.sqlite').execute('create table t (x)')",
        "in_thread(lambda: asyncio.run(asyncio.sleep(0)))",
        "plt.figure().savefig(folder + '/figure.svg')",
        "zoneinfo.ZoneInfo('Asia/Almaty')",
        "pd.Timestamp('2019-04-01', tz='Asia/Almaty')",
        "import this_is_not_there",
        "open('not-there.csv')",
        "worker = multiprocessing.get_context('fork').Process(target=print); worker.start(); worker.join()",
        "open('../data/raw/secret.csv')",
    ]
    outcome, failure = attempts(run, lines, declared=("parameters/", "data/processed/known.*"))
    expected = dict.fromkeys(lines, "through")
    expected[lines[-1]] = "refused"
    expected["import this_is_not_there"] = "ModuleNotFoundError(\"No module named 'this_is_not_there'\")"
    expected["open('not-there.csv')"] = "FileNotFoundError(2, 'No such file or directory')"
    assert outcome == expected
    assert failure.log.splitlines()[0].startswith("it reads data/raw/secret.csv")
    assert failure.log.count("which it does not declare") == 1


def test_network_and_other_programs(run: Run) -> None:
    network = [
        "urllib.request.urlopen('https://user:word@example.org/a.csv?key=1')",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.create_connection(('example.org', 80))",
        "socket.gethostbyname('example.org')",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
        "pd.read_csv('https://example.org/b.csv')",
        "pq.read_table('s3://bucket/key.parquet')",
        "fs.FileSystem.from_uri('gs://bucket/key')",
        "fs.S3FileSystem(anonymous=True)",
        "zmq.Context.instance().socket(zmq.REQ).connect('tcp://127.0.0.1:9')",
        "in_thread(lambda: asyncio.run(reach('127.0.0.1', 9)))",
    ]
    programs = [
        "subprocess.run(['cat', '../data/raw/secret.csv'])",
        "subprocess.run('cat ../data/raw/secret.csv', shell=True)",
        "os.system('true')",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.popen('true')",
        "get_ipython().system('true')",
        "multiprocessing.get_context('spawn').Process(target=print).start()",
        "multiprocessing.get_context('forkserver').Process(target=print).start()",
    ]
    before = "import asyncio, multiprocessing, os, socket, subprocess, urllib.request, zmq, pandas as pd"
    arrow = "import pyarrow.parquet as pq, pyarrow.fs as fs"
    outcome, failure = attempts(run, [before, arrow, *network, *programs])
    assert {line: outcome.get(line) for line in [*network, *programs]} == dict.fromkeys(
        [*network, *programs], "refused"
    )
    assert "(https://example.org/a.csv)" in failure.cause
    assert "word" not in "".join(item.told for item in failure.undeclared) + failure.cause
    for name in ("127.0.0.1:9", "example.org", "s3://bucket/key.parquet", "(cat)", "tcp://127.0.0.1:9"):
        assert name in failure.log


def test_a_thread_and_a_child_are_seen(run: Run) -> None:
    thread = "t = threading.Thread(target=lambda: open('../data/raw/secret.csv')); t.start(); t.join()"
    child = (
        "pid = os.fork()\nif pid == 0:\n    try:\n        open('../parameters/secret.yaml')\n"
        "    except BaseException:\n        os._exit(0)\n    os._exit(1)\nprint(os.waitpid(pid, 0)[1])"
    )
    failure = refused(run, f"import os, threading\nthreading.excepthook = lambda _: None\n{thread}", child)
    assert "data/raw/secret.csv" in failure.log
    assert "parameters/secret.yaml" in failure.log
    # What the child opened was refused to it: it ended as one that met an error.
    assert failure.printed.splitlines()[-1] == "0"


def test_the_guard_cannot_be_taken_away(run: Run) -> None:
    lines = [
        "import sys, io, builtins, importlib, os",
        "import senim.execution.guard.events as events, senim.execution.guard.install as install",
        "events.EVENTS.clear()",
        "install.EVENTS = {}",
        "importlib.reload(events); importlib.reload(install)",
        "sys.addaudithook = None; builtins.open = io.FileIO",
        "sys.meta_path.clear()",
        "open('../data/raw/secret.csv')",
        "io.open('../data/raw/secret.csv')",
    ]
    outcome, _ = attempts(run, lines)
    assert [outcome[line] for line in lines] == ["through"] * 7 + ["refused"] * 2


def test_recording_refuses_nothing_and_lists_all(run: Run) -> None:
    done = run(
        "a = open('../data/raw/secret.csv').read(), open('../data/raw/secret.csv').read()",
        "import os\nos.listdir('../parameters'), open('../../outside.csv').read()",
        refuse=False,
    )
    assert [(one.access.value, one.name.rpartition("/")[2]) for one in done.sightings] == [
        ("read", "secret.csv"),
        ("list", "parameters"),
        ("outside", "outside.csv"),
    ]


def test_a_clean_notebook_is_left_as_it_is_without_guard(run: Run, root: Path, small: ModuleType) -> None:
    cells = ("x = 1\nprint(sorted(name for name in dir() if 'senim' in name or 'guard' in name))", "x")
    run(*cells, parameters="draws: int = 1")
    watched = json.loads((root / "reports/task/notebook.ipynb").read_text(encoding="utf-8"))
    source = root / "notebooks" / "01-first.ipynb"
    run_notebook(source, root / "reports/task/plain.ipynb", {"draws": 2})
    plain = json.loads((root / "reports/task/plain.ipynb").read_text(encoding="utf-8"))
    for part in ("outputs", "execution_count"):
        assert [cell.get(part) for cell in watched["cells"]] == [cell.get(part) for cell in plain["cells"]]
    assert not list((root / "reports/task").glob("*.seen"))


def test_a_guard_that_is_not_there_is_told(small: ModuleType, root: Path) -> None:
    source = small.write_notebook(root / "notebooks" / "01-first.ipynb", "x = 1")

    class NoGuard(Watch):
        def setup_code(self, record: Path) -> str:
            return ""

    watch = NoGuard(Rules(root=str(root), data={}), "notebooks/01-first.ipynb")
    with pytest.raises(NotebookError, match="was not at work") as caught:
        run_notebook(source, root / "reports/task/notebook.ipynb", {}, watch=watch)
    assert caught.value.failure.kind is FailureKind.INFRASTRUCTURE
