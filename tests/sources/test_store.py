from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from senim.findings import InputError
from senim.sources import TABLES, load, prepare, read


def test_one_error_lists_the_findings_of_all_tables_and_nothing_is_written(raw, tmp_path: Path) -> None:
    without_source = raw.set("police_strength", "minister-393", "source", "")
    too_much = raw.set("trust_surveys", "statistics-bureau-trust-2023-fully", "value", "163.1")
    twice = raw.set("seed_facts", "strength-after", "fact", "strength-before")
    raw.edit("population", lambda rows: rows[0].__setitem__(0, "aera"))
    regimes = raw.path("recording_regimes").read_bytes()
    raw.write_bytes("recording_regimes", regimes.replace(b"Fall", b"F\xe4ll"))
    processed = tmp_path / "data" / "processed"
    with pytest.raises(InputError) as caught:
        prepare(raw.folder, processed)
    places = [(Path(finding.file).stem, finding.where) for finding in caught.value.findings]
    assert ("police_strength", f"line {without_source}, column source") in places
    assert ("trust_surveys", f"line {too_much}, column value") in places
    assert ("seed_facts", f"line {twice}, column fact") in places
    assert {("population", "line 1, column area"), ("population", "line 1, column aera")} <= set(places)
    assert any(stem == "recording_regimes" and "byte" in where for stem, where in places)
    for finding in caught.value.findings:
        assert str(finding) in str(caught.value)
    assert not processed.exists()


def test_prepared_tables_are_the_tables_that_were_read(raw, tmp_path: Path) -> None:
    paths = prepare(raw.folder, tmp_path / "processed")
    assert [path.name for path in paths] == [f"{name}.parquet" for name in TABLES]
    assert sorted(path.name for path in (tmp_path / "processed").iterdir()) == sorted(
        path.name for path in paths
    )
    for name in TABLES:
        pd.testing.assert_frame_equal(load(name, tmp_path / "processed"), read(name, raw.folder))


def test_the_same_input_gives_the_same_bytes(raw, tmp_path: Path) -> None:
    def hashes(folder: str) -> list[str]:
        return [
            hashlib.sha256(path.read_bytes()).hexdigest() for path in prepare(raw.folder, tmp_path / folder)
        ]

    assert hashes("one") == hashes("two") == hashes("one")


def test_a_failing_run_leaves_the_last_prepared_tables(raw, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in prepare(raw.folder, tmp_path / "processed")}
    raw.set("police_strength", "minister-393", "source", "")
    with pytest.raises(InputError):
        prepare(raw.folder, tmp_path / "processed")
    assert {path: path.read_bytes() for path in (tmp_path / "processed").iterdir()} == before


def test_a_full_disk_leaves_no_part_of_a_table(raw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def fail_on_the_third(frame: pd.DataFrame, path: Path) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        path.write_bytes(b"part")

    monkeypatch.setattr("senim.sources.store._write", fail_on_the_third)
    with pytest.raises(OSError, match="No space"):
        prepare(raw.folder, tmp_path / "processed")
    assert list((tmp_path / "processed").iterdir()) == []


def test_an_edited_file_is_noticed_until_the_descriptor_is_written_anew(raw) -> None:
    changed = raw.path("police_strength").read_bytes().replace(b",393,", b",394,")
    raw.path("police_strength").write_bytes(changed)
    with pytest.raises(InputError, match=r"its hash differs.*--write") as caught:
        read("police_strength", raw.folder)
    assert [finding.file for finding in caught.value.findings] == ["data/raw/police_strength.csv"]
    assert len(read("trust_surveys", raw.folder)) == 59


def test_a_table_that_does_not_exist_is_named(raw, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="Did you mean 'trust_surveys'"):
        read("trust_survey", raw.folder)
    with pytest.raises(InputError, match=r"trust_surveys.parquet.*python pipeline.py run"):
        load("trust_surveys", tmp_path)


def test_a_damaged_prepared_table_is_told(raw, tmp_path: Path) -> None:
    (tmp_path / "population.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(InputError, match="damaged"):
        load("population", tmp_path)


@pytest.mark.parametrize("name", list(TABLES))
def test_a_frame_has_the_columns_and_types_of_its_contract(name: str) -> None:
    frame = read(name)
    assert tuple(frame.columns) == TABLES[name].columns
    assert {field.name: str(frame[field.name].dtype) for field in TABLES[name].fields} == {
        field.name: field.dtype for field in TABLES[name].fields
    }
    assert list(frame.index) == list(range(len(frame)))


def test_a_notebook_opened_by_hand_reads_what_is_not_prepared_or_is_old(
    raw, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(tmp_path / "project"))
    project = tmp_path / "project" / "data"
    shutil.copytree(raw.folder, project / "raw")
    pd.testing.assert_frame_equal(load("population"), read("population"))
    prepare()
    prepared = project / "processed" / "population.parquet"
    prepared.write_bytes(b"damaged but new")
    with pytest.raises(InputError, match="damaged"):
        load("population")
    os.utime(prepared, (0, 0))
    pd.testing.assert_frame_equal(load("population"), read("population"))
