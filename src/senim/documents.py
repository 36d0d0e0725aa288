"""YAML documents that know their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from senim.findings import Finding, InputError

Place = tuple[str | int, ...]

WRITE_A_DATE = "Write a date as YYYY-MM-DD, for example 2019-04-01."
# The parser of libyaml, where PyYAML has it, is many times faster.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXT = "tag:yaml.org,2002:str"
REMEDIES = {"tag:yaml.org,2002:timestamp": WRITE_A_DATE}


@dataclass(frozen=True)
class Document:
    """A YAML mapping and the line of each of its keys.

    Parameters
    ----------
    file : str
        Name of the file for messages.
    content : dict
        The mapping.
    lines : dict
        Line number (from 1) by place, a tuple of keys and list positions.
    findings : tuple of Finding
        Keys that stand twice (the last counts) and values that cannot be read (they stand as text).
    unreadable : frozenset of tuple
        Places of these values.
    """

    file: str
    content: dict[str, Any]
    lines: dict[Place, int]
    findings: tuple[Finding, ...] = ()
    unreadable: frozenset[Place] = frozenset()

    def where(self, place: Place) -> str:
        """Name a place as "line 12, key levers[0].from".

        Parameters
        ----------
        place : tuple of str or int
            Keys and list positions from the top.

        Returns
        -------
        str
            The line of the nearest known place, and the key.
        """
        known = next((place[:n] for n in range(len(place), 0, -1) if place[:n] in self.lines), None)
        line = f"line {self.lines[known]}, " if known is not None else ""
        return f"{line}key {dotted(place)}" if place else line.rstrip(", ")

    def finding(self, place: Place, problem: str, remedy: str) -> Finding:
        """Make a finding about a place of this document.

        Parameters
        ----------
        place : tuple of str or int
            Keys and list positions from the top.
        problem, remedy : str
            As in `Finding`.

        Returns
        -------
        Finding
            With file and place filled in.
        """
        return Finding(self.file, self.where(place), problem, remedy)


def dotted(place: Place) -> str:
    """Write a place as it is read aloud.

    Parameters
    ----------
    place : tuple of str or int
        Keys and list positions.

    Returns
    -------
    str
        Keys joined by points, list positions in brackets.

    Examples
    --------
    >>> dotted(("levers", 0, "from"))
    'levers[0].from'
    """
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def read_document(path: Path, root: Path | None = None) -> Document:
    """Read a YAML file that holds one mapping, with nothing wrong in it as YAML.

    Parameters
    ----------
    path : Path
        The file, UTF-8.
    root : Path, optional
        Folder that file names in messages are relative to.

    Returns
    -------
    Document
        Content and lines.

    Raises
    ------
    InputError
        If the file cannot be read, is no YAML, is no mapping, repeats a key, or holds a value that cannot be
        read.
    """
    document = examine_document(path, root)
    if document.findings:
        raise InputError(document.findings)
    return document


def examine_document(path: Path, root: Path | None = None) -> Document:
    """Read a YAML file that holds one mapping, as far as it can be read.

    Parameters
    ----------
    path : Path
        The file, UTF-8.
    root : Path, optional
        Folder that file names in messages are relative to.

    Returns
    -------
    Document
        Content, lines and findings.

    Raises
    ------
    InputError
        If the file cannot be read, is no YAML or is no mapping: nothing else can be known then.
    """
    name = str(path.relative_to(root)) if root and path.is_relative_to(root) else path.name
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_PARSER)
    except UnicodeDecodeError as error:
        raise InputError(
            [Finding(name, f"byte {error.start}", "is not UTF-8", "Save the file as UTF-8.")]
        ) from error
    except OSError as error:
        raise InputError(
            [Finding(name, "", f"cannot be read ({error.strerror})", "Check the name.")]
        ) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = f"is not valid YAML ({error.problem})"
        raise InputError([Finding(name, f"line {line}", problem, "Check indentation and quotes.")]) from error
    except yaml.YAMLError as error:
        raise InputError(
            [Finding(name, "", f"is not valid YAML ({error})", "Remove such characters.")]
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise InputError([Finding(name, "line 1", "holds no mapping", "Write `key: value` lines.")])
    lines: dict[Place, int] = {}
    repeated: list[Finding] = []
    for place, line, again in _walk(node, ()):
        if again:
            repeated.append(Finding(name, f"line {line}, key {dotted(place)}", "stands twice", "Keep one."))
        lines[place] = line
    unreadable = dict(_unreadable(node, (), name))
    try:
        content: dict[str, Any] = yaml.SafeLoader("").construct_document(node)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        problem = "has a key that cannot be read"
        raise InputError([Finding(name, "", problem, "Write keys as plain words.")]) from error
    return Document(name, content, lines, (*repeated, *unreadable.values()), frozenset(unreadable))


def _unreadable(node: yaml.Node, place: Place, name: str) -> Iterator[tuple[Place, Finding]]:
    """Find values that YAML itself cannot read, such as a date that no calendar has; make them text."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _unreadable(value, (*place, str(key.value)), name)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _unreadable(value, (*place, position), name)
    else:
        try:
            yaml.SafeLoader("").construct_object(node)
        except (yaml.YAMLError, ValueError):
            where = f"line {node.start_mark.line + 1}, key {dotted(place)}"
            remedy = REMEDIES.get(node.tag, "Put it in quotes.")
            node.tag = TEXT
            yield place, Finding(name, where, f"{node.value!r} cannot be read", remedy)


def _walk(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int, bool]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = (*place, str(key.value))
            yield here, key.start_mark.line + 1, str(key.value) in seen
            seen.add(str(key.value))
            yield from _walk(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            here = (*place, position)
            yield here, value.start_mark.line + 1, False
            yield from _walk(value, here)
