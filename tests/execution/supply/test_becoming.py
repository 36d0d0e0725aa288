"""Whatever would make a prepared kernel differ from a plain one is noticed."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from senim.execution.supply.becoming import files_known, why_afresh
from senim.execution.supply.preparing import Prepared, file_state

ENVIRONMENT = {"PATH": "/bin", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
PREPARED = Prepared(("numpy", "senim.execution"), {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}, {}, {}, "")


def test_the_usual_kernel_is_taken_as_it_is(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "SENIM_ROOT": "/x", "ANYTHING": "1"}
    assert why_afresh(PREPARED, environment, tmp_path) == ""


@pytest.mark.parametrize(
    "given",
    [
        {"PYTHONPATH": "/x"},
        {"OMP_NUM_THREADS": "2"},
        {"MPLBACKEND": "Agg"},
        {"TZ": "Asia/Almaty"},
        {"LC_ALL": "C"},
    ],
)
def test_variables_that_count_at_the_start(given: dict[str, str], tmp_path: Path) -> None:
    assert next(iter(given)) in why_afresh(PREPARED, {**ENVIRONMENT, **given}, tmp_path)


def test_a_search_path_that_hangs_on_the_folder(tmp_path: Path) -> None:
    relative = {**PREPARED.variables, "PYTHONPATH": f"/x{os.pathsep}src"}
    prepared = replace(PREPARED, variables=relative)
    assert "working folder" in why_afresh(
        prepared, {**ENVIRONMENT, "PYTHONPATH": relative["PYTHONPATH"]}, tmp_path
    )


def test_a_module_edited_since(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("x = 1", encoding="utf-8")
    state = file_state(str(module))
    assert state is not None
    prepared = replace(PREPARED, files={str(module): state})
    assert why_afresh(prepared, ENVIRONMENT, tmp_path) == ""
    module.write_text("x = 12", encoding="utf-8")
    assert "module.py was edited" in why_afresh(prepared, ENVIRONMENT, tmp_path)


def test_a_module_of_that_name_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "numpy").mkdir()
    assert why_afresh(PREPARED, ENVIRONMENT, tmp_path) == ""
    (tmp_path / "numpy" / "__init__.py").touch()
    assert "module numpy of its own" in why_afresh(PREPARED, ENVIRONMENT, tmp_path)


def test_settings_of_matplotlib_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    monkeypatch.chdir(tmp_path)
    prepared = replace(PREPARED, style_file=mpl.matplotlib_fname())
    assert why_afresh(prepared, ENVIRONMENT, tmp_path) == ""
    (tmp_path / "matplotlibrc").write_text("savefig.dpi: 3\n", encoding="utf-8")
    assert "matplotlib" in why_afresh(prepared, ENVIRONMENT, tmp_path)


def test_a_kernel_is_told_the_files_and_looks_at_no_module() -> None:
    from ipykernel import ipkernel

    files = ["/a.py"]
    debugger = SimpleNamespace(kernel_modules=[])
    kernel = SimpleNamespace(_kernel_modules=[], debugger=debugger)
    with files_known(lambda: kernel, files):
        assert not ipkernel.sys.modules  # type: ignore[attr-defined]
        assert ipkernel.sys.version == sys.version  # type: ignore[attr-defined]
    assert ipkernel.sys is sys  # type: ignore[attr-defined]
    assert kernel._kernel_modules is files
    assert debugger.kernel_modules is files


def test_another_ipykernel_looks_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from ipykernel import ipkernel

    monkeypatch.delattr(ipkernel, "sys")
    kernel = SimpleNamespace(_kernel_modules=["/own.py"], debugger=None)
    with files_known(lambda: kernel, ["/a.py"]):
        assert not hasattr(ipkernel, "sys")
    assert kernel._kernel_modules == ["/own.py"]
