"""`reads` prints the declaration of what a notebook really opens."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.guard.sightings import Access, Sighting
from senim.findings import InputError
from senim.pipeline.errors import SourceUnavailableError
from senim.pipeline.project import Options, Project
from senim.pipeline.recording import Recorded, declaration, record_reads

READ, LIST = Access.READ, Access.LIST


def test_the_shortest_declaration() -> None:
    seen = [
        Sighting(LIST, "parameters"),
        Sighting(READ, "parameters/crime.yaml"),
        Sighting(READ, "scenarios/baseline.yaml"),
        Sighting(READ, "data/processed/population.parquet"),
        Sighting(READ, "src/senim/brief/locale/en.po"),
        Sighting(Access.NETWORK, "example.org"),
    ]
    assert declaration(seen, {"language": "kk", "draws": 1}, ["population", "trust"]) == (
        "data/processed/population",
        "parameters/",
        "scenarios/",
        "src/senim/brief/locale/en.po",
    )
    assert "data/processed/" in declaration(seen, {}, ["population"])
    assert "src/senim/brief/locale/{language}.po" in declaration(seen, {"language": "en"}, ["trust"])


def test_what_cannot_be_declared_is_told_apart() -> None:
    text = str(Recorded("notebooks/x.ipynb", ("parameters/",), (Sighting(Access.NETWORK, "example.org:80"),)))
    assert '"senim": {\n  "reads": [\n   "parameters/"\n  ]\n }' in text
    assert "Not to be declared: it goes to the network (example.org:80)." in text


@pytest.mark.slow
def test_recorded_in_a_real_kernel(small: ModuleType, root: Path) -> None:
    small.first_notebook(root, "(root / 'parameters/levers.yaml').read_text(), open('/etc/hostname').read()")
    project = Project(root, root / "reports")
    recorded = record_reads(project, Options(), small.services(), "notebooks/01-first.ipynb")
    assert recorded.reads == ("data/processed/", "parameters/")
    assert recorded.refused == ()
    assert json.loads("{" + str(recorded).partition("\n")[2] + "}") == {
        "senim": {"reads": ["data/processed/", "parameters/"]}
    }
    assert not list((root / "reports").glob(".tmp-*"))


def test_what_cannot_be_recorded(small: ModuleType, root: Path) -> None:
    project = Project(root, root / "reports")
    with pytest.raises(InputError, match="Did you mean '01-first'"):
        record_reads(project, Options(), small.services(), "01-frist")
    with pytest.raises(InputError, match=r"01-first: its results are missing\. Run them first"):
        record_reads(project, Options(), small.services(), "brief")


def test_sources_that_are_gone_are_told_as_in_a_run(small: ModuleType, root: Path) -> None:
    shutil.rmtree(root / "data" / "raw")
    with pytest.raises(SourceUnavailableError):
        record_reads(Project(root, root / "reports"), Options(), small.services(), "01-first")
