"""Imports are followed through the whole package, wherever and however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.pipeline.modules import ModuleIndex, imported_names


@pytest.fixture
def package(tmp_path: Path) -> Path:
    files = {
        "__init__.py": "",
        "a.py": "import numpy\nfrom pkg import b",
        "b.py": "def f():\n    from .deep.c import g\n    return g",
        "deep/__init__.py": "from . import d",
        "deep/c.py": "from ..e import thing",
        "deep/d.py": "x = 1",
        "e.py": "thing = 1",
        "alone.py": "",
        "broken.py": "def (",
    }
    for name, text in files.items():
        path = tmp_path / "pkg" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "pkg"


def test_closure_is_transitive(package: Path) -> None:
    found = ModuleIndex(package).closure(["pkg.a", "numpy.linalg", "pkg.broken"])
    expected = ["pkg", "pkg.a", "pkg.b", "pkg.broken", "pkg.deep", "pkg.deep.c", "pkg.deep.d", "pkg.e"]
    assert list(found) == expected


def test_only_changed_code_changes_a_digest(package: Path) -> None:
    before = ModuleIndex(package).closure(["pkg.a"])
    (package / "e.py").write_text("# why\nthing   = 1", encoding="utf-8")
    assert ModuleIndex(package).closure(["pkg.a"]) == before
    (package / "e.py").write_text("thing = 2", encoding="utf-8")
    after = ModuleIndex(package).closure(["pkg.a"])
    assert {name for name in after if after[name] != before[name]} == {"pkg.e"}


def test_memory_changes_nothing_but_the_time(package: Path, tmp_path: Path) -> None:
    memory = tmp_path / "modules.json"
    first = ModuleIndex(package, memory)
    found = first.closure(["pkg.a"])
    first.remember()
    assert ModuleIndex(package, memory).closure(["pkg.a"]) == found
    (package / "b.py").write_text("from pkg import alone", encoding="utf-8")
    assert "pkg.alone" in ModuleIndex(package, memory).closure(["pkg.a"])
    for damage in ("{", '{"a": 1}', "[]"):
        memory.write_text(damage, encoding="utf-8")
        assert "pkg.alone" in ModuleIndex(package, memory).closure(["pkg.a"])


def test_an_edit_is_seen_by_an_index_that_has_read_the_file(package: Path) -> None:
    index = ModuleIndex(package)
    before = index.closure(["pkg.a"])
    (package / "b.py").write_text("from pkg import alone", encoding="utf-8")
    after = index.closure(["pkg.a"])
    assert after["pkg.b"] != before["pkg.b"]
    assert "pkg.alone" in after
    assert "pkg.e" not in after
    (package / "b.py").unlink()
    assert "pkg.b" not in index.closure(["pkg.a"])


def test_magic_lines_do_not_hide_imports() -> None:
    assert "senim.crime" in imported_names("%matplotlib inline\nimport senim.crime as c\n!ls")
