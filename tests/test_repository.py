"""What is in the repository, and what must never be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from senim.pipeline.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400
LONGEST_CELL = 40

# Each in a form that does not match itself.
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|registry = \{|\"resolved\": *\"http"
    r"|https?://[^ ]+/simple(?:/| |$)|https?://[^ ]+\.(?:whl|tgz)\b",
    flags=re.IGNORECASE | re.MULTILINE,
)
HOME_FOLDER = re.compile(
    r"(?<![\w./-])(?:/(?:home|Users)/[a-z_][a-z0-9_-]+|/(?:root)/\w|[A-Z]:\\Users\\)", re.IGNORECASE
)


@cache
def tracked() -> tuple[Path, ...]:
    """List the files git would hold: tracked ones, and new ones that are not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    names = done.stdout.decode("utf-8").split("\0")
    return tuple(ROOT / name for name in sorted(filter(None, names)) if (ROOT / name).is_file())


def texts(*suffixes: str) -> list[tuple[Path, str]]:
    files = [path for path in tracked() if not suffixes or path.suffix in suffixes]
    found = []
    for path in files:
        try:
            found.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture
    return found


def places(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}, line {text.count(chr(10), 0, found.start()) + 1}: {found[0]!r}"
        for path, text in texts(*suffixes)
        for found in pattern.finditer(text)
    ]


def test_no_registry_address() -> None:
    assert not places(REGISTRY)


def test_no_path_of_a_machine() -> None:
    here = re.compile(r"(?<![\w./-])" + re.escape(f"{ROOT}/"))
    assert not places(HOME_FOLDER) + places(here)


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"])
def test_no_lock_that_records_addresses(name: str) -> None:
    assert ROOT / name not in tracked()


def test_nothing_built_is_tracked() -> None:
    built = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.is_relative_to(ROOT / "data" / "processed")
        or (path.is_relative_to(ROOT / "reports") and path.name != "README.md")
        or path.suffix in {".mo", ".pyc"}
    ]
    assert not built


def test_modules_are_short() -> None:
    lengths = {
        path: len(text.splitlines()) for path, text in texts(".py") if path.is_relative_to(ROOT / "src")
    }
    assert lengths
    assert not {path.name: length for path, length in lengths.items() if length > LONGEST_MODULE}


def test_notebooks_are_stripped_and_their_cells_short() -> None:
    notebooks = texts(".ipynb")
    assert notebooks
    for path, text in notebooks:
        for number, cell in enumerate(json.loads(text)["cells"], start=1):
            if cell["cell_type"] == "code":
                where = f"{path.name}, cell {number}"
                assert not cell["outputs"], f"{where} has stored outputs"
                assert cell["execution_count"] is None, f"{where} has a run count"
                assert len("".join(cell["source"]).splitlines()) <= LONGEST_CELL, f"{where} is too long"


def test_nothing_is_left_to_do_in_the_code() -> None:
    assert not places(
        re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"), ".py", ".toml", ".yml", ".yaml", ".j2", ".po"
    )


def test_what_a_newcomer_looks_for_is_there() -> None:
    names = [
        "README.md",
        "LICENSE",
        "LICENSE-texts",
        "CITATION.cff",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
    ]
    for name in names:
        assert (ROOT / name).stat().st_size > 0, f"{name} is empty"


LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")


DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.relative_to(ROOT)} links to {target}"


def test_every_target_the_readme_names_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in ("README.md", "CONTRIBUTING.md"):
        named = set(
            re.findall(
                r"(?:^|`)make ([a-z]+)", (ROOT / document).read_text(encoding="utf-8"), flags=re.MULTILINE
            )
        )
        assert named
        for target in named:
            assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), f"{document} names make {target}"


def test_the_readme_tells_the_exit_codes_of_the_pipeline() -> None:
    rows = re.findall(
        r"^\| (\d+) \| (.+) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert {int(code) for code, _ in rows} == {code.value for code in ExitCode}
    for code, meaning in rows:
        assert re.search(rf"^\s*{code} +{re.escape(meaning)}$", ExitCode.__doc__ or "", flags=re.MULTILINE), (
            meaning
        )


def test_reasons_that_parameters_point_to_are_written() -> None:
    headings = set(
        re.findall(
            r"^## (.+)$", (ROOT / "docs" / "assumptions.md").read_text(encoding="utf-8"), flags=re.MULTILINE
        )
    )
    for path in sorted((ROOT / "parameters").glob("*.yaml")):
        for named in re.findall(
            r"locator: docs/assumptions\.md, ([^\n#]+?)\s*$",
            path.read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        ):
            assert named in headings, f"{path.name} points to {named!r} in docs/assumptions.md"


def test_the_check_for_stored_outputs_finds_them(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": 1}
    notebook = tmp_path / "one.ipynb"
    notebook.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    command = [sys.executable, str(ROOT / "tools" / "strip_notebooks.py"), str(notebook)]
    assert subprocess.run([*command, "--check"], capture_output=True, check=False).returncode == 1
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "--check"], capture_output=True, check=False).returncode == 0
