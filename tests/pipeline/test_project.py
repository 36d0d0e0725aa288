"""What was typed becomes options, or a list of what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.findings import InputError
from senim.pipeline.project import Project, parsed_options


def test_values_stay_text_until_their_type_is_known() -> None:
    options = parsed_options(["a", "a"], ["ru", "en"], {"draws": 5}, ["code=05", "x=a=b"], jobs=1, date="")
    assert options.parameters == {"draws": 5, "code": "05", "x": "a=b"}
    assert (options.scenarios, options.languages) == (("a",), ("en", "ru"))
    assert parsed_options([], [], {}, [], jobs=1, date="2026-01-02").languages == ("en", "kk", "ru")


def test_all_findings_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parsed_options([], ["kz", "de"], {}, ["draws", "=1"], jobs=1, date="2026-02-30")
    assert len(caught.value.findings) == 5


def test_names_are_shown_from_the_checkout(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "reports")
    assert project.shown(project.raw / "a.csv") == "data/raw/a.csv"
    assert project.shown(Path("/elsewhere")) == "/elsewhere"
