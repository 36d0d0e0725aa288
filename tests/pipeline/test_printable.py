"""Text of others can neither command a terminal nor forge a line of a log."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.printable import indented, one_line, printable


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    clean = printable(text)
    assert all(letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in clean)
    assert "\n" not in one_line(text)
    clean.encode("utf-8")


@given(st.text())
def test_no_line_of_a_text_begins_where_lines_of_a_log_begin(text: str) -> None:
    below = indented(text)
    assert below == "" or all(line.startswith("    ") for line in below[1:].splitlines())


def test_examples() -> None:
    assert printable("\x1b[31mred\x1b[0m\x1b[2J\x1b]0;title\x07") == "red\\x1b[2J\\x1b]0;title\\x07"
    assert printable("a\r\nb\rc") == "a\nb\\rc"
    assert one_line("a\nb") == "a\\nb"
    assert indented("a\nb\n") == "\n    a\n    b"
    assert indented("  \n") == ""
    assert printable("қазақша, русский") == "қазақша, русский"
