"""What is made of the measurements: ratios, verdicts, growth, and names of packages."""

from __future__ import annotations

import doctest
import os
import time
from types import ModuleType

import pytest
from benchmarks import growth, imports, measuring, memory, targets
from benchmarks.peers import environments
from benchmarks.targets import Row, table


@pytest.mark.parametrize("module", [growth, imports, measuring, memory, targets, environments])
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("a", 0.28, at_most=0.28), "met"),
        (Row("a", 0.29, at_most=0.28), "missed"),
        (Row("a", 2.0, at_least=2.0), "met"),
        (Row("a", 1.9, at_least=2.0), "missed"),
        (Row("a", 0, "packages", at_most=0), "met"),
        (Row("a", 1.0), ""),
    ],
)
def test_verdicts(row: Row, verdict: str) -> None:
    assert row.verdict == verdict
    assert row.as_dict()["verdict"] == verdict
    assert ("wanted" in table([row])) is bool(verdict)


def test_a_table_has_a_line_for_each_row_and_columns_stand_under_each_other() -> None:
    lines = table(
        [Row("short", 12.0, "%", at_most=40.0), Row("a longer one", 0.5, at_least=2.0)]
    ).splitlines()
    assert len(lines) == 2
    assert lines[0].index("wanted") == lines[1].index("wanted")
    assert lines[0].endswith("at most 40 %    met")
    assert lines[1].endswith("at least 2.00   missed")


def test_time_in_proportion_does_not_grow_and_squared_time_does() -> None:
    proportional = {count: 3.0 + 0.1 * count for count in (50, 100, 200)}
    squared = {count: 3.0 + 0.001 * count**2 for count in (50, 100, 200)}
    assert growth.growth_of_cost(proportional) == pytest.approx(1.0)
    assert growth.growth_of_cost(squared) == pytest.approx(2.0)
    assert growth.fitted_line(proportional) == pytest.approx((3.0, 0.1))


def test_a_package_is_foreign_unless_python_or_the_project_brings_it() -> None:
    report = "\n".join(
        [
            "import time: self [us] | cumulative | imported package",
            "import time:        94 |         94 |   _io",
            "import time:        94 |        194 | senim.paths",
            "import time:        94 |        194 |   pydantic.fields",
            "import time:        94 |        194 | pydantic",
            "import time:        94 |        194 | _virtualenv",
            "Nothing to do",
        ]
    )
    modules = imports.loaded_modules(report)
    assert modules[:2] == ("_io", "senim.paths")
    assert imports.foreign_packages(modules, ["senim"], before=["_virtualenv"]) == ("pydantic",)


def test_memory_of_a_process_is_seen() -> None:
    if not os.path.exists("/proc/self/status"):
        pytest.skip("no /proc on this system")
    watcher = memory.ResidentMemory()
    watcher.watch(os.getpid())
    until = time.monotonic() + 60
    while watcher.peak_kilobytes is None and time.monotonic() < until:
        time.sleep(0.02)
    watcher.stop()
    assert watcher.peak_kilobytes is not None
    assert watcher.peak_kilobytes > 1000
