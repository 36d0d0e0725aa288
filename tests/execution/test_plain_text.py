"""Text that came from anywhere is shown, not obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.execution.plain_text import indented, one_line, visible, without_colours


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\x1b[31;1mred\x1b[0m", "red"),
        ("\x1b[2Jgone\x1b[H", "gone"),
        ("\x1b]0;title\x07kept", "kept"),
        ("\x1b]8;;http://x.y\x1b\\link\x1b]8;;\x1b\\", "link"),
    ],
)
def test_terminal_codes_are_removed(text: str, plain: str) -> None:
    assert without_colours(text) == plain


def test_what_cannot_be_seen_is_written_as_its_code() -> None:
    assert visible("a\u202eb\x00c\x1b") == "a\\u202eb\\x00c\\x1b"
    assert visible("10 %\r20 %\r\n") == "10 %\n20 %\n"
    assert visible("қазақша, «русский», =SUM(A1)\tx") == "қазақша, «русский», =SUM(A1)\tx"


@given(st.text())
def test_no_line_of_a_text_begins_where_lines_of_a_log_begin(text: str) -> None:
    below = indented(text)
    assert below == "" or all(line.startswith("    ") for line in below[1:].splitlines())


def test_texts_of_a_log() -> None:
    assert indented("a\nb\n") == "\n    a\n    b"
    assert indented("  \n") == ""
    assert one_line("a\nb" * 400) == " ".join(["a", *["ba"] * 399, "b"])


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    clean = visible(text)
    assert all(letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in clean)
    clean.encode("utf-8")
    assert len(one_line(text, 20)) <= 20
    assert "\n" not in one_line(text)
