"""The record names versions and the commit, and holds no times."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from pathlib import Path

from senim.pipeline.record import commit, commit_of_run, package_versions


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_versions_of_locked_packages_only(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("Pandas==1.0 \\\n    --hash=sha256:0\n# typer==1\nnot-installed==1\n", encoding="utf-8")
    assert package_versions(lock) == {"pandas": version("pandas")}
    assert "pytest" in package_versions(tmp_path / "no.lock")


def test_commit_and_changes(tmp_path: Path) -> None:
    assert commit(tmp_path) == ""
    git(tmp_path, "init", "-q")
    assert commit(tmp_path) == ""
    (tmp_path / "a").touch()
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-q", "-m", "a")
    name = git(tmp_path, "rev-parse", "HEAD")
    assert commit(tmp_path) == commit_of_run(tmp_path) == name
    (tmp_path / "a").write_text("changed", encoding="utf-8")
    assert commit(tmp_path) == f"{name}+changes"
    assert commit_of_run(tmp_path) == name, "all languages of one run name the same state"
