"""Only words are compared: a number stands as the name of its claim."""

from __future__ import annotations

from pathlib import Path

from senim.pipeline.difference.wording import passages, wording_moved


def page(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"<!doctype html><html><title>T 1</title><body>{body}</body></html>", encoding="utf-8")
    return path


def test_numbers_drawings_and_codes_do_not_count(tmp_path: Path) -> None:
    first = page(
        tmp_path,
        "a",
        '<p>A <data data-claim="c">5 %</data> cut <code>1a</code></p><svg><text>one</text><svg></svg>x</svg>'
        '<table class="twin"><tr><td>words<table></table></td></tr></table><td>12</td><p>Last</p>',
    )
    second = page(tmp_path, "b", '<p>A <data data-claim="c">7 %</data>\n cut <code>2b</code></p><p>Last</p>')
    assert passages(first) == ["A {c} cut", "Last"]
    assert wording_moved("en", first, second) is None


def test_words_that_came_and_went(tmp_path: Path) -> None:
    first = page(tmp_path, "a", "<ul><li>one <b>bold</b> thing</li><li>two</li><li>two</li></ul>")
    second = page(tmp_path, "b", "<ul><li>one bold things</li><li>two</li></ul>")
    moved = wording_moved("en", first, second)
    assert moved
    assert (moved.removed, moved.added) == (("one bold thing", "two"), ("one bold things",))
    gone = wording_moved("kk", first, None)
    assert gone
    assert gone.added == ()
    assert passages(None) == []


def test_what_any_two_editions_differ_in_is_no_wording(tmp_path: Path) -> None:
    since = '<p>Since the edition of <data data-claim="previous_edition_date">1 May</data></p>'
    first = page(
        tmp_path,
        "a",
        '<p>Same</p><p class="subtitle since">First edition</p>'
        "<footer><p>This is the first edition.</p><p>files differ from the commit</p></footer>",
    )
    second = page(tmp_path, "b", f"<p>Same</p>{since}<footer><p>Other</p></footer>")
    assert passages(first) == passages(second) == ["Same"]
