"""ARCHITECTURE.md names what exists, and everything that exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "senim"
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def modules() -> set[str]:
    """Rooms and modules that stand directly in the package."""
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    return rooms | {path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"}


def test_every_room_and_module_of_the_package_is_described() -> None:
    described = set(re.findall(r"^\| `([a-z_]+)` \|", TEXT, flags=re.MULTILINE))
    assert described == modules()


def test_every_dotted_name_exists() -> None:
    for name in re.findall(r"`senim((?:\.[a-z_]+)+)`", TEXT):
        path = PACKAGE.joinpath(*name.strip(".").split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), f"ARCHITECTURE.md names senim{name}"


def test_every_path_exists() -> None:
    built = ("data/processed", "reports/")
    for name in re.findall(r"`([a-z_.]+/[\w./-]*|[\w.-]+\.(?:py|toml|yml|lock))`", TEXT):
        if not name.startswith(built):
            assert (ROOT / name).exists(), f"ARCHITECTURE.md names {name}"


def test_every_room_stands_in_one_layer_of_the_import_rules() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in rules["contracts"] if contract["type"] == "layers")
    named = [name for layer in layers for name in re.split(r" [|:] ", layer)]
    assert sorted(named) == sorted(modules())
