"""Forked, pooled and plain kernels give the same notebook, byte for byte; no two share a random stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.execution.canonical import canonical_notebook, notebook_text
from senim.execution.code import load_notebook
from senim.execution.failure import FailureKind, NotebookError
from senim.execution.guard.rules import Rules
from senim.execution.guard.session import Watch
from senim.execution.run import run_notebook
from senim.execution.supply import KernelSupply, open_kernels

WAYS = ("forked", "pool", "plain")
MODULES = (
    "numpy",
    "pandas",
    "scipy.stats",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "senim.execution",
)
CELLS = (
    """
import random, sys, warnings
import numpy as np, pandas as pd
import matplotlib, matplotlib.pyplot as plt
matplotlib.rcParams["svg.hashsalt"] = "x"
""",
    "random.random(), np.random.normal(size=3), np.random.default_rng(1).normal()",
    """
fig, ax = plt.subplots()
ax.plot([1, 3, 2], label="a")
ax.legend()
plt.show()
""",
    """
import io
from IPython.display import SVG
from matplotlib.figure import Figure
sheet, file = Figure(), io.StringIO()
sheet.subplots().bar(["a", "b"], [1, 2])
sheet.savefig(file, format="svg", metadata={"Date": None})
SVG(file.getvalue())
""",
    """
from scipy import linalg, stats
a = np.random.default_rng(5).normal(size=(300, 300))
print(linalg.svdvals(a)[:3], stats.norm.cdf(1.2), float(np.linalg.det(a[:50, :50])))
""",
    "pd.DataFrame({'x': [1, 2, 3], 'y': ['ж', 'қ', 'y']}).describe()",
    """
print(pd.DataFrame({f"column {number}": ["x" * 20] for number in range(9)}))
options = {name: pd.get_option(name) for name in pd._config.config._registered_options}
{**options, "display.encoding": options["display.encoding"].lower()}, np.get_printoptions()
""",
    """
import decimal, locale, logging, warnings
settings = dict(matplotlib.rcParams)
print(settings, np.geterr(), decimal.getcontext(), locale.getlocale(), sys.getrecursionlimit())
print(sorted(str((level, str(text), kind)) for level, text, kind, *_ in warnings.filters))
print([(name, logger.level) for name, logger in sorted(logging.root.manager.loggerDict.items())
       if isinstance(logger, logging.Logger) and logger.level], logging.root.handlers)
""",
    "print(hash('senim'), list({'кот', 'dog', 'ит'}))",
    """
import sys
print(sys.path, sys.flags, sys.argv[1:3], __name__, sys.modules["__main__"])
print("on stderr", file=sys.stderr)
warnings.warn("beware")
""",
    """
import os, subprocess
print(subprocess.run([sys.executable, "-c", "print(hash('a'))"], capture_output=True).stdout)
print({name: os.environ.get(name) for name in ("MPLBACKEND", "X", "PYTHONHASHSEED", "OMP_NUM_THREADS")})
os.getcwd()
""",
    """
