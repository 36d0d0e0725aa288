"""The RO-Crate names every file, links only to what it describes, and holds no times."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from senim.pipeline.citation import read_citation
from senim.pipeline.crate import CRATE
from senim.pipeline.crate_files import described, licences_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def edition(two_editions: Path) -> Path:
    return (two_editions / "latest").resolve()


@pytest.fixture(scope="module")
def graph(edition: Path) -> dict[str, dict[str, Any]]:
    content = json.loads((edition / CRATE).read_text(encoding="utf-8"))
    assert content["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
    found = {entity["@id"]: entity for entity in content["@graph"]}
    assert len(found) == len(content["@graph"]), "every id once"
    return found


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        else:
            for name, inner in value.items():
                if name != "@id":
                    yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_descriptor_and_root(graph: dict[str, dict[str, Any]]) -> None:
    descriptor, root = graph[CRATE], graph["./"]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license", "author", "hasPart"} <= root.keys()
    assert root["datePublished"] == "2026-01-02"


def test_every_entity_has_a_type_and_every_link_an_end(graph: dict[str, dict[str, Any]]) -> None:
    assert all(entity.get("@type") for entity in graph.values())
    outside = {"https://w3id.org/ro/crate/1.1", "http://schema.org/CompletedActionStatus"}
    for entity in graph.values():
        assert set(references(entity)) - outside <= graph.keys(), entity["@id"]
    linked = {name for entity in graph.values() for name in references(entity)} | {CRATE, "./"}
    assert graph.keys() <= linked, "nothing hangs loose"


def test_every_file_is_a_part_with_size_and_hash(edition: Path, graph: dict[str, dict[str, Any]]) -> None:
    parts = {unquote(part["@id"]) for part in graph["./"]["hasPart"]}
    files = {path.relative_to(edition).as_posix(): path for path in edition.rglob("*") if path.is_file()}
    assert parts == files.keys() - {CRATE}
    for name in parts - {"record.json"}:
        entity = graph[name]
        content = files[name].read_bytes()
        assert entity["contentSize"] == str(len(content))
        assert entity["sha256"] == hashlib.sha256(content).hexdigest()
        assert entity["encodingFormat"]
        assert "File" in entity["@type"]


def test_the_run_reads_inputs_and_makes_the_rest(graph: dict[str, dict[str, Any]]) -> None:
    action = next(entity for entity in graph.values() if entity["@type"] == "CreateAction")
    assert graph["./"]["mentions"] == {"@id": action["@id"]}
    read = [part["@id"] for part in action["object"]]
    assert "inputs/data/raw/numbers.csv" in read
    draws = graph["#parameter-02-second/draws"]
    assert (draws["@type"], draws["value"]) == ("PropertyValue", "20")
    made = [part["@id"] for part in action["result"]]
    assert {"en/brief.html", "kk/brief.html", "notebooks/01-first.ipynb", "data/claims.json"} <= set(made)
    assert not [name for name in made if name.startswith("inputs/")]
    assert graph["en/brief.html"]["inLanguage"] == "en"
    assert graph[action["instrument"]["@id"]]["softwareVersion"]


def test_licences_of_real_tables_and_authors(tmp_path: Path) -> None:
    target = tmp_path / "inputs/data/raw"
    target.mkdir(parents=True)
    (target / "datapackage.json").write_bytes((ROOT / "data/raw/datapackage.json").read_bytes())
    licences = licences_of(tmp_path)
    assert licences["homicide_rates"][0]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {item["@id"] for item in licences["police_strength"]} == {"#licence-facts", "#licence-supplied"}
    citation = read_citation(ROOT)
    assert citation.title.startswith("Senim:")
    assert citation.people == [{"@id": "#author-1", "@type": "Organization", "name": "The Senim authors"}]
    assert read_citation(tmp_path).people[0]["name"]
    (tmp_path / "CITATION.cff").write_text(
        "authors: [{given-names: A, family-names: B, orcid: 'https://orcid.org/0'}]", encoding="utf-8"
    )
    person = read_citation(tmp_path).people[0]
    assert (person["@id"], person["@type"], person["name"]) == ("https://orcid.org/0", "Person", "A B")


def test_every_kind_of_file_is_described() -> None:
    for name in ("en/brief.html", "en/claims.json", "notebooks/a.ipynb", "data/figures/a/b.csv", "x.bin"):
        assert described(name)["name"]
        assert described(name)["encodingFormat"]
