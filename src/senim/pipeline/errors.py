"""Reasons for which a run ends without a new edition."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from senim.findings import Finding


class AuditError(Exception):
    """An audit of the new edition found something; nothing was published.

    Parameters
    ----------
    findings : iterable of Finding
        What is wrong.
    kept : Path
        Where the refused edition can be looked at.
    """

    def __init__(self, findings: Iterable[Finding], kept: Path) -> None:
        self.findings = tuple(findings)
        self.kept = kept
        lines = "\n".join(f"  {finding}" for finding in self.findings)
        super().__init__(
            f"The new edition failed its audit and was not published ({len(self.findings)} findings):\n"
            f"{lines}\n  the refused edition: {kept}"
        )


class DamagedEditionError(Exception):
    """An edition is not as it was published.

    Parameters
    ----------
    findings : iterable of Finding
        What is wrong; each names a file.
    folder : Path
        The edition.
    """

    def __init__(self, findings: Iterable[Finding], folder: Path) -> None:
        self.findings = tuple(findings)
        self.folder = folder
        count = len(self.findings)
        lines = "\n".join(f"  {finding}" for finding in self.findings)
        super().__init__(
            f"The edition {folder.name} is not as it was published "
            f"({count} finding{'' if count == 1 else 's'}):\n{lines}"
        )


class NotPublishedError(OSError):
    """The machine did not let an edition be written.

    Parameters
    ----------
    folder : Path
        Where it should have been published.
    cause : OSError
        What the machine said.
    """

    def __init__(self, folder: Path, cause: OSError) -> None:
        place = f" ({cause.filename})" if cause.filename else ""
        super().__init__(
            f"The edition could not be written to {folder}: {cause.strerror or cause}{place}. "
            "The last edition is unchanged and finished tasks are kept. Free some space or mend the "
            "permissions, then run again."
        )


class LockedError(Exception):
    """Another run holds the lock.

    Parameters
    ----------
    lock : Path
        The lock file.
    holder : str
        Who holds it, as far as known.
    """

    def __init__(self, lock: Path, holder: str) -> None:
        super().__init__(
            f"Another run is at work on this project{holder}. Nothing was changed: wait for it to end, "
            f"then try again (lock: {lock})."
        )


class ClusterError(Exception):
    """The cluster that was to run the notebooks is lost; what it finished is kept."""


class SourceUnavailableError(Exception):
    """A source cannot be reached or read; the last edition is kept.

    Parameters
    ----------
    folder : Path
        Where the source should be.
    cause : str
        Why it is not available.
    """

    def __init__(self, folder: Path, cause: str) -> None:
        super().__init__(
            f"The sources in {folder} are not available ({cause}). Restore the folder from git; "
            "the last edition is unchanged."
        )


class TaskExitError(RuntimeError):
    """A task tried to end the whole program.

    Parameters
    ----------
    task : str
        Name of the task.
    error : BaseException
        What it raised.
    """

    def __init__(self, task: str, error: BaseException) -> None:
        super().__init__(f"{task} tried to end the program ({type(error).__name__}: {error})")
