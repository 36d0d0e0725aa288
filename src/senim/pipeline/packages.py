"""Names and versions of installed packages, without reading what else their metadata tell."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions

_FILES = ("METADATA", "PKG-INFO")
_END_OF_HEADER = re.compile(r"\r?\n\r?\n")
_FIELD = re.compile(r"^(Name|Version):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)


def name_and_version(package: Distribution) -> tuple[str, str]:
    """Read the header of a package's metadata: its long description takes ten times as long.

    Parameters
    ----------
    package : importlib.metadata.Distribution
        An installed package.

    Returns
    -------
    tuple of str
        Name and version; empty where the metadata do not tell.
    """
    text = next(filter(None, map(package.read_text, _FILES)), "")
    found = dict(reversed(_FIELD.findall(_END_OF_HEADER.split(text, 1)[0])))
    return found.get("Name", ""), found.get("Version", "")


def installed_versions() -> dict[str, str]:
    """List the installed packages.

    Returns
    -------
    dict of str to str
        Version by name; names in small letters, with hyphens.
    """
    found = map(name_and_version, distributions())
    return {name.lower().replace("_", "-"): version for name, version in found if name}


def installed_version(name: str) -> str:
    """Give the version of one package.

    Parameters
    ----------
    name : str
        The package.

    Returns
    -------
    str
        Its version; empty where it is not installed.
    """
    try:
        return name_and_version(distribution(name))[1]
    except PackageNotFoundError:
        return ""
