"""A PDF beside each brief where it can be written; where not, the edition appears and says why."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.pipeline import pdf_writer
from senim.pipeline.line_progress import LineListener
from senim.pipeline.pdf_writer import pdf_hindrance
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.record import read_record
from senim.pipeline.run import run
from senim.pipeline.services import Services
from senim.pipeline.unchanged import inputs_state
from senim.pipeline.verify import verify_edition

Publish = Callable[..., Path]


def written(page: str, language: str) -> tuple[bytes, str]:
    """Stand in for the writer: fast, and seen."""
    return f"%PDF {language}".encode(), page + "<!-- linked -->"


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Ask the machine again in every test."""
    pdf_hindrance.cache_clear()


@pytest.fixture
def publish(root: Path, small: ModuleType, publish_edition: Publish) -> Callable[..., tuple[Path, str]]:
    """Run the small project with a writer of PDF files; gives the edition and what was said."""
    options = Options(languages=("en", "kk"), date="2026-01-01", jobs=1)

    def act(hindrance: str = "", **changes: Any) -> tuple[Path, str]:
        rooms: Services = replace(small.services(), pdf=written, pdf_hindrance=lambda: hindrance)
        heard = io.StringIO()
        project = Project(root, root / "reports")
        done = run(project, replace(options, **changes), rooms, Announcer(LineListener(heard)))
        return done.edition, heard.getvalue()

    return act


def reason(edition: Path) -> str:
    record = read_record(edition)
    assert record is not None
    return str(record["tasks"]["page.en"]["parts"]["parameters"]["pdf"])


def test_the_pdf_is_published_hashed_and_linked(publish: Callable[..., tuple[Path, str]]) -> None:
    edition, said = publish()
    assert (edition / "kk/brief.pdf").read_bytes() == b"%PDF kk"
    assert (edition / "kk/brief.html").read_text(encoding="utf-8").endswith("<!-- linked -->")
    record = read_record(edition)
    assert record is not None
    assert {"en/brief.pdf", "kk/brief.pdf"} <= record["outputs"].keys()
    assert verify_edition(edition) == ()
    assert reason(edition) == '"written"'
    assert "no PDF" not in said
    (edition / "kk/brief.pdf").write_bytes(b"other")
    assert verify_edition(edition)


def test_without_the_writer_the_edition_appears_and_says_why(
    publish: Callable[..., tuple[Path, str]],
) -> None:
    edition, said = publish("WeasyPrint is not installed")
    assert said.count("The briefs get no PDF: WeasyPrint is not installed.") == 1
    assert "WeasyPrint is not installed" in reason(edition)
    assert (edition / "en/brief.html").is_file()
    assert not list(edition.rglob("*.pdf"))


def test_once_it_is_installed_the_next_run_writes_the_pdf_and_runs_no_notebook(
    publish: Callable[..., tuple[Path, str]],
) -> None:
    publish("Pango is not installed")
    edition, said = publish()
    assert (edition / "en/brief.pdf").is_file()
    assert "done   page.en" in said
    assert "done   01-first" not in said


def test_no_pdf_is_a_choice_that_the_record_tells(publish: Callable[..., tuple[Path, str]]) -> None:
    edition, said = publish(pdf=False)
    assert "not asked for" in reason(edition)
    assert not list(edition.rglob("*.pdf"))
    assert "no PDF" not in said


def test_what_is_missing_is_named_and_counts_for_the_fast_answer(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.setattr(pdf_writer, "PACKAGE", "no_such_package")
    assert "WeasyPrint is not installed" in pdf_hindrance()
    before = inputs_state(root)
    monkeypatch.undo()
    pdf_hindrance.cache_clear()
    monkeypatch.setattr(pdf_writer, "PACKAGE", "json")
    monkeypatch.setattr(pdf_writer, "LIBRARIES", {"Pango": ("libno-such.so.0",)})
    assert "the system library Pango is not installed (Debian: apt-get" in pdf_hindrance()
    pdf_hindrance.cache_clear()
    monkeypatch.setattr(pdf_writer, "LIBRARIES", {})
    assert pdf_hindrance() == ""
    assert inputs_state(root) != before


def test_neither_the_plan_nor_the_command_line_imports_the_writer() -> None:
    code = (
        "import sys, senim.cli.commands, senim.pipeline.run, senim.pipeline.services, senim.brief.pdf;"
        "from senim.pipeline.pdf_writer import pdf_hindrance; pdf_hindrance();"
        "sys.exit('weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
