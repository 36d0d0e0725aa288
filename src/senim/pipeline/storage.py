"""Where inputs and results meet that travel between machines: files by content, behind an address."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from senim.execution.files import TEMPORARY, file_digest
from senim.findings import Finding, InputError
from senim.pipeline.objects import Objects, Storage

# A put into these is seen whole or not at all; elsewhere a file is moved to its name when complete.
ATOMIC_PUT = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "adl"})
_LOCKED = ("s3fs", "fsspec")
PACKAGES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}


class StorageError(OSError):
    """The storage cannot be reached, or refuses to be written to."""


class RemoteObjects:
    """Files by their SHA-256 in any file system that fsspec speaks to.

    Parameters
    ----------
    url : str
        Address of the folder, ``s3://bucket/prefix`` for example. Credentials come from the environment
        or from the files of the provider, never from the address.
    """

    def __init__(self, url: str) -> None:
        import fsspec

        self.url = url
        protocol = url.partition("://")[0]
        self._atomic_put = protocol in ATOMIC_PUT
        with _told(url):
            # A listing that is remembered would not see what another machine has written.
            self._files, folder = fsspec.core.url_to_fs(url, use_listings_cache=False)
        self._folder = folder.rstrip("/")

    def add(self, path: Path, digest: str, *, shared: bool = False) -> None:
        """Upload a file, unless it is there; a remote file is always a copy."""
        if self.holds(digest):
            return
        place = self._place(digest)
        with _told(self.url, missing_is_fault=True):
            if self._atomic_put:
                self._files.put_file(str(path), place)
                return
            # Every attempt has a name of its own: two workers may upload one result at once.
            temporary = f"{self._folder}/{TEMPORARY}{digest[:16]}-{uuid.uuid4().hex}"
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(path), temporary)
            self._files.mv(temporary, place)

    def holds(self, digest: str) -> bool:
        """Download a file and compare."""
        try:
            with _told(self.url), self._files.open(self._place(digest), "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def give(self, digest: str, target: Path, *, shared: bool = False) -> bool:
        """Download a file, compare, and put it in its place."""
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f"{TEMPORARY}{digest[:16]}-{uuid.uuid4().hex[:8]}"
        try:
            with _told(self.url):
                self._files.get_file(self._place(digest), str(temporary))
            if file_digest(temporary) != digest:
                return False
            os.replace(temporary, target)
        except FileNotFoundError:
            return False
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        return True

    def _place(self, digest: str) -> str:
        return f"{self._folder}/{digest[:2]}/{digest}"


def open_storage(url: str) -> Storage:
    """Open a storage by its address.

    Parameters
    ----------
    url : str
        ``file:///folder``, or whatever else fsspec knows.

    Returns
    -------
    Storage
        The storage; nothing is written yet.

    Raises
    ------
    InputError
        If the address is not one, or its package is not installed.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        if parts.netloc or not folder.is_absolute():
            raise _unusable(url, "a folder is written with three strokes", "Write file:///absolute/folder.")
        return Objects(folder)
    if not parts.scheme or "://" not in url:
        raise _unusable(url, "this is no address", "Write file:///folder, s3://bucket/folder or the like.")
    if parts.password:
        raise _unusable(
            url.replace(parts.password, "…"),
            "an address holds no password",
            "Give credentials by the environment.",
        )
    try:
        return RemoteObjects(url)
    except ImportError:
        package = PACKAGES.get(parts.scheme, "fsspec")
        command = (
            "make set-up-cluster" if package in _LOCKED else f".venv/bin/python -m pip install {package}"
        )
        remedy = f"Install it on every machine: {command}"
        raise _unusable(url, f"the package {package} is not installed", remedy) from None
    except ValueError as error:
        raise _unusable(url, str(error), "Write file:///folder, s3://bucket/folder or the like.") from None


def _unusable(url: str, problem: str, remedy: str) -> InputError:
    return InputError([Finding("command line", f"--storage {url}", problem, remedy)], "options")


@contextmanager
def _told(url: str, *, missing_is_fault: bool = False) -> Iterator[None]:
    """Turn whatever a storage library raises into one error that names the storage."""
    try:
        yield
    except (ImportError, ValueError, StorageError):
        raise
    except FileNotFoundError as error:
        if not missing_is_fault:
            raise
        raise StorageError(f"The storage {url} cannot be written to: {error}") from error
    except Exception as error:
        raise StorageError(f"The storage {url} cannot be used: {type(error).__name__}: {error}") from error


def storage_url(folder: Path) -> str:
    """Give the address of a folder of this machine.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    str
        Its ``file://`` address.
    """
    return folder.absolute().as_uri()
