"""The header of a package's metadata tells the same as all of it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from senim.pipeline.packages import installed_version, installed_versions, name_and_version


def test_it_tells_what_the_whole_metadata_tell() -> None:
    whole = [package.metadata for package in metadata.distributions()]
    assert installed_versions() == {item["Name"].lower().replace("_", "-"): item["Version"] for item in whole}
    assert installed_version("numpy") == metadata.version("numpy")
    assert installed_version("no-such-package") == ""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("file", ["METADATA", "PKG-INFO"])
def test_the_description_does_not_count(tmp_path: Path, file: str, end: str) -> None:
    lines = ["Metadata-Version: 2.1", "Name: A_b", "Version: 1.2", "Summary: Version: 8", "", "Version: 9"]
    (tmp_path / file).write_bytes(end.join(lines).encode())
    assert name_and_version(metadata.PathDistribution(tmp_path)) == ("A_b", "1.2")


def test_metadata_that_do_not_tell(tmp_path: Path) -> None:
    assert name_and_version(metadata.PathDistribution(tmp_path)) == ("", "")
