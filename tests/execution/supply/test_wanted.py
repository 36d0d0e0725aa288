"""What several notebooks import is imported ahead, and nothing that is not known to be harmless."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from senim.execution.supply.wanted import KERNEL_MODULES, wanted_modules


def test_several_notebooks_decide(small: ModuleType, tmp_path: Path) -> None:
    one = small.write_notebook(
        tmp_path / "1.ipynb",
        "import numpy as np\nimport pandas",
        "def f():\n    import scipy.stats",
        "%magic",
    )
    two = small.write_notebook(tmp_path / "2.ipynb", "import pandas\nimport antigravity, this")
    assert wanted_modules([one, two]) == ("pandas",)
    assert wanted_modules([one, two, two, tmp_path / "gone.ipynb"]) == ("pandas",)
    assert wanted_modules([one]) == ("numpy", "pandas")
    assert wanted_modules([]) == ()


def test_the_lists_name_modules_that_exist() -> None:
    for name in KERNEL_MODULES:
        assert find_spec(name) is not None, name
