"""Files written whole: under a temporary name first, then renamed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import uuid
from pathlib import Path
from typing import Any

TEMPORARY = ".tmp-"
_LEAVES_THE_FOLDER = re.compile(r"[/\\\x00-\x1f]|^\.+")
_LONGEST_NAME = 120
_REPLACED = re.compile(re.escape(TEMPORARY) + r"(?P<name>.+)-old-[0-9a-f]{8}")


def file_digest(path: Path) -> str:
    """Hash the content of a file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        SHA-256, as 64 hexadecimal digits.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def temporary_folder(target: Path) -> Path:
    """Make an empty folder beside a target, to be renamed to it when complete.

    Parameters
    ----------
    target : Path
        The folder that is to appear.

    Returns
    -------
    Path
        A new folder on the same file system, named ``.tmp-…``.
    """
    folder = target.parent / f"{TEMPORARY}{target.name}-{uuid.uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    return folder


def replace_folder(complete: Path, target: Path) -> None:
    """Put a complete folder in the place of another, or of nothing.

    Parameters
    ----------
    complete : Path
        The folder as it should be.
    target : Path
        Where it should be; an older folder there is removed.
    """
    if target.exists():
        old = target.parent / f"{TEMPORARY}{target.name}-old-{uuid.uuid4().hex[:8]}"
        target.rename(old)
        try:
            complete.rename(target)
        except BaseException:
            put_back(old)
            raise
        shutil.rmtree(old)
    else:
        complete.rename(target)


def put_back(leftover: Path) -> bool:
    """Undo a replacement that was cut off between its two steps.

    Parameters
    ----------
    leftover : Path
        A temporary folder.

    Returns
    -------
    bool
        Whether it was an older folder whose place was empty; it stands there again.
    """
    found = _REPLACED.fullmatch(leftover.name)
    if found is None or not leftover.is_dir() or (leftover.parent / found["name"]).exists():
        return False
    leftover.rename(leftover.parent / found["name"])
    return True


def write_text(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the new one, never half.

    Parameters
    ----------
    path : Path
        The file; its folder is made where missing.
    text : str
        The content.
    """
    temporary = path.parent / f"{TEMPORARY}{path.name}-{uuid.uuid4().hex[:8]}"
    try:
        try:
            temporary.write_text(text, encoding="utf-8", newline="\n")
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8", newline="\n")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, content: Any, *, compact: bool = False) -> None:
    """Write a value as JSON: readable, sorted keys, letters as themselves, whole or not at all.

    Parameters
    ----------
    path : Path
        The file.
    content : JSON-like
        The value; NaN and infinity are refused.
    compact : bool
        On one line, for files that only programs read: Python writes indented JSON ten times slower.
    """
    write_text(path, json_text(content, compact=compact))


def json_text(content: Any, *, compact: bool = False) -> str:
    """Write a value as the text of its file.

    Parameters
    ----------
    content : JSON-like
        The value.
    compact : bool
        On one line, for files that only programs read: Python writes indented JSON ten times slower.

    Returns
    -------
    str
        JSON with a last line break; the same value always gives the same text.

    Raises
    ------
    ValueError
        If it holds NaN or infinity.
    """
    indent = None if compact else 1
    return json.dumps(content, ensure_ascii=False, indent=indent, sort_keys=True, allow_nan=False) + "\n"


def folder_name(task: str) -> str:
    """Give the name of the folder of a task: one that cannot lead elsewhere.

    Parameters
    ----------
    task : str
        Name of the task.

    Returns
    -------
    str
        The name itself where it is a plain file name; else the same with a hash in place of what was wrong.

    Examples
    --------
    >>> folder_name("04-crime")
    '04-crime'
    >>> "/" in folder_name("../../etc")
    False
    """
    plain = _LEAVES_THE_FOLDER.sub("", task)[:_LONGEST_NAME]
    if plain == task and plain:
        return task
    return f"{plain}-{hashlib.sha256(task.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
