"""What a notebook says it reads: ``metadata.senim.reads``, a list of names inside the project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from senim.execution.code import load_notebook
from senim.findings import Finding, InputError, unknown_word_remedy

WHERE = "metadata.senim.reads"
_EXAMPLE = 'Write a list such as ["data/processed/population", "parameters/"].'
_SLOT = re.compile(r"\{([^{}]*)\}")


def declared_reads(path: Path, shown_as: str = "") -> tuple[str, ...] | None:
    """Read the declaration of a notebook.

    Parameters
    ----------
    path : Path
        The notebook.
    shown_as : str
        The file name to use in messages.

    Returns
    -------
    tuple of str or None
        Names as written: ``data/processed/<table>``, a folder with a last slash, or a file. None where the
        notebook declares nothing; an empty list declares that it reads nothing.

    Raises
    ------
    InputError
        If the notebook cannot be read or the declaration is no list of names inside the project.
    """
    name = shown_as or path.name
    try:
        metadata = load_notebook(path).get("metadata", {})
    except (OSError, ValueError) as error:
        raise InputError(
            [Finding(name, "", f"cannot be read ({error})", "Mend the notebook.")], "notebooks"
        ) from None
    own = metadata.get("senim", {})
    if not isinstance(own, dict):
        raise InputError([Finding(name, "metadata.senim", "this is no mapping", _EXAMPLE)], "notebooks")
    reads = own.get("reads")
    findings = [
        Finding(name, f"metadata.senim.{key}", "is not a known key", unknown_word_remedy(key, ["reads"]))
        for key in own
        if key != "reads"
    ]
    if reads is not None and not isinstance(reads, list):
        findings.append(Finding(name, WHERE, "this is no list", _EXAMPLE))
        reads = []
    entries: list[Any] = reads or []
    findings += [
        Finding(name, f"{WHERE}[{number}]", f"{entry!r} {problem}", _EXAMPLE)
        for number, entry in enumerate(entries)
        if (problem := _problem(entry))
    ]
    findings += [
        Finding(name, WHERE, f"{entry!r} stands there twice", "Keep one.")
        for number, entry in enumerate(entries)
        if isinstance(entry, str) and entry in entries[:number]
    ]
    if findings:
        raise InputError(findings, "notebooks")
    return None if reads is None else tuple(entries)


def filled(entry: str, parameters: Mapping[str, Any]) -> str:
    """Put values of parameters into a declared name.

    Parameters
    ----------
    entry : str
        A name, with ``{language}`` and the like where a file depends on a parameter.
    parameters : mapping of str to object
        Typed values by name.

    Returns
    -------
    str
        The name.

    Raises
    ------
    KeyError
        If the notebook has no such parameter, or its value is no plain word.

    Examples
    --------
    >>> filled("src/senim/brief/locale/{language}.po", {"language": "kk"})
    'src/senim/brief/locale/kk.po'
    """

    def value(slot: re.Match[str]) -> str:
        given = parameters[slot[1]]
        if not isinstance(given, str) or not re.fullmatch(r"[\w-]+", given):
            raise KeyError(slot[1])
        return given

    return _SLOT.sub(value, entry)


def _problem(entry: Any) -> str:
    if not isinstance(entry, str) or not entry.strip():
        return "is no name"
    path = PurePosixPath(entry)
    if path.is_absolute() or "\\" in entry or re.match(r"[A-Za-z]:|[a-z]+://", entry):
        return "is no name inside the project"
    if ".." in path.parts or "." in entry.split("/") or "//" in entry or "*" in entry:
        return "is not written plainly"
    if path.parts[0] == "reports" or entry.rstrip("/") in ("data", "data/processed/results"):
        return "holds results, which a notebook gets by its parameter `inputs`"
    return ""
