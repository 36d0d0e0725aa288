"""Tables leave as plain text, and source tables that a spreadsheet would run are refused before a run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from senim.findings import InputError
from senim.pipeline.exports import formula_findings, require_safe_name, write_csv
from senim.pipeline.services import project_services

ROOT = Path(__file__).parents[2]


def test_numbers_read_back_exactly(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ["=1", "b"], "value": [-0.1, 1e-17], "count": [-1, 2]})
    write_csv(frame, tmp_path / "new" / "t.csv")
    back = pd.read_csv(tmp_path / "new" / "t.csv")
    assert back["text"].tolist() == ["'=1", "b"]
    assert back["value"].tolist() == frame["value"].tolist()
    assert back["count"].tolist() == frame["count"].tolist()


def test_formulas_in_source_tables_are_told_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a,b\n1,x\n"y\nz","=HYPERLINK(""http://a"")"\n', encoding="utf-8")
    (finding,) = formula_findings(tmp_path)
    assert (finding.file, finding.where) == ("t.csv", "line 4, column b")
    with pytest.raises(InputError, match="a spreadsheet would run"):
        project_services().prepare(tmp_path, tmp_path / "processed")


def test_the_real_tables_run_nothing() -> None:
    assert formula_findings(ROOT / "data" / "raw") == []


@pytest.mark.parametrize("name", ["..", "../a", "a/b", "", ".hidden", "a\\b", "a\n", "-"])
def test_names_that_lead_out(name: str) -> None:
    with pytest.raises(InputError, match="cannot be a file name"):
        require_safe_name(name, "figure")
    assert require_safe_name("06-scenarios-compared", "notebook") == "06-scenarios-compared"
