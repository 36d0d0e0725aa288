"""Check or write the descriptor of the raw tables.

``python -m senim.sources.datapackage --check`` compares ``data/raw/datapackage.json`` with the files
and the contracts; ``--write`` writes it anew, once the tables themselves are sound.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from senim.findings import InputError
from senim.sources.descriptor import FILE_NAME, check, write
from senim.sources.examine import shown
from senim.sources.registry import TABLES
from senim.sources.store import KIND, raw_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check or write the descriptor from the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command-line arguments; those of the process by default.

    Returns
    -------
    int
        0 when all is well, 2 when something is wrong with the tables or the descriptor.
    """
    parser = argparse.ArgumentParser(prog="python -m senim.sources.datapackage", description=__doc__)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="compare the descriptor with the tables")
    action.add_argument("--write", action="store_true", help="write the descriptor anew")
    parser.add_argument("--raw", type=Path, help="folder of the raw tables (default: data/raw)")
    chosen = parser.parse_args(arguments)
    raw = chosen.raw or raw_folder()
    try:
        if chosen.write:
            print(f"wrote {shown(write(raw).parent, FILE_NAME)}")
            return 0
        findings = check(raw)
        if findings:
            raise InputError(findings, KIND)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(TABLES)} tables fit their descriptor and their contracts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