import threading, signal, gc
print([thread.name for thread in threading.enumerate() if not thread.daemon])
print(gc.isenabled(), gc.get_threshold())
[signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGINT)]
""",
)


@pytest.fixture(scope="module")
def supplies() -> Iterator[dict[str, KernelSupply]]:
    with (
        open_kernels("forked", modules=MODULES) as forked,
        open_kernels("pool", modules=MODULES) as pool,
        open_kernels("plain") as plain,
    ):
        yield {"forked": forked, "pool": pool, "plain": plain}


def run(supply: KernelSupply, source: Path, output: Path, **options: Any) -> str:
    done = run_notebook(source, output, kernels=supply, environment={"X": "ж"}, **options)
    return notebook_text(canonical_notebook(load_notebook(done.output)))


@pytest.mark.slow
def test_byte_for_byte(small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply]) -> None:
    source = small.write_notebook(tmp_path / "nb" / "a.ipynb", *CELLS, parameters="draws: int = 3")
    texts = {
        way: run(supplies[way], source, tmp_path / way / "a.ipynb", seed=20, parameters={"draws": 7})
        for way in WAYS
    }
    assert texts["forked"] == texts["plain"]
    assert texts["pool"] == texts["plain"]
    outputs = [output for cell in json.loads(texts["forked"])["cells"] for output in cell.get("outputs", [])]
    pictures = [kind for output in outputs for kind in output.get("data", {}) if kind.startswith("image/")]
    # A backend chosen too late loses the first of them in silence.
    assert pictures == ["image/png", "image/svg+xml"]


def test_an_error_reads_alike(small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply]) -> None:
    source = small.write_notebook(
        tmp_path / "nb" / "a.ipynb", "import pandas as pd", "pd.DataFrame({'a': [1]})['b']"
    )
    kept = []
    for way in ("forked", "plain"):
        with pytest.raises(NotebookError) as caught:
            run(supplies[way], source, tmp_path / way / "a.ipynb")
        assert caught.value.failure.kind is FailureKind.CODE
        notebook = canonical_notebook(load_notebook(tmp_path / way / "a.ipynb"))
        # Papermill gives the two cells that mark an error random ids.
        kept.append([{**cell, "id": ""} for cell in notebook["cells"]])
    assert kept[0] == kept[1]


def test_streams_differ_without_a_seed_and_only_then(
    small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply]
) -> None:
    source = small.write_notebook(
        tmp_path / "nb" / "a.ipynb",
        "import random, numpy\nprint(random.random(), numpy.random.random_sample())",
    )

    def text(number: int, seed: int | None) -> str:
        folder = tmp_path / f"{number} {seed}"
        return run_notebook(source, folder / "a.ipynb", kernels=supplies["forked"], seed=seed).printed

    with ThreadPoolExecutor(2) as threads:
        free = list(threads.map(lambda number: text(number, None), range(4)))
        seeded = list(threads.map(lambda number: text(number, 11), range(2)))
    for column in (0, 1):
        assert len({line.split()[column] for line in free}) == 4
    assert seeded[0] == seeded[1]
    assert (
        run_notebook(source, tmp_path / "p" / "a.ipynb", kernels=supplies["plain"], seed=11).printed
        == seeded[0]
    )


@pytest.mark.parametrize("way", WAYS)
def test_one_thread_per_library(
    small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply], way: str
) -> None:
    count = "len([t for t in os.listdir('/proc/self/task')])" if Path("/proc/self/task").is_dir() else "0"
    source = small.write_notebook(
        tmp_path / "nb" / "a.ipynb",
        "import os\nimport numpy as np\nfrom scipy import linalg",
        f"a = np.ones((600, 600))\nbefore = {count}\na @ a, linalg.lu(a)\nprint({count} - before)\n"
        "print({os.environ[f'{name}_NUM_THREADS'] for name in ('OMP', 'OPENBLAS', 'MKL')})",
    )
    done = run_notebook(source, tmp_path / way / "a.ipynb", kernels=supplies[way])
    assert done.printed == "0\n{'1'}\n"


def setting_up(code: str) -> Watch:
    """Have a kernel run code before its first cell, as the guard does."""

    class WithCode(Watch):
        def setup_code(self, record: Path) -> str:
            return f"{code}\n{super().setup_code(record)}"

    return WithCode(Rules(root="/nowhere", data={}), "a.ipynb", refuse=False)


@pytest.mark.parametrize("way", WAYS)
def test_setup_runs_before_the_first_cell_and_leaves_no_trace(
    small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply], way: str
) -> None:
    code = "print(x, len(In), In[1].strip() == 'import os', _, list(Out))"
    source = small.write_notebook(tmp_path / "nb" / "a.ipynb", "import os", code)
    done = run_notebook(
        source,
        tmp_path / way / "a.ipynb",
        kernels=supplies[way],
        watch=setting_up("x = 5\nprint('not seen')\nx"),
    )
    # The history begins with an empty entry, and holds the two cells alone.
    assert done.printed == "5 3 True  []\n"
    cell = load_notebook(done.output)["cells"][1]
    assert cell["execution_count"] == 1
    assert "not seen" not in done.output.read_text(encoding="utf-8")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("code", "kind", "cause"),
    [
        ("1 / 0", FailureKind.INFRASTRUCTURE, "failed: ZeroDivisionError: division by zero"),
        ("import os\nos._exit(4)", FailureKind.KERNEL_DIED, "(exit code 4)"),
    ],
)
def test_a_setup_that_fails_is_no_fault_of_the_notebook(
    small: ModuleType,
    tmp_path: Path,
    supplies: dict[str, KernelSupply],
    way: str,
    code: str,
    kind: FailureKind,
    cause: str,
) -> None:
    source = small.write_notebook(tmp_path / "nb" / "a.ipynb", "print(1)")
    with pytest.raises(NotebookError) as caught:
        run_notebook(source, tmp_path / way / "a.ipynb", kernels=supplies[way], watch=setting_up(code))
    failure = caught.value.failure
    assert (failure.kind, failure.cell) == (kind, None)
    assert failure.cause.endswith(cause)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("ending", "cause"),
    [
        ("os.kill(os.getpid(), 9)", "(signal 9)"),
        ("os.abort()", "(signal 6)"),
        ("os._exit(3)", "(exit code 3)"),
    ],
)
def test_a_death_is_told_with_its_last_words(
    small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply], way: str, ending: str, cause: str
) -> None:
    source = small.write_notebook(
        tmp_path / "nb" / "a.ipynb",
        f"import os, sys, time\nprint('last words')\nsys.stdout.flush()\ntime.sleep(0.1)\n{ending}",
    )
    with pytest.raises(NotebookError) as caught:
        run_notebook(source, tmp_path / way / "a.ipynb", kernels=supplies[way])
    failure = caught.value.failure
    assert (failure.kind, failure.cause) == (FailureKind.KERNEL_DIED, f"the kernel died {cause}")
    assert "last words" in failure.log


HOSTILE = {
    "JPY_PARENT_PID": "1",
    "MPLBACKEND": "TkAgg",
    "OMP_NUM_THREADS": "64",
    "PYTHONHASHSEED": "99",
    "IPYTHONDIR": "/nonexistent/ж",
    "PYTHONEXECUTABLE": "/nonexistent/python",
    "SENIM_ODD": "\udcff'\"{connection_file}\n",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_environment(
    small: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ж"))
    source = small.write_notebook(
        tmp_path / "nb" / "a.ipynb",
        "import os\nprint([os.environ[x] for x in ('MPLBACKEND', 'OMP_NUM_THREADS', 'PYTHONHASHSEED')])\n"
        "print(ascii(os.environ['SENIM_ODD']))\nimport matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
    )
    with open_kernels(way, modules=("numpy",)) as supply:
        done = run_notebook(source, tmp_path / way / "a.ipynb", kernels=supply)
    wanted = ["module://matplotlib_inline.backend_inline", "1", "0"]
    assert done.printed == f"{wanted}\n{HOSTILE['SENIM_ODD']!a}\n"
    assert "image/png" in done.output.read_text(encoding="utf-8")


def test_edited_code_is_never_served_from_memory(
    small: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "lib" / "own_module.py"
    module.parent.mkdir()
    module.write_text("value = 'old'\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(module.parent))
    source = small.write_notebook(tmp_path / "nb" / "a.ipynb", "import own_module\nprint(own_module.value)")
    with open_kernels("forked", modules=("own_module",)) as supply:
        assert run_notebook(source, tmp_path / "1" / "a.ipynb", kernels=supply).printed == "old\n"
        module.write_text("value = 'edited'\n", encoding="utf-8")
        assert run_notebook(source, tmp_path / "2" / "a.ipynb", kernels=supply).printed == "edited\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this signal")
def test_a_forked_kernel_asks_to_die_with_the_zygote(
    small: ModuleType, tmp_path: Path, supplies: dict[str, KernelSupply]
) -> None:
    source = small.write_notebook(
        tmp_path / "nb" / "a.ipynb",
        "import ctypes\nnumber = ctypes.c_int()\nctypes.CDLL(None).prctl(2, ctypes.byref(number), 0, 0, 0)\n"
        "print(number.value)",
    )
    done = run_notebook(source, tmp_path / "out" / "a.ipynb", kernels=supplies["forked"])
    assert done.printed == "9\n"
