"""Readers in native code: they raise no audit event, so their Python doors are watched."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from senim.execution.guard.sightings import Access
from senim.execution.guard.witness import Witness

# Function or class to the name of the argument that says what is read; it comes first in each of them.
FUNCTIONS = {
    "pyarrow": {"memory_map": "path", "input_stream": "source"},
    "pyarrow.lib": {"memory_map": "path", "input_stream": "source"},
    "pyarrow.dataset": {"_filesystem_dataset": "source", "parquet_dataset": "metadata_path"},
    "pyarrow.feather": {"_read_table_internal": "source"},
    "pyarrow.csv": {"read_csv": "input_file", "open_csv": "input_file"},
    "pyarrow.json": {"read_json": "input_file", "open_json": "input_file"},
    "pyarrow.orc": {"read_table": "source"},
    "pyarrow.fs": {"copy_files": "source"},
}
CLASSES = {
    "pyarrow.parquet.core": {"ParquetFile": "source", "ParquetDataset": "path_or_paths"},
    "pyarrow.orc": {"ORCFile": "source"},
    "pyarrow.ipc": {"RecordBatchStreamReader": "source", "RecordBatchFileReader": "source"},
}
REMOTE = ("S3FileSystem", "GcsFileSystem", "AzureFileSystem", "HadoopFileSystem")
# Read files or networks in native code, by doors too many to watch: a notebook does not import them.
UNSEEN = frozenset(
    {
        *("polars", "duckdb", "h5py", "tables", "netCDF4", "pyogrio", "fiona", "rasterio", "pyreadstat"),
        *("psycopg", "psycopg2", "pycurl", "adbc_driver_manager", "connectorx"),
    }
)
UNSEEN_PARTS = frozenset({"pyarrow.flight"})
WATCHED = frozenset({*FUNCTIONS, *CLASSES, "zmq.sugar.socket"})


def watch_module(module: ModuleType, witness: Witness) -> None:
    """Watch the readers of a module that has just been loaded.

    Parameters
    ----------
    module : module
        One of `WATCHED`.
    witness : Witness
        Decides.
    """
    name = module.__name__
    for function, argument in FUNCTIONS.get(name, {}).items():
        if hasattr(module, function):
            setattr(module, function, _watched(getattr(module, function), argument, witness, position=0))
    for kind, argument in CLASSES.get(name, {}).items():
        original = getattr(module, kind)
        original.__init__ = _watched(original.__init__, argument, witness, position=1)
    if name in ("pyarrow", "pyarrow.lib"):
        module.OSFile = _watched_file(module.OSFile, witness)  # type: ignore[attr-defined]
    if name == "pyarrow.fs":
        _watch_filesystems(module, witness)
    if name == "zmq.sugar.socket":
        _watch_sockets(module.Socket, witness)


def looks_at(source: Any, filesystem: Any, witness: Witness) -> None:
    """Look at what a reader is asked to read.

    Parameters
    ----------
    source : object
        A path, an address, a list of them, or something open already.
    filesystem : object
        A filesystem of pyarrow that a path is meant in, or None.
    witness : Witness
        Decides.
    """
    base = getattr(filesystem, "base_path", "")
    if _is_remote(filesystem):
        witness.sees(Access.NETWORK, f"{filesystem.type_name}: {source}")
    for path in _paths(source):
        scheme, mark, rest = path.partition("://")
        if mark and scheme != "file" and not os.path.lexists(path):
            witness.sees(Access.NETWORK, path)
        elif mark and scheme == "file":
            witness.reads(rest)
        else:
            witness.reads(os.path.join(base, path) if base else path)


def _paths(source: Any) -> Iterator[str]:
    if isinstance(source, (list, tuple)):
        for item in source:
            yield from _paths(item)
    elif isinstance(source, (str, os.PathLike)):
        yield os.fsdecode(source)
    elif getattr(source, "base_dir", None) is not None:
        yield os.fsdecode(source.base_dir)  # a FileSelector


def _is_remote(filesystem: Any) -> bool:
    inner = getattr(filesystem, "base_fs", filesystem)
    return getattr(inner, "type_name", "") in ("s3", "gcs", "abfs", "hdfs")


def _watched(
    function: Callable[..., Any], argument: str, witness: Witness, *, position: int
) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*arguments: Any, **words: Any) -> Any:
        source = arguments[position] if len(arguments) > position else words.get(argument)
        filesystem = words.get("filesystem") or words.get("source_filesystem")
        if filesystem is None and function.__name__ == "__init__" and len(arguments) > 2:
            filesystem = arguments[2] if hasattr(arguments[2], "type_name") else None
        looks_at(source, filesystem, witness)
        return function(*arguments, **words)

    return call


def _watched_file(original: type, witness: Witness) -> type:
    class OSFile(original):  # type: ignore[misc]
        """A file opened by pyarrow itself."""

        def __new__(cls, path: Any, mode: str = "r", *more: Any, **words: Any) -> Any:
            if mode in ("r", "rb"):
                witness.reads(path)
            else:
                witness.writes(path, empties=mode.startswith("w"))
            return super().__new__(cls, path, mode, *more, **words)

    return OSFile


def _watch_filesystems(module: Any, witness: Witness) -> None:
    """Put watched classes in the place of those of ``pyarrow.fs``, which cannot be changed themselves."""
    original, local = module.FileSystem, module.LocalFileSystem

    class LocalFileSystem(local):  # type: ignore[misc, valid-type]
        """The files of this machine, as pyarrow reads them."""

        def open_input_file(self, path: Any) -> Any:
            witness.reads(path)
            return super().open_input_file(path)

        def open_input_stream(self, path: Any, *more: Any, **words: Any) -> Any:
            witness.reads(path)
            return super().open_input_stream(path, *more, **words)

        def copy_file(self, src: Any, dest: Any) -> Any:
            witness.reads(src)
            return super().copy_file(src, dest)

        def move(self, src: Any, dest: Any) -> Any:
            witness.renames(src, dest)
            return super().move(src, dest)

        def get_file_info(self, paths_or_selector: Any) -> Any:
            if hasattr(paths_or_selector, "base_dir"):
                witness.lists(paths_or_selector.base_dir)
            return super().get_file_info(paths_or_selector)

    class AnyFileSystem(type):
        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, original)

    class FileSystem(original, metaclass=AnyFileSystem):  # type: ignore[misc, valid-type]
        """Any filesystem, found by an address."""

        @staticmethod
        def from_uri(uri: Any) -> Any:
            address = os.fsdecode(uri)
            scheme, mark, _ = address.partition("://")
            if mark and scheme not in ("file", "mock"):
                witness.sees(Access.NETWORK, address)
            filesystem, path = original.from_uri(uri)
            return (LocalFileSystem() if type(filesystem) is local else filesystem), path

    module.LocalFileSystem, module.FileSystem = LocalFileSystem, FileSystem
    for name in REMOTE:
        if hasattr(module, name):
            setattr(module, name, _refused(name, witness))


def _refused(name: str, witness: Witness) -> Callable[..., Any]:
    def call(*arguments: Any, **words: Any) -> Any:
        witness.sees(Access.NETWORK, f"pyarrow.fs.{name}")
        raise ConnectionError(f"pyarrow.fs.{name} is not available while the notebook is watched")

    return call


def _watch_sockets(kind: Any, witness: Witness) -> None:
    """Keep sockets of zmq within this machine: they are made in native code."""
    for name in ("connect", "bind"):
        original = getattr(kind, name)

        @functools.wraps(original)
        def call(self: Any, address: Any, *more: Any, _original: Any = original, **words: Any) -> Any:
            text = os.fsdecode(address)
            # In a forked child ipykernel sends what is printed by a socket to its own kernel.
            caller = str(sys._getframe(1).f_globals.get("__name__", ""))
            if not text.startswith(("inproc:", "ipc:")) and not caller.startswith("ipykernel."):
                witness.sees(Access.NETWORK, text)
            return _original(self, address, *more, **words)

        setattr(kind, name, call)
