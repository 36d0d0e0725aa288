"""Answers by wave."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.brief.charts import stacked_answers
from senim.findings import InputError


def test_what_was_not_published_is_hatched(example):
    figure = stacked_answers(example["answers"](), text=example["text_in"]("en"), number=example["number"])
    assert figure.svg.count("url(#answers-hatch)") == 3
    assert ">10.5</text>" in figure.svg


def test_full_wave_has_no_hatching(example):
    names = ["fully", "partly", "rather_not", "not_at_all"]
    shares = pd.DataFrame({"wave": "one", "answer": names, "share": [50.0, 30.0, 15.0, 5.0]})
    figure = stacked_answers(shares, text=example["text_in"]("en"), number=example["number"])
    assert "hatch" not in figure.svg
    assert figure.table.loc[0, "fully"] == 50


def test_every_answer_needs_its_name(example):
    with pytest.raises(InputError, match="not_at_all"):
        stacked_answers(example["answers"](), text=example["text_in"]("en", not_at_all=""), number=str)
