"""What a page shows of the changes: what prints otherwise, first-screen numbers first, no more than fit."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import ValidationError

import senim.brief.changes
import senim.brief.page
from senim.brief.catalogue import Catalogue, load_catalogue
from senim.brief.changes import (
    NAMES,
    ROWS_SHOWN,
    Changes,
    MovedClaim,
    change_claims,
    changed_numbers,
    claim_name,
    prints_otherwise,
)
from senim.brief.display import is_signed, print_claim
from senim.brief.page import Page
from senim.execution import Claim
from senim.paths import project_root


def changes(claims: list[MovedClaim], unchanged: int = 5) -> Changes:
    return Changes.model_validate(
        {
            "edition": "2025-01-01-aaaaaaaa",
            "date": "2025-01-01",
            "claims": [item.model_dump() for item in claims],
            "unchanged": unchanged,
        }
    )


def moved(claim: Claim, **was: object) -> MovedClaim:
    return MovedClaim(id=claim.id, before=claim.model_copy(update=was))


def test_only_what_a_reader_sees_is_a_row(english: Page) -> None:
    claim = english.ledger.find("violent_effect")
    assert isinstance(claim.low, float)
    hidden = moved(claim, low=claim.low + 1e-6)
    seen = moved(english.ledger.find("property_effect"), low=-50.0)
    found = changed_numbers(changes([hidden, seen]), english.ledger.claims)
    assert [row.id for row in found.rows] == ["property_effect.cut-to-424"]
    assert (found.more, found.unchanged) == (0, 6)


def test_likelihood_and_confidence_are_seen_too(english: Page) -> None:
    claim = english.ledger.find("violent_effect")
    assert not prints_otherwise(claim, claim)
    assert prints_otherwise(claim.model_copy(update={"likelihood": 0.01}), claim)
    assert prints_otherwise(claim.model_copy(update={"confidence": 4}), claim)
    assert prints_otherwise(None, claim)
    assert prints_otherwise(claim, None)


def test_first_screen_first_and_no_more_than_fit(english: Page) -> None:
    counted = [claim for claim in english.ledger.claims.values() if isinstance(claim.value, (int, float))]
    usable = [moved(claim, low=None, high=None, value=0.123, status="observed") for claim in counted]
    found = changed_numbers(changes(usable, unchanged=0), english.ledger.claims)
    assert len(found.rows) == ROWS_SHOWN
    assert [row.id for row in found.rows[:4]] == [
        "violent_effect.cut-to-424",
        "property_effect.cut-to-424",
        "trust_effect.cut-to-424",
        "sound_per_problem.attestation-2019",
    ]
    assert len(found.rows) + found.more + found.unchanged == len(usable)


def test_every_name_is_a_text_in_every_language(english: Page) -> None:
    assert all(english.catalogue.has(name) for name in NAMES.values())
    assert claim_name("claim_said.crime-2025") == "claimed.crime-2025"
    assert claim_name("cut_share_alt") == ""


def test_before_is_printed_by_the_rule_of_the_number(english: Page) -> None:
    claim = english.ledger.find("violent_effect")
    made = list(change_claims(changes([moved(claim, low=-9.04)]), english.ledger.claims.values()))
    before = made[0]
    assert before.id == "previous.violent_effect.cut-to-424"
    assert is_signed(before)
    assert print_claim(before, "", english.catalogue).text.split()[:2] == ["−9", "to"]
    assert {item.id for item in made[1:]} == {"previous_edition_date", "changes_more", "changes_unchanged"}


def test_facts_of_another_shape_are_refused() -> None:
    with pytest.raises(ValidationError):
        Changes.model_validate({"edition": "a", "date": "2025-01-01", "claims": [{"id": "a", "why": "b"}]})


def test_the_same_changes_whatever_the_language(made: ModuleType, folder: Path) -> None:
    shown = {}
    for language in ("en", "kk", "ru"):
        page = made.page_of(folder, language, changed=True)
        numbers = changed_numbers(page.edition.changes, page.ledger.claims)
        shown[language] = json.dumps([row.id for row in numbers.rows])
    assert len(set(shown.values())) == 1


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_catalogues_that_a_page_with_changes_reads_are_declared(
    language: str, made: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()

    def load(name: str) -> Catalogue:
        asked.add(name)
        return load_catalogue(name)

    for module in (senim.brief.changes, senim.brief.page):
        monkeypatch.setattr(module, "load_catalogue", load)
    page = made.page_of(folder, language, changed=True)
    changed_numbers(page.edition.changes, page.ledger.claims)
    notebook = json.loads((project_root() / "notebooks" / "brief.ipynb").read_text(encoding="utf-8"))
    declared = {name.replace("{language}", language) for name in notebook["metadata"]["senim"]["reads"]}
    assert "en" in asked
    assert {f"src/senim/brief/locale/{name}.po" for name in asked} <= declared
