"""Colours: complete pairs, readable, nothing else allowed."""

from __future__ import annotations

import pytest

from senim.brief.charts.tokens import DARK, LIGHT, contrast, variable
from senim.findings import InputError


def test_both_themes_name_the_same_tokens():
    assert list(LIGHT) == list(DARK)
    assert len(set(LIGHT.values())) == len(LIGHT)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("token", ["ink", "ink2", "ink3", "main", "alt"])
@pytest.mark.parametrize("under", ["paper", "wash"])
def test_text_colours_are_readable(theme, token, under):
    assert contrast(theme[token], theme[under]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("words", "fill"), [("paper", "main"), ("paper", "alt"), ("ink", "main90"), ("alt", "paper")]
)
def test_words_on_segments_are_readable(theme, words, fill):
    assert contrast(theme[words], theme[fill]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("token", ["main50", "main90edge", "axis", "unknown"])
def test_marks_stand_out(theme, token):
    assert contrast(theme[token], theme["paper"]) >= 3.0


def test_published_contrasts():
    assert round(contrast(LIGHT["ink"], LIGHT["paper"]), 1) == 16.5
    assert round(contrast(DARK["alt"], DARK["wash"]), 1) == 8.1


def test_a_colour_that_is_no_token_is_refused():
    assert variable("none") == "none"
    with pytest.raises(InputError, match="#ff0000"):
        variable("#ff0000")
    with pytest.raises(ValueError, match="not a colour"):
        contrast("red", "#FFFFFF")
