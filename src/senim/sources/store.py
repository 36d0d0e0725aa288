"""Reading source tables and preparing them for everything downstream."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from senim.findings import Finding, InputError, unknown_word_remedy
from senim.paths import project_root
from senim.sources.contract import assert_shaped
from senim.sources.descriptor import descriptor_findings
from senim.sources.examine import examine
from senim.sources.registry import TABLES
from senim.sources.tables import Table

KIND = "source tables"
_MARK = ".preparing-"


def raw_folder() -> Path:
    """Give the folder of raw tables of the project.

    Returns
    -------
    Path
        ``data/raw``.
    """
    return project_root() / "data" / "raw"


def processed_folder() -> Path:
    """Give the folder of prepared tables of the project.

    Returns
    -------
    Path
        ``data/processed``.
    """
    return project_root() / "data" / "processed"


def read(table: str, raw: Path | None = None) -> pd.DataFrame:
    """Read one source table from its CSV file, checked against its contract.

    Parameters
    ----------
    table : str
        Name of the table, a key of `TABLES`.
    raw : Path, optional
        Folder with the CSV files; ``data/raw`` of the project by default.

    Returns
    -------
    DataFrame
        Columns in the order of the contract with their types, one row for each row of the file;
        a missing optional value is missing (NaN, NA or NaT).

    Raises
    ------
    KeyError
        If there is no such table.
    senim.findings.InputError
        With everything that is wrong in the file, in its source ids and against its descriptor.
    """
    contract = _table(table)
    folder = raw_folder() if raw is None else raw
    frames, findings = examine([table], folder)
    findings += descriptor_findings(folder, [table])
    if findings:
        raise InputError(findings, KIND)
    shaped = contract.shape(frames[table])
    assert_shaped(shaped, contract)
    return shaped


def prepare(raw: Path | None = None, processed: Path | None = None) -> list[Path]:
    """Check every source table and write each as Parquet, or write nothing.

    Parameters
    ----------
    raw : Path, optional
        Folder with the CSV files and ``datapackage.json``; ``data/raw`` by default.
    processed : Path, optional
        Folder for the Parquet files; ``data/processed`` by default. Made if it is not there.

    Returns
    -------
    list of Path
        One file for each table, in the order of `TABLES`. The same input gives the same bytes.

    Raises
    ------
    senim.findings.InputError
        With everything that is wrong in all tables; nothing has been written then.
    """
    source, target = raw or raw_folder(), processed or processed_folder()
    frames, findings = examine(TABLES, source)
    findings += descriptor_findings(source, TABLES)
    if findings:
        raise InputError(findings, KIND)
    shaped = {name: TABLES[name].shape(frame) for name, frame in frames.items()}
    for name, frame in shaped.items():
        assert_shaped(frame, TABLES[name])
    return _write_all(shaped, target)


def load(table: str, processed: Path | None = None) -> pd.DataFrame:
    """Load a prepared table, or read it where the project has not prepared it yet.

    Parameters
    ----------
    table : str
        Name of the table, a key of `TABLES`.
    processed : Path, optional
        Folder with the Parquet files, all of them prepared. By default the project's own: there a
        table that is missing or older than its CSV is read from ``data/raw``, so that a notebook
        opened by hand never meets old figures.

    Returns
    -------
    DataFrame
        Exactly what `read` gives.

    Raises
    ------
    KeyError
        If there is no such table.
    senim.findings.InputError
        If it has not been prepared or is no Parquet file.
    """
    contract = _table(table)
    path = (Path(processed) if processed else processed_folder()) / f"{contract.name}.parquet"
    if processed is None and not _is_fresh(path, raw_folder() / f"{contract.name}.csv"):
        return read(table)
    remedy = "Prepare the tables first: python pipeline.py run."
    if not path.is_file():
        raise InputError([Finding(path.name, "", "the prepared table is not there", remedy)], KIND)
    try:
        frame: pd.DataFrame = pq.read_table(path).to_pandas()
        return frame.astype({field.name: field.dtype for field in contract.fields})
    except (pa.ArrowInvalid, KeyError) as error:
        raise InputError(
            [Finding(path.name, "", f"the prepared table is damaged ({error})", remedy)], KIND
        ) from error


def _is_fresh(prepared: Path, source: Path) -> bool:
    # A worker of a cluster has prepared tables only: nothing there could be newer.
    return prepared.is_file() and (not source.exists() or prepared.stat().st_mtime >= source.stat().st_mtime)


def _table(name: str) -> Table:
    if name not in TABLES:
        raise KeyError(f"no source table {name!r}. {unknown_word_remedy(name, TABLES)}")
    return TABLES[name]


def _write_all(frames: dict[str, pd.DataFrame], target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_MARK, dir=target) as temporary:
        names = [f"{name}.parquet" for name in frames]
        for name, frame in zip(names, frames.values(), strict=True):
            _write(frame, Path(temporary) / name)
        for name in names:
            os.replace(Path(temporary) / name, target / name)
    return [target / name for name in names]


def _write(frame: pd.DataFrame, path: Path) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(table, path, compression="zstd", version="2.6")
