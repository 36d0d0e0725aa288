"""`clean` removes what can be made again, and no edition."""

from __future__ import annotations

from pathlib import Path

from senim.pipeline.clean import clean
from senim.pipeline.project import Project


def test_editions_stay(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "reports")
    edition = project.reports / "2026-01-01-aaaaaaaa"
    for folder in (project.cache / "01", project.failed / "01", edition, project.reports / ".tmp-x"):
        folder.mkdir(parents=True)
    assert len(clean(project)) == 3
    assert edition.is_dir()
    assert not [path for path in (project.cache, project.failed, project.reports / ".tmp-x") if path.exists()]
    assert clean(project) == ["There was nothing to remove."]
