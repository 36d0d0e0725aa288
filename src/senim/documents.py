"""YAML documents that know their lines, and pydantic errors told as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from senim.findings import Finding, InputError, unknown_word_remedy

Place = tuple[str | int, ...]

WRITE_A_DATE = "Write a date as YYYY-MM-DD, for example 2019-04-01."
# The parser of libyaml, where PyYAML has it, is many times faster.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
    """

    file: str
    content: dict[str, Any]
    lines: dict[Place, int]

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
    """Read a YAML file that holds one mapping.

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
        If the file cannot be read, is no YAML, is no mapping, or repeats a key.
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
    if repeated:
        raise InputError(repeated)
    findings = list(_unreadable(node, (), name))
    if findings:
        raise InputError(findings)
    content: dict[str, Any] = yaml.SafeLoader("").construct_document(node)
    return Document(name, content, lines)


def _unreadable(node: yaml.Node, place: Place, name: str) -> Iterator[Finding]:
    """Find values that YAML itself cannot read, such as a date that no calendar has."""
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
            yield Finding(
                name, where, f"{node.value!r} cannot be read", REMEDIES.get(node.tag, "Put it in quotes.")
            )


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


def validation_findings(
    error: ValidationError,
    document: Document,
    place: Place = (),
    models: Iterable[type[BaseModel]] = (),
) -> list[Finding]:
    """Tell pydantic's errors as findings.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.
    document : Document
        The document that was validated.
    place : tuple of str or int
        Where in the document the validated part stands.
    models : iterable of BaseModel types
        Models whose field names are offered as "did you mean".

    Returns
    -------
    list of Finding
        One for each error, with its line and key.
    """
    known = {field.alias or name for model in models for name, field in model.model_fields.items()}
    findings = []
    for item in error.errors():
        steps = _steps_in(document, place, item["loc"])
        kind, word = item["type"], str(item["loc"][-1]) if item["loc"] else ""
        if kind == "extra_forbidden":
            findings.append(document.finding(steps, "is not a known key", unknown_word_remedy(word, known)))
        elif kind == "missing":
            findings.append(document.finding(steps, "is missing", "Add it."))
        elif kind.startswith("date"):
            findings.append(document.finding(steps, f"{item['input']!r} is no date", WRITE_A_DATE))
        elif kind == "literal_error":
            allowed = re.findall(r"'([^']+)'", str(item.get("ctx", {}).get("expected", "")))
            remedy = unknown_word_remedy(str(item["input"]), allowed)
            findings.append(document.finding(steps, f"{item['input']!r} is not known", remedy))
        elif kind == "union_tag_invalid":
            given = str(item.get("ctx", {}).get("tag", ""))
            allowed = [
                tag.strip(" '") for tag in str(item.get("ctx", {}).get("expected_tags", "")).split(",")
            ]
            findings.append(
                document.finding(steps, f"{given!r} is not known", unknown_word_remedy(given, allowed))
            )
        else:
            problem = item["msg"].removeprefix("Value error, ")
            stated, _, remedy = problem.partition(" | ")
            default = (
                f"It reads {item['input']!r} now."
                if not isinstance(item["input"], dict | list)
                else "Correct it."
            )
            findings.append(document.finding(steps, stated[:1].lower() + stated[1:], remedy or default))
    return findings


def _steps_in(document: Document, place: Place, steps: Place) -> Place:
    """Keep the steps that the document has: pydantic adds names of union members."""
    kept = place
    for position, step in enumerate(steps):
        last = position == len(steps) - 1
        if (*kept, step) in document.lines or last:
            kept = (*kept, step)
    return kept
