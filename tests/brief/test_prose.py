"""Sentences of notebooks."""

from __future__ import annotations

import pytest

from senim.brief.prose import prose
from senim.execution import Claim
from senim.findings import InputError

EFFECT = Claim(
    id="violent_effect.cut-to-424",
    value=1.2,
    low=-0.6,
    high=4.5,
    unit="percent",
    status="derived",
    source="s",
    notebook="n",
)
LEVEL = Claim(id="strength_after", value=424, unit="per_100k", status="observed", source="s", notebook="n")


def test_numbers_come_from_claims_and_keep_their_range():
    words = prose("At {strength_after}, offences change by {violent_effect.cut-to-424}.", [EFFECT, LEVEL])
    assert words.replace("\u00a0", " ") == "At 424, offences change by \u22121 to +4 %."


def test_everything_wrong_is_listed_at_once():
    with pytest.raises(InputError) as caught:
        prose("{strength_afer} and {strength_after:loud}", [LEVEL])
    assert len(caught.value.findings) == 2
    assert "strength_after" in caught.value.findings[0].remedy


def test_other_braces_stay():
    assert prose("a {} b", [LEVEL]) == "a {} b"
