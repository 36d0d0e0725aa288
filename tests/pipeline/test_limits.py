"""Limits are read as people type them, and refused with what would do."""

from __future__ import annotations

import pytest

from senim.findings import InputError
from senim.pipeline.limits import bytes_of, seconds_of, with_limits
from senim.pipeline.project import Options


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("20m", 1200), ("20 min", 1200), ("2h", 7200), ("0.5", 0.5)],
)
def test_times(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "-1", "2x", "h", "1e9", "nan", "1 2"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        seconds_of(text)


@pytest.mark.parametrize(
    ("text", "mib"), [("800M", 800), ("4G", 4096), ("4GB", 4096), ("4GiB", 4096), ("0.5g", 512)]
)
def test_memory(text: str, mib: int) -> None:
    assert bytes_of(text) == mib * 1024**2


@pytest.mark.parametrize("text", ["", "4", "4K", "G", "-4G", "1M", "4 parrots"])
def test_what_is_no_memory(text: str) -> None:
    with pytest.raises(ValueError, match=r"memory|256M"):
        bytes_of(text)


def test_all_findings_at_once() -> None:
    with pytest.raises(InputError) as caught:
        with_limits(Options(), deadline="soon", cell_deadline="x", notebook_deadline="0", memory_cap="big")
    told = str(caught.value)
    for words in (
        "--deadline soon",
        "--cell-deadline x",
        "--notebook-deadline 0",
        "--memory-cap big",
        "20m",
        "4G",
    ):
        assert words in told


def test_what_is_not_typed_stays() -> None:
    options = Options(cell_seconds=5.0)
    assert with_limits(options) == options
    changed = with_limits(options, deadline="2h", notebook_deadline="5m", memory_cap="1G", retries=0)
    assert (changed.run_seconds, changed.notebook_seconds, changed.cell_seconds) == (7200, 300, 5.0)
    assert (changed.memory_cap_bytes, changed.retries) == (1024**3, 0)
