"""What the kernel writes is what the pipeline reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from senim.execution.guard.sightings import (
    INSTALLED,
    Access,
    Sighting,
    entry_of,
    read_sightings,
    write_sighting,
)


def test_written_and_read_back(tmp_path: Path) -> None:
    seen = [Sighting(Access.READ, 'data/raw/"қ".csv', "line 1: x"), Sighting(Access.NETWORK, "a\nb:80")]
    path = tmp_path / "seen"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, INSTALLED)
    for sighting in seen:
        write_sighting(descriptor, sighting)
    os.write(descriptor, b'{"access": "re')  # a kernel that died while it wrote
    os.close(descriptor)
    installed, found = read_sightings(path)
    assert installed
    assert [sighting for _, sighting in found] == seen
    assert found[0][0] == len(INSTALLED)


def test_no_file_means_no_guard(tmp_path: Path) -> None:
    assert read_sightings(tmp_path / "none") == (False, ())


@pytest.mark.parametrize(
    ("access", "name", "entry"),
    [
        (Access.READ, "data/processed/population.parquet", "data/processed/population"),
        (Access.READ, "data/processed/results/01/claims.json", "data/processed/results/01/claims.json"),
        (Access.READ, "data/raw/extra.csv", "data/raw/extra.csv"),
        (Access.LIST, "parameters", "parameters/"),
        (Access.LIST, "data/raw", "data/raw/"),
    ],
)
def test_entry(access: Access, name: str, entry: str) -> None:
    assert entry_of(Sighting(access, name)) == entry


@pytest.mark.parametrize("access", list(Access))
def test_every_kind_says_what_happened_and_what_to_do(access: Access) -> None:
    sighting = Sighting(access, "NAME")
    assert "NAME" in sighting.what
    assert sighting.remedy("notebooks/x.ipynb").endswith(".")
