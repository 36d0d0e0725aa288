"""Results are written whole, read back equal, and refused when a byte is not as written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from senim.execution import Claim, Figure, read_results, write_results
from senim.execution.results import check_results, read_claims
from senim.findings import InputError

TABLE = DataFrame({"year": [2019, 2020], "value": [0.1, -2.0]})


def observed(claim_id: str) -> Claim:
    return Claim(id=claim_id, value=1, unit="count", status="observed", source="s", notebook="01-first")


def written(folder: Path) -> Path:
    figure = Figure("<svg/>", "Title", "Subtitle", "Description", TABLE)
    return write_results(
        folder, outcomes=TABLE, claims=[observed("a")], figures={"fan": figure}, tables={"dots": TABLE}
    )


def test_read_back_equal(tmp_path: Path) -> None:
    results = read_results(written(tmp_path / "deep" / "results"))
    assert results.notebook == "01-first"
    assert results.claims == (observed("a"),)
    assert results.claim("a").value == 1
    assert results.outcomes is not None
    assert_frame_equal(results.outcomes, TABLE)
    assert_frame_equal(results.tables["dots"], TABLE)
    assert_frame_equal(results.figures["fan"].table, TABLE)
    assert (results.figures["fan"].svg, results.figures["fan"].description) == ("<svg/>", "Description")


def test_claims_alone_are_believed_only_if_every_file_is_as_written(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    assert read_claims(folder) == read_results(folder).claims == (observed("a"),)
    (folder / "tables" / "dots.parquet").write_bytes(b"")
    with pytest.raises(InputError, match="not as it was written"):
        read_claims(folder)


def test_unknown_claim_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="wrote no claim 'b'"):
        read_results(written(tmp_path / "r")).claim("b")


def test_same_results_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "one"), written(tmp_path / "two")
    assert (first / "results.json").read_bytes() == (second / "results.json").read_bytes()


def test_written_again_replaces_whole(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    write_results(folder, claims=[observed("b")])
    results = read_results(folder)
    assert ([claim.id for claim in results.claims], results.figures, results.outcomes) == (["b"], {}, None)
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


@pytest.mark.parametrize(
    "name", ["claims.json", "outcomes.parquet", "figures/fan.csv", "tables/dots.parquet"]
)
def test_changed_or_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path / "r")
    (folder / name).write_bytes(b"x" + (folder / name).read_bytes())
    with pytest.raises(InputError, match=f"{name}: the file is not as it was written"):
        read_results(folder)
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"{name}: the file is missing"):
        read_results(folder)


@pytest.mark.parametrize("name", ["figures/../../evil.svg", "/tmp/evil", "..", "a//b", "figures/.hidden", ""])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    manifest = {"format": 1, "notebook": "a", "files": {name: "0" * 64}}
    (tmp_path / "results.json").write_text(json.dumps(manifest), encoding="utf-8")
    (finding,) = check_results(tmp_path)
    assert "leads out" in finding.problem
    with pytest.raises(InputError, match="leads out"):
        read_results(tmp_path)


def test_half_written_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    (folder / "results.json").unlink()
    with pytest.raises(InputError, match="missing or half-written"):
        read_results(folder)
    (folder / "results.json").write_text("[1", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_results(folder)


def test_all_findings_at_once_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_results(tmp_path / "r", claims=[observed("a"), observed("a")], tables={"../out": TABLE})
    assert "two claims have this id" in str(caught.value)
    assert "cannot be a file name" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_by_hand_goes_to_processed_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENIM_ROOT", str(tmp_path))
    assert write_results("", claims=[observed("a")]) == tmp_path / "data/processed/results/01-first"
    with pytest.raises(InputError, match="the notebook is not named"):
        write_results("", tables={"dots": TABLE})


def test_claims_are_written_as_plain_json(tmp_path: Path) -> None:
    claims = json.loads((written(tmp_path / "r") / "claims.json").read_text(encoding="utf-8"))
    assert claims[0]["id"] == "a"
    assert claims[0]["value"] == 1
