"""A difference is empty between equals, its own mirror the other way round, and says why a number moved."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.pipeline.difference import Cause, CauseKind, Difference, Snapshot, compare, edition_snapshot
from senim.pipeline.keys import RunKey

NOTEBOOKS = ("01-a", "02-b")
KEYS = json.dumps({"resources": [{"name": "one", "schema": {"primaryKey": "row"}}]})


def claim(name: str, value: float, notebook: str = "01-a", **more: Any) -> dict[str, Any]:
    fields = {"id": name, "value": value, "low": value - 1, "high": value + 1, "level": 0.9, "unit": "count"}
    return {**fields, "status": "derived", "source": "s", "inputs": [], "notebook": notebook, **more}


def snapshot(
    folder: Path,
    claims: list[dict[str, Any]],
    keys: Mapping[str, RunKey],
    files: Mapping[str, str],
    packages: Mapping[str, str] | None = None,
) -> Snapshot:
    folder.mkdir(parents=True, exist_ok=True)
    inputs = {}
    for number, (name, text) in enumerate(sorted(files.items())):
        inputs[name] = folder / f"{number}-{Path(name).name}"
        inputs[name].write_text(text, encoding="utf-8", newline="")
    named = {item["id"]: item for item in claims}
    return Snapshot(folder.name, "2026-01-01", named, keys, inputs, packages or {}, "3.11.1")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=6)
values = st.floats(-9, 9).map(lambda value: round(value, 1))
claim_lists = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(values, st.sampled_from(NOTEBOOKS), st.lists(st.sampled_from(["one", "p.a"]))),
)
parts = st.dictionaries(st.sampled_from(["x", "y", "senim.a"]), words, max_size=3)
inputs_part = st.dictionaries(
    st.sampled_from(
        [
            "parameters/p.yaml",
            "scenarios/s.yaml",
            "result of prepare: one.parquet",
            "data/raw/datapackage.json",
        ]
    ),
    words,
)
run_keys = st.builds(
    RunKey, code=parts, modules=parts, parameters=parts, inputs=inputs_part, environment=parts
)
key_maps = st.dictionaries(st.sampled_from([*NOTEBOOKS, "brief.en"]), run_keys)
rows = st.lists(st.tuples(st.sampled_from("klmn"), words), max_size=5)
leaves = st.recursive(
    values | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
yaml_files = st.dictionaries(st.sampled_from(["p.a", "p.b"]), leaves)


@st.composite
def sides(draw: st.DrawFn) -> dict[str, Any]:
    found = draw(claim_lists)
    claims = [
        claim(name, value, notebook, inputs=inputs) for name, (value, notebook, inputs) in found.items()
    ]
    files = {
        "data/raw/one.csv": "row,value\n"
        + "".join(f'{key},"{value.replace(chr(34), "")}"\n' for key, value in draw(rows))
    }
    if draw(st.booleans()):
        files["data/raw/datapackage.json"] = KEYS
    files["parameters/p.yaml"] = json.dumps(draw(yaml_files), ensure_ascii=False)
    files["scenarios/s.yaml"] = json.dumps(draw(yaml_files), ensure_ascii=False)
    return {"claims": claims, "keys": draw(key_maps), "files": files, "packages": draw(parts)}


def plain(difference: Difference, *, mirrored: bool = False) -> str:
    """Write a difference so that order does not count; mirrored, with before and now exchanged."""
    swapped = {"before": "now", "now": "before"} if mirrored else {}

    def turn(value: Any) -> Any:
        if isinstance(value, dict):
            return dict(sorted((swapped.get(name, name), turn(inner)) for name, inner in value.items()))
        return sorted(map(turn, value), key=repr) if isinstance(value, (list, tuple)) else value

    # "removed" and "added" of wording: pages are not among what is made up here
    return json.dumps(turn(dataclasses.asdict(difference)), sort_keys=True)


SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@SLOW
@given(side=sides())
def test_nothing_differs_from_itself(tmp_path: Path, side: dict[str, Any]) -> None:
    one = snapshot(tmp_path / "a", **side)
    found = compare(one, one)
    assert found.empty
    assert found.unchanged == len(side["claims"])


@SLOW
@given(first=sides(), second=sides())
def test_the_other_way_round_is_the_mirror_image(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    one, two = snapshot(tmp_path / "a", **first), snapshot(tmp_path / "b", **second)
    there, back = compare(one, two), compare(two, one)
    assert plain(there, mirrored=True) == plain(back)
    moved = [item for item in there.claims if item.before and item.now]
    assert there.unchanged + len(moved) == len({*one.claims} & {*two.claims})
    json.dumps(there.as_dict(), allow_nan=False)


def key(**parts_given: Mapping[str, str]) -> RunKey:
    return RunKey(**parts_given)


@pytest.mark.parametrize(
    ("old", "new", "files", "cause"),
    [
        (key(code={"1": "a"}), key(code={"1": "b"}), {}, Cause(CauseKind.CODE, ("01-a",))),
        (key(modules={"senim.crime": "a"}), key(), {}, Cause(CauseKind.CODE, ("senim.crime",))),
        (
            key(parameters={"draws": "1"}),
            key(parameters={"draws": "2"}),
            {},
            Cause(CauseKind.PARAMETER, ("draws",)),
        ),
        (
            key(inputs={"parameters/p.yaml": "1"}),
            key(inputs={"parameters/p.yaml": "2"}),
            {"parameters/p.yaml": ("p.a: {value: 1}\np.b: {value: 1}", "p.a: {value: 2}\np.b: {value: 2}")},
            Cause(CauseKind.PARAMETER, ("p.a",), named=True),
        ),
        (
            key(inputs={"parameters/p.yaml": "1"}),
            key(inputs={"parameters/p.yaml": "2"}),
            {"parameters/p.yaml": ("p.a: {value: 1, note: x}", "p.a: {value: 1, note: y}")},
            Cause(CauseKind.UNEXPLAINED, ()),
        ),
        (
            key(inputs={"scenarios/s.yaml": "1"}),
            key(inputs={"scenarios/s.yaml": "2"}),
            {"scenarios/s.yaml": ("levers: [{size: 1}]", "levers: [{size: 2}]")},
            Cause(CauseKind.OPTION, ("s",)),
        ),
        (
            key(inputs={"result of prepare: one.parquet": "1", "data/raw/datapackage.json": "1"}),
            key(inputs={"result of prepare: one.parquet": "2", "data/raw/datapackage.json": "2"}),
            {"data/raw/one.csv": ("row,value\nk,1\n", "row,value\nk,2\n")},
            Cause(CauseKind.DATA, ("one",), named=True),
        ),
        (
            key(inputs={"result of prepare: one.parquet": "1"}),
            key(inputs={"result of prepare: one.parquet": "2"}),
            {},
            Cause(CauseKind.CODE, ("senim.sources",)),
        ),
        (
            key(environment={"lock": "1"}),
            key(environment={"lock": "2"}),
            {},
            Cause(CauseKind.ENVIRONMENT, ("numpy",)),
        ),
        (
            key(inputs={"words: unit.percent": "%", "undeclared reads": "not refused"}),
            key(inputs={"words: unit.percent": "per cent"}),
            {},
            Cause(CauseKind.UNEXPLAINED, ()),
        ),
        (key(), key(), {}, Cause(CauseKind.UNEXPLAINED, ())),
    ],
)
def test_every_class_of_causes(
    tmp_path: Path, old: RunKey, new: RunKey, files: dict[str, tuple[str, str]], cause: Cause
) -> None:
    packages = {"numpy": "1"}, {"numpy": "2"} if old.environment else {"numpy": "1"}
    sides_made = [
        snapshot(
            tmp_path / str(side),
            [claim("c", float(side), inputs=["one/k", "p.a"])],
            {"01-a": found},
            {name: texts[side] for name, texts in files.items()},
            packages[side],
        )
        for side, found in enumerate((old, new))
    ]
    assert compare(*sides_made).claims[0].causes == (cause,)


def test_causes_that_the_claim_names_come_first(tmp_path: Path) -> None:
    files = {"data/raw/one.csv": ("row,value\nk,1\n", "row,value\nk,2\n")}
    made = [
        snapshot(
            tmp_path / str(side),
            [claim("c", float(side), inputs=["draws"])],
            {
                "01-a": key(
                    parameters={"draws": str(side)}, inputs={"result of prepare: one.parquet": str(side)}
                )
            },
            {name: texts[side] for name, texts in files.items()},
        )
        for side in (0, 1)
    ]
    assert [(cause.kind, cause.named) for cause in compare(*made).claims[0].causes] == [
        (CauseKind.PARAMETER, True),
        (CauseKind.DATA, False),
    ]


def test_two_editions_of_the_small_project(two_editions: Path) -> None:
    old, new = (edition_snapshot(path) for path in sorted(two_editions.glob("2026-*")))
    found = compare(old, new)
    assert [item.id for item in found.claims] == ["first", "second"]
    causes = {item.id: {cause.kind: cause.items for cause in item.causes} for item in found.claims}
    assert causes["second"][CauseKind.PARAMETER] == ("draws", "factor")
    assert CauseKind.DATA not in causes["first"].keys() - {CauseKind.DATA}
    assert {(value.item, value.before, value.now) for value in found.parameters} == {
        ("draws", "10", "20"),
        ("factor", "2", "3"),
    }
    assert [(table.table, table.added, table.removed) for table in found.data] == [("numbers", 1, 1)]
    assert not any((found.code, found.environment, found.texts, found.options))
    assert compare(old, old).empty
