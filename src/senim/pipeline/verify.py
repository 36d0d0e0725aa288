"""Check an edition against its own record: needs neither the project nor a network."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from senim.execution.files import file_digest, json_text
from senim.findings import Finding, InputError
from senim.pipeline.editions import edition_id_of
from senim.pipeline.errors import DamagedEditionError
from senim.pipeline.facts import edition_id, run_key_of
from senim.pipeline.kept_inputs import INPUTS
from senim.pipeline.keys import RunKey
from senim.pipeline.record import FORMAT, RECORD, SEAL, other_format, seal_of
from senim.pipeline.tasks import TaskKind

_PARTS: Mapping[str, type | tuple[type, ...]] = {
    "format": int,
    "edition": dict,
    "python": str,
    "packages": dict,
    "inputs": dict,
    "tasks": dict,
    "outputs": dict,
    SEAL: str,
}
_AGAIN = "Take the edition from a good copy, or publish it again."


def verify_edition(folder: Path) -> tuple[Finding, ...]:
    """Check every file of an edition.

    Parameters
    ----------
    folder : Path
        The edition, wherever it was copied to.

    Returns
    -------
    tuple of Finding
        Each names a file; empty where the edition is as it was published. Where the record itself is
        damaged, only the record is named: nothing can be said of the others.
    """
    record = _read(folder)
    if isinstance(record, Finding):
        return (record,)
    return (*_agreement(folder, record), *_files(folder, record["outputs"]), *_kept(record))


def require_whole(folder: Path) -> None:
    """Refuse an edition that is not as it was published.

    Parameters
    ----------
    folder : Path
        The edition.

    Raises
    ------
    DamagedEditionError
        Naming every file that is missing, changed or not of it.
    InputError
        If another version wrote its record, so that this one cannot tell.
    """
    written = other_format(folder)
    if written is not None:
        raise InputError([_of_another_version(written, folder.name)], "editions")
    findings = verify_edition(folder)
    if findings:
        raise DamagedEditionError(findings, folder)


def _read(folder: Path) -> dict[str, Any] | Finding:
    path = folder / RECORD
    try:
        content = path.read_bytes()
    except OSError as error:
        return Finding(RECORD, "", f"the record cannot be read ({error.strerror})", "Give another folder.")
    try:
        record = json.loads(content)
        same = json_text(record).encode() == content
    except (ValueError, RecursionError):
        return Finding(RECORD, "", "this is not a record", _AGAIN)
    written = other_format(folder)
    if written is not None:
        return _of_another_version(written, RECORD)
    if not isinstance(record, dict):
        return Finding(RECORD, "", "this is not a record", _AGAIN)
    misshapen = [name for name, kind in _PARTS.items() if not isinstance(record.get(name), kind)]
    if misshapen or record.keys() - _PARTS.keys() or record["format"] != FORMAT:
        return Finding(RECORD, ", ".join(misshapen), "this is not a record", _AGAIN)
    if not same or record[SEAL] != seal_of(record):
        return Finding(RECORD, SEAL, "the record was changed after it was sealed", _AGAIN)
    return record


def _agreement(folder: Path, record: dict[str, Any]) -> Iterator[Finding]:
    """Hold the parts of a record against each other: id, run key, keys of the tasks."""
    try:
        tasks = {
            name: (TaskKind(item["kind"]), item["key"], item["parts"])
            for name, item in record["tasks"].items()
        }
        date, key, name = (str(record["edition"][word]) for word in ("date", "run_key", "edition"))
        digests = {task: RunKey.from_parts(parts).digest for task, (_, _, parts) in tasks.items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        yield Finding(RECORD, "tasks", "this is not a record", _AGAIN)
        return
    for task, (_, given, _) in tasks.items():
        if digests[task] != given:
            yield Finding(RECORD, f"tasks, {task}", "its key does not follow from its parts", _AGAIN)
    analysis = {task: given for task, (kind, given, _) in tasks.items() if kind is TaskKind.NOTEBOOK}
    briefs = [RunKey.from_parts(parts) for kind, _, parts in tasks.values() if kind is TaskKind.BRIEF]
    if run_key_of(analysis, briefs[0] if briefs else None) != key:
        yield Finding(RECORD, "edition, run_key", "it does not follow from the keys of the tasks", _AGAIN)
    if edition_id(date, key) != (edition_id_of(Path(name)) or name):
        yield Finding(RECORD, "edition", "its id does not follow from date and run key", _AGAIN)
    # An older version recorded the id without the number of a further publication.
    if edition_id_of(folder) and folder.name != name and edition_id_of(folder) != name:
        yield Finding(folder.name, "", f"the record in it is that of {name}", "Rename the folder back.")


def _of_another_version(written: int, file: str) -> Finding:
    problem = f"its record has format {written}, and this version checks format {FORMAT}"
    return Finding(file, "", problem, "Check it with the version that wrote it.")


def _files(folder: Path, outputs: Mapping[str, Any]) -> Iterator[Finding]:
    for name, digest in sorted(outputs.items()):
        if not _inside(name):
            yield Finding(RECORD, name, "this name leads out of the edition", _AGAIN)
            continue
        try:
            problem = _fault(folder, name, digest)
        except OSError as error:
            problem = f"the file cannot be read ({error.strerror})"
        if problem:
            yield Finding(name, "", problem, _AGAIN)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (path.is_symlink() or not path.is_dir()) and name != RECORD and name not in outputs:
            yield Finding(name, "", "the file does not belong to the edition", "Take it away.")


def _fault(folder: Path, name: str, digest: object) -> str:
    """Say what is wrong with one file; nothing where it is as it was published."""
    path = folder / name
    if _through_a_link(folder, name):
        return "it is a link, not a file of the edition"
    if not path.exists():
        return "the file is missing"
    if not stat.S_ISREG(path.stat().st_mode):
        return "this is no plain file"
    return "" if file_digest(path) == digest else "the file is not as it was published"


def _kept(record: Mapping[str, Any]) -> Iterator[Finding]:
    """Hold the inputs that the edition keeps against those that its tasks read."""
    read = record["inputs"]
    for name, digest in record["outputs"].items():
        if name.startswith(f"{INPUTS}/") and read.get(name.removeprefix(f"{INPUTS}/")) != digest:
            yield Finding(RECORD, name, "the run read another content than the edition keeps", _AGAIN)


def _inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and not name.startswith("/")
        and ".." not in parts
        and "\\" not in name
        and "\0" not in name
    )


def _through_a_link(folder: Path, name: str) -> bool:
    place = folder
    for part in PurePosixPath(name).parts:
        place = place / part
        if place.is_symlink():
            return True
    return False
