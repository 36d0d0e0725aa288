from __future__ import annotations

import json

import pytest

from senim.findings import InputError
from senim.paths import project_root
from senim.sources import TABLES
from senim.sources.datapackage import main
from senim.sources.descriptor import check, describe, descriptor_findings, write


def package(raw) -> dict:
    return json.loads((raw.folder / "datapackage.json").read_text(encoding="utf-8"))


def save(raw, content: object) -> None:
    (raw.folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")


def test_the_descriptor_of_the_project_fits_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--raw", str(project_root() / "data" / "raw")]) == 0
    assert f"{len(TABLES)} tables fit" in capsys.readouterr().out


def test_every_table_is_described_with_producer_licence_dates_units_and_hash(raw) -> None:
    resources = {resource["name"]: resource for resource in package(raw)["resources"]}
    assert list(resources) == list(TABLES)
    for name, resource in resources.items():
        assert resource["title"]
        assert resource["licenses"]
        assert resource["accessed"]
        assert resource["bytes"] == raw.path(name).stat().st_size
        assert [field["name"] for field in resource["schema"]["fields"]] == raw.rows(name)[0]
        assert resource["rows"] == len(raw.rows(name)) - 1
        assert all(field["description"] for field in resource["schema"]["fields"])
        for source in resource["sources"]:
            assert source["producer"]
            assert source["title"]
            assert source["accessed"]
            assert "path" in source or "readFrom" in source


def test_writing_changes_nothing_when_nothing_changed(raw) -> None:
    before = (raw.folder / "datapackage.json").read_bytes()
    write(raw.folder)
    assert (raw.folder / "datapackage.json").read_bytes() == before
    assert sorted(path.name for path in raw.folder.iterdir() if "datapackage" in path.name) == [
        "datapackage.json"
    ]


def test_a_changed_table_fails_the_check_until_it_is_written(raw, capsys: pytest.CaptureFixture[str]) -> None:
    changed = raw.path("police_strength").read_bytes().replace(b"Specialised guard units", b"Guard units")
    raw.path("police_strength").write_bytes(changed)
    assert main(["--check", "--raw", str(raw.folder)]) == 2
    assert "police_strength.csv: the file is not the one" in capsys.readouterr().err
    assert main(["--write", "--raw", str(raw.folder)]) == 0
    assert main(["--check", "--raw", str(raw.folder)]) == 0


def test_a_broken_table_gets_no_descriptor(raw, capsys: pytest.CaptureFixture[str]) -> None:
    raw.set("police_strength", "press-444", "source", "")
    before = (raw.folder / "datapackage.json").read_bytes()
    with pytest.raises(InputError):
        describe(raw.folder)
    assert main(["--write", "--raw", str(raw.folder)]) == 2
    assert "the row has no source" in capsys.readouterr().err
    assert (raw.folder / "datapackage.json").read_bytes() == before


def test_every_edited_key_of_the_descriptor_is_noticed(raw) -> None:
    keys = ["title", "rows", "bytes", "licenses", "sources", "accessed", "schema"]
    content = package(raw)
    for resource, key in zip(content["resources"], keys, strict=False):
        resource[key] = "something else"
    save(raw, content)
    expected = [f"resource {name}, key {key}" for name, key in zip(TABLES, keys, strict=False)]
    assert [finding.where for finding in check(raw.folder)] == expected


def test_a_table_without_description_and_a_description_without_table(raw) -> None:
    content = package(raw)
    content["resources"][3]["name"] = "police_strenght"
    save(raw, content)
    assert [finding.remedy for finding in descriptor_findings(raw.folder, TABLES)] == [
        "Did you mean 'police_strenght'?"
    ]


def test_a_file_that_is_no_table(raw) -> None:
    (raw.folder / "trust_survey.csv").write_text("a\n1\n", encoding="utf-8")
    found = check(raw.folder)
    assert [(finding.file, finding.remedy) for finding in found] == [
        ("data/raw/trust_survey.csv", "Did you mean 'trust_surveys.csv'?")
    ]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"resources": 3}', '{"resources": [1]}', '{"resources": [{}]}', "\xff"]
)
def test_a_broken_descriptor_is_one_finding(raw, text: str) -> None:
    (raw.folder / "datapackage.json").write_bytes(text.encode("latin-1"))
    assert len(descriptor_findings(raw.folder, TABLES)) == 1
