"""Every public object says, in numpydoc form, what it takes, returns and means."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType

import pytest
from numpydoc.validate import Validator, validate
from pydantic import BaseModel

import senim

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["numpydoc_validation"]
MODULES = sorted(module.name for module in pkgutil.walk_packages(senim.__path__, "senim."))
SIGNATURE_CHECKS = {"PR01", "PR02", "PR03"}
# Typer shows these docstrings as help and takes the description of each option from its annotation.
COMMANDS = "senim.cli"


def public_objects(module: ModuleType) -> Iterator[str]:
    """Name the public functions, classes and methods that a module defines itself."""
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(thing) or inspect.isclass(thing):
            yield f"{module.__name__}.{name}"
        for member in public_methods(thing) if inspect.isclass(thing) else ():
            if not documented_by_what_it_implements(module, thing, member):
                yield f"{module.__name__}.{name}.{member}"


def public_methods(thing: type) -> Iterator[str]:
    """Name the methods and properties that a class writes itself."""
    for member, value in vars(thing).items():
        plain = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        function = inspect.unwrap(plain) if callable(plain) else None
        if (
            not member.startswith("_")
            and inspect.isfunction(function)
            and function.__module__ == thing.__module__
        ):
            yield member


def documented_by_what_it_implements(module: ModuleType, thing: type, member: str) -> bool:
    """Whether a base class, or a protocol in the same module, documents the method already."""
    protocols = [other for other in vars(module).values() if getattr(other, "_is_protocol", False)]
    above = [other for other in (*thing.__mro__[1:], *protocols) if other is not thing]
    return any(getattr(vars(other).get(member), "__doc__", None) for other in above)


def described_elsewhere(path: str) -> bool:
    """Tell classes whose signature their author did not write: members, validated fields, or inherited."""
    thing = Validator._load_obj(path)
    if not inspect.isclass(thing):
        return False
    own_signature = "__init__" in vars(thing)  # a dataclass has one too
    return not own_signature or issubclass(thing, (Enum, BaseModel)) or getattr(thing, "_is_protocol", False)


@pytest.mark.parametrize("name", MODULES)
def test_public_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    problems = []
    for path in public_objects(module):
        elsewhere = name.startswith(COMMANDS) or described_elsewhere(path)
        checks = set(SETTINGS["checks"]) - (SIGNATURE_CHECKS if elsewhere else set())
        found = validate(path)["errors"]
        problems += [f"{path}: {code} {message}" for code, message in found if code in checks]
    assert not problems, "\n".join(problems)
