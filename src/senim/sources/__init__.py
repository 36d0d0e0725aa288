"""Source tables: read, checked against a contract, prepared for everything downstream.

`read` checks one table of ``data/raw``, `prepare` checks all of them and writes Parquet files,
`load` gives a prepared table back. `TABLES` names the tables and their contracts.
"""

from __future__ import annotations

from senim.sources.registry import TABLES
from senim.sources.store import load, prepare, read
from senim.sources.tables import Table

__all__ = ["TABLES", "Table", "load", "prepare", "read"]
