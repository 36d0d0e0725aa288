"""An edition is named by its date and by everything that can change a number."""

from __future__ import annotations

from pathlib import Path

from senim.pipeline.facts import EditionFacts, Lineage, data_cutoff, run_key
from senim.pipeline.keys import RunKey
from senim.pipeline.tasks import Done


def done(draws: str) -> Done:
    return Done("06", RunKey(parameters={"draws": draws}), Path(), {})


def test_run_key_holds_analysis_and_text_but_not_looks() -> None:
    brief = RunKey(code={"1": "a"}, modules={"m": "b"})
    first = run_key({"06": done("1")}, brief)
    assert run_key({"06": done("2")}, brief) != first
    assert run_key({"06": done("1")}, RunKey(code={"1": "c"}, modules={"m": "b"})) != first
    assert run_key({"06": done("1")}, RunKey(brief.code, brief.modules, inputs={"template": "x"})) == first


def test_id_is_date_and_key() -> None:
    place = Lineage("2026-01-01-abcdef01-2", "2025-01-01-aaaaaaaa", "seal", first=False)
    facts = EditionFacts("2026-01-01", "abcdef0123456789", None, None, ("en",), place)
    assert facts.id == "2026-01-01-abcdef01"
    told = facts.as_dict()
    assert told["edition"] == facts.name == place.name
    assert (told["compared_with"], told["compared_seal"], told["first"]) == (*facts_of(place), False)


def facts_of(place: Lineage) -> tuple[str | None, str | None]:
    return place.compared_with, place.compared_seal


def test_data_cutoff_is_the_last_day_of_the_data(tmp_path: Path) -> None:
    assert data_cutoff(tmp_path) == ""
    (tmp_path / "sources.csv").write_text("source,published,accessed\na,2020,not recorded\nb,2026-02-03,\n")
    assert data_cutoff(tmp_path) == "2026-02-03"
    (tmp_path / "counts.csv").write_text("year,period_end\n2024,2024-12-31\n2025,2025-06-30\n")
    assert data_cutoff(tmp_path) == "2025-06-30"
