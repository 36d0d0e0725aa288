"""Pages that are audited in processes of their own are judged as they are here."""

from __future__ import annotations

from pathlib import Path

from senim.brief.audits import audit_edition
from senim.execution.apart import Workshop, worked_in


def test_the_findings_are_the_same_and_in_the_same_order(tmp_path: Path) -> None:
    for language in ("en", "kk"):
        (tmp_path / language).mkdir()
        page = f"<html lang='{language}'><p>7 <data data-claim='{language}' value='1'>1</data>"
        (tmp_path / language / "brief.html").write_text(page, encoding="utf-8")
    here = audit_edition(tmp_path)
    assert {finding.file.split("/")[0] for finding in here} == {"en", "kk", "ru"}
    with worked_in(Workshop(())):
        assert audit_edition(tmp_path) == here
