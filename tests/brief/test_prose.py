"""Sentences of notebooks."""

from __future__ import annotations

import pytest

from senim.brief.catalogue import Catalogue
from senim.brief.display import STYLES
from senim.brief.prose import number_words, phrase, prose
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


UNITS = ("percent", "points", "count", "share", "billion_kzt", "kzt", "ratio", "per_100k", "years", "months")


def test_a_phrase_is_one_that_the_run_key_knows() -> None:
    assert phrase("reason.crosses_rules") in number_words().values()
    with pytest.raises(InputError, match="not for notebooks"):
        phrase("checked.title")
    with pytest.raises(InputError, match="this text is missing"):
        phrase("verdict.maybe")


def test_number_words_hold_every_text_that_a_printed_claim_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: set[str] = set()
    plain = Catalogue.text

    def noted(catalogue: Catalogue, msgid: str, number: int | None = None) -> str:
        taken.add(msgid)
        return plain(catalogue, msgid, number)

    monkeypatch.setattr(Catalogue, "text", noted)
    shared = {"status": "derived", "source": "s", "notebook": "n", "likelihood_of": "x", "confidence": 2}
    claims = [
        Claim(id="a", value=2 * scale, low=scale, high=3 * scale, unit=unit, likelihood=share, **shared)
        for unit in UNITS
        for scale, share in ((1, 0.02), (2e6, 0.5), (3e9, 0.8))
    ]
    claims.append(
        Claim(id="a", value=None, unit="count", status="not_identifiable", source="s", notebook="n")
    )
    for claim in claims:
        for style in STYLES:
            for at in (0, 1):
                prose(f"{{a{':' if style else ''}{style}}}", [claim.model_copy(update={"year": 2019 + at})])
    assert {"unit.points", "unit.million_kzt", "no_number"} <= taken
    assert taken <= set(number_words())
