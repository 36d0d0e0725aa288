"""Two machines that would compute something else are told apart, and it is said in what."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from senim.pipeline.installation import (
    Installation,
    differences,
    imported_package,
    installation,
    stamp,
)


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    lock = (
        "numpy==0 \\\n    --hash=sha256:0\nnot-there==1 ; sys_platform == 'win32' \\\n    --hash=sha256:1\n"
    )
    (tmp_path / "requirements.lock").write_text(lock, encoding="utf-8")
    return installation(tmp_path)


def test_the_same_twice(here: Installation, tmp_path: Path) -> None:
    again = installation(tmp_path)
    assert differences(here, again) == ()
    assert here.digest == again.digest
    assert set(here.packages) == {"numpy", "not-there"}
    assert here.packages["numpy"]
    assert here.packages["not-there"] == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"python": "3.99.0"}, "Python 3.99.0, here 3."),
        ({"senim": "9"}, "senim 9, here"),
        ({"sources": "0" * 64}, "sources of senim 000000000000, here"),
        ({"lock": ""}, "requirements.lock (none), here"),
        ({"machine": "Plan9 mips"}, "machine Plan9 mips, here"),
        ({"packages": {"numpy": "1", "not-there": ""}}, "numpy 1, here"),
    ],
)
def test_each_difference_is_named(here: Installation, change: dict[str, str], words: str) -> None:
    there = replace(here, **change)  # type: ignore[arg-type]
    assert there.digest != here.digest
    (said,) = differences(here, there)
    assert words in said


def test_an_edited_source_is_another_installation(tmp_path: Path) -> None:
    package = tmp_path / "senim"
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(imported_package(), package, ignore=leave_out)
    before, stamped = installation(tmp_path, package), stamp(package)
    assert differences(installation(tmp_path), before) == ()
    with (package / "paths.py").open("a", encoding="utf-8") as stream:
        stream.write("# more\n")
    assert stamp(package) != stamped
    assert [words.split()[0] for words in differences(before, installation(tmp_path, package))] == ["sources"]
