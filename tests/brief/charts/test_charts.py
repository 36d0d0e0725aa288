"""What holds for every chart: words in their place, tokens only, the same bytes, a twin that can be read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from senim.brief.charts import layout_findings
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError

SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script> & \"'$x^2$ {count} --> ]]>\x00\u202e🙂 зорлық"


@pytest.mark.parametrize("language", ["en", "kk"])
@pytest.mark.parametrize("width", [288, 720])
def test_words_stay_inside_and_apart(build, width, language):
    drawn = build(language, width=width, id_prefix="x")
    assert layout_findings(drawn.svg) == []


@pytest.mark.parametrize("width", [288, 720])
def test_same_input_same_bytes(build, width):
    assert build("kk", width=width, id_prefix="x").svg == build("kk", width=width, id_prefix="x").svg


@pytest.mark.parametrize("width", [288, 720])
def test_small_and_bare(build, width):
    svg = build("kk", width=width, id_prefix="x").svg
    assert len(svg.encode()) < 25_000
    for unwanted in ("font-family", "<style", "<metadata", "<use", "clip-path", "xlink", "<!--", "<?xml"):
        assert unwanted not in svg


def test_every_colour_is_a_token_with_its_light_value(build):
    svg = build("en", width=720, id_prefix="x").svg
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", svg)) <= set(LIGHT.values())
    without = re.sub(r"var\(--(\w+), (#[0-9A-F]{6})\)", lambda m: "" if LIGHT[m[1]] == m[2] else m[0], svg)
    assert not re.search(r"#[0-9A-Fa-f]{6}|rgb\(|var\(", without)


def test_named_described_and_unique(build):
    first = ElementTree.fromstring(build("en", width=720, id_prefix="one").svg)
    second = ElementTree.fromstring(build("en", width=288, id_prefix="two").svg)
    assert first.get("role") == "img"
    assert first.get("aria-labelledby") == "one-title one-desc"
    assert first.find(f"{SPACE}title").text == "The finding & its range"
    assert first.find(f"{SPACE}desc").text.startswith("A path that falls.")
    ids = [[node.get("id") for node in tree.iter() if node.get("id")] for tree in (first, second)]
    assert not set(ids[0]) & set(ids[1])
    assert all(len(names) == len(set(names)) for names in ids)
    used = set(re.findall(r"url\(#([^)]+)\)", ElementTree.tostring(first, "unicode")))
    assert used <= set(ids[0])


def test_sizes_are_px(build):
    for width in (288, 720):
        root = ElementTree.fromstring(build("en", width=width, id_prefix="x").svg)
        assert root.get("width") == str(width)
        assert root.get("viewBox") == f"0 0 {width} {root.get('height')}"


def test_twin_has_rows_and_plain_columns(build):
    table = build("en", width=720, id_prefix="x").table
    assert len(table) > 0
    assert all(isinstance(name, str) for name in table.columns)
    assert list(table.index) == list(range(len(table)))


def test_no_other_width(build):
    with pytest.raises(InputError, match="300 px is not a width"):
        build("en", width=300, id_prefix="x")


@pytest.mark.parametrize("prefix", ["", "1x", 'a" onload="x', "a b"])
def test_prefix_must_start_an_id(build, prefix):
    with pytest.raises(InputError, match="cannot start an id"):
        build("en", width=720, id_prefix=prefix)


def test_hostile_words_stay_words(build, example, monkeypatch):
    hostile = dict.fromkeys(example["text_in"]("en").labels, HOSTILE)
    text_in = example["text_in"]
    monkeypatch.setitem(build.__globals__, "text_in", lambda language: text_in(language, **hostile))
    svg = build("en", width=720, id_prefix="x").svg
    root = ElementTree.fromstring(svg)
    assert {node.tag.removeprefix(SPACE) for node in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "path", "g", "circle", "text",
    }  # fmt: skip
    assert "\x00" not in svg
    assert "\u202e" not in svg
    assert layout_findings(svg) == []


def test_only_given_words_are_drawn(build, example):
    drawn = ElementTree.fromstring(build("en", width=720, id_prefix="x").svg)
    given = set(" ".join(example["text_in"]("en").labels.values()).split())
    for table in (
        "studies",
        "options",
        "set_lines",
        "answers",
        "strengths",
        "responses",
        "clock_events",
        "hundred",
        "equity",
        "checked",
        "paths",
        "held_claims",
        "moved",
        "announced",
        "unit_ratios",
        "curve_options",
        "years",
        "doses",
        "box_rows",
        "value_rows",
        "value_points",
        "shares",
        "beliefs",
        "worths",
        "regimes",
    ):
        given |= set(example[table]().astype(str).stack().str.cat(sep=" ").split())
    given |= (
        set("ABCDE")
        | set(example["set_points"]().to_string().split())
        | set(example["map_points"]().to_string().split())
    )
    given = {word.rstrip(":") for word in given}
    for node in drawn.iter(f"{SPACE}text"):
        letters = {word.rstrip(":") for word in node.text.split() if re.search(r"[^\W\d_]", word)}
        assert letters <= given, node.text
