"""Results of finished tasks, kept by key, and believed only if every byte is as written."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from senim.execution.files import TEMPORARY, file_digest, replace_folder, temporary_folder, write_json
from senim.execution.retry import attempt_as_dict, attempt_from_dict
from senim.pipeline.keys import RunKey
from senim.pipeline.objects import Objects, is_intact
from senim.pipeline.tasks import Done, Task

MANIFEST = "done.json"
LAST = "last.json"
OBJECTS = ".objects"
LOCKS = ".locks"
KEPT_PER_TASK = 8
KEY_DIGITS = 16


class Store:
    """A folder of finished tasks: a folder for each key, its files kept once by content.

    Parameters
    ----------
    folder : Path
        The store.
    root : Path
        The checkout; paths inside it are stored relative to it.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self.objects = Objects(folder / OBJECTS)

    def find(self, task: str, key: RunKey) -> Done | None:
        """Look for a finished task; nothing is written.

        Parameters
        ----------
        task : str
            Name of the task.
        key : RunKey
            The key it must have been run with.

        Returns
        -------
        Done or None
            None where there is none, or where a file of it is lost; `restore` puts every file in its place.
        """
        done = self._read(self._place(task, key))
        if done is None or done.key.digest != key.digest:
            return None
        kept = (
            is_intact(done.folder / name, digest) or self.objects.holds(digest)
            for name, digest in done.files.items()
        )
        return done if all(kept) else None

    def restore(self, done: Done) -> int:
        """Put back files of a finished task that were removed or changed where it left them.

        Parameters
        ----------
        done : Done
            The finished task, as `find` gave it.

        Returns
        -------
        int
            How many files were put back.
        """
        inside = done.folder.is_relative_to(self.folder)
        lost = {
            name: digest for name, digest in done.files.items() if not is_intact(done.folder / name, digest)
        }
        for name, digest in lost.items():
            if not self.objects.give(digest, done.folder / name, shared=inside):
                raise OSError(f"the stored result {name} of {done.task} was lost while it was being read")
        return len(lost)

    def last(self, task: str) -> tuple[RunKey, float] | None:
        """Give the key and the seconds of the last time a task was found or brought up to date.

        Parameters
        ----------
        task : str
            Name of the task.

        Returns
        -------
        tuple of RunKey and float, or None
            None where it never ran.
        """
        try:
            content = json.loads((self.folder / task / LAST).read_text(encoding="utf-8"))
            return RunKey.from_parts(content["key"]), float(content["seconds"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def fill(self, task: Task, key: RunKey, earlier: Mapping[str, Done]) -> Done:
        """Run a task into a new folder of the store, unless another scheduler did so meanwhile.

        Parameters
        ----------
        task : Task
            The task.
        key : RunKey
            Its key.
        earlier : mapping of str to Done
            Results of the tasks it depends on.

        Returns
        -------
        Done
            The finished task; nothing is stored where its action raises.
        """
        with self._claimed(task.name, key):
            done = self.find(task.name, key)
            if done is None:
                done = self._run(task, key, earlier)
            else:
                self.restore(done)
        self.note(done)
        self._prune(task.name, self._place(task.name, key))
        return done

    def note(self, done: Done) -> None:
        """Remember that this is the present state of a task.

        Parameters
        ----------
        done : Done
            The finished task.
        """
        last = self.last(done.task)
        if last is None or last[0].digest != done.key.digest:
            content = {"key": done.key.parts(), "seconds": done.seconds}
            write_json(self.folder / done.task / LAST, content, compact=True)

    def sweep(self) -> int:
        """Remove what a run that was killed left half-written; only to be called under the lock.

        Returns
        -------
        int
            How many leftovers were removed.
        """
        patterns = (f"{TEMPORARY}*", f"*/{TEMPORARY}*", f"{OBJECTS}/*/{TEMPORARY}*")
        leftovers = [path for pattern in patterns for path in self.folder.glob(pattern)]
        for path in leftovers:
            remove(path)
        return len(leftovers)

    def collect(self) -> int:
        """Remove files that no kept result refers to; only to be called under the lock.

        Returns
        -------
        int
            How many were removed.
        """
        read = (self._read(path.parent) for path in self.folder.glob(f"*/*/{MANIFEST}"))
        wanted = {digest for done in read if done is not None for digest in done.files.values()}
        return self.objects.keep_only(wanted)

    def _run(self, task: Task, key: RunKey, earlier: Mapping[str, Done]) -> Done:
        place = self._place(task.name, key)
        folder = temporary_folder(place)
        began = time.monotonic()
        try:
            filled = task.action(folder, earlier)
            seconds = filled.seconds or round(time.monotonic() - began, 3)
            where = filled.elsewhere or folder
            written = filled.files if filled.elsewhere else _files(folder)
            files = {path.relative_to(where).as_posix(): file_digest(path) for path in written}
            for name, digest in files.items():
                self.objects.add(where / name, digest, shared=filled.elsewhere is None)
            manifest = {
                "key": key.parts(),
                "files": files,
                "elsewhere": self._relative(filled.elsewhere) if filled.elsewhere else "",
                "seconds": seconds,
                "printed": filled.printed,
                "peak_memory_bytes": filled.peak_memory_bytes,
                "attempts": [attempt_as_dict(attempt) for attempt in filled.attempts],
            }
            write_json(folder / MANIFEST, manifest, compact=True)
            replace_folder(folder, place)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return Done(
            task.name,
            key,
            filled.elsewhere or place,
            files,
            seconds,
            filled.printed,
            filled.peak_memory_bytes,
            filled.attempts,
        )

    @contextmanager
    def _claimed(self, task: str, key: RunKey) -> Iterator[None]:
        """Let one scheduler at a time work on a key, where several share the store."""
        from filelock import FileLock

        locks = self.folder / LOCKS
        locks.mkdir(parents=True, exist_ok=True)
        with FileLock(locks / f"{task}-{key.digest[:KEY_DIGITS]}"):
            yield

    def _place(self, task: str, key: RunKey) -> Path:
        return self.folder / task / key.digest[:KEY_DIGITS]

    def _read(self, place: Path) -> Done | None:
        try:
            content = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
            folder = self.root / content["elsewhere"] if content["elsewhere"] else place
            done = Done(place.parent.name, RunKey.from_parts(content["key"]), folder, content["files"])
            return replace(
                done,
                seconds=float(content["seconds"]),
                printed=content["printed"],
                peak_memory_bytes=int(content.get("peak_memory_bytes", 0)),
                attempts=tuple(attempt_from_dict(attempt) for attempt in content.get("attempts", [])),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def _prune(self, task: str, newest: Path) -> None:
        places = [path for path in (self.folder / task).iterdir() if path.is_dir() and path != newest]
        places.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in places[KEPT_PER_TASK - 1 :]:
            remove(path)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder, whichever it is.

    Parameters
    ----------
    path : Path
        What to remove; nothing happens where it is not there.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(FileNotFoundError):
            path.unlink()


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
