from __future__ import annotations

from types import ModuleType

import pytest

from senim.brief.ledger import collect
from senim.findings import InputError


def test_name_without_scenario_is_about_the_usual_one(made: ModuleType) -> None:
    claims = [
        made.claim("a", "violent_effect.cut-to-424", 1, low=0, high=2),
        made.claim("a", "violent_effect.cut-to-393", 2, low=0, high=4),
        made.claim("a", "sound_lost.attestation-2019", 3, low=0, high=9),
        made.claim("a", "sound_lost.cut-to-424", 9, low=0, high=9),
        made.claim("a", "sound_lost", 4, low=0, high=9),
        made.claim("a", "saving", 16),
    ]
    ledger = collect(claims)
    assert ledger.find("violent_effect").id == "violent_effect.cut-to-424"
    assert ledger.find("violent_effect.cut-to-393").value == 2
    assert ledger.find("sound_lost").id == "sound_lost.attestation-2019"
    assert ledger.find("saving").value == 16
    assert ledger.exact("violent_effect") is None
    assert [claim.id for claim in ledger.only(["saving", "saving", "sound_lost"])] == ["saving", "sound_lost"]


def test_scenario_that_is_named_never_falls_back(made: ModuleType) -> None:
    ledger = collect([made.claim("a", "money.cut-to-424", 1, low=0, high=2)])
    assert ledger.has("money")
    assert not ledger.has("money.full-package")
    with pytest.raises(InputError, match=r"money\.full-package: no notebook wrote this claim"):
        ledger.find("money.full-package")


def test_missing_claim_names_the_nearest(made: ModuleType) -> None:
    ledger = collect([made.claim("a", "survey_noise", 1)])
    with pytest.raises(InputError, match="Did you mean 'survey_noise'"):
        ledger.find("survey_nose")


def test_two_values_for_one_id_are_an_error_that_lists_all(made: ModuleType) -> None:
    same = [made.claim("a", "draws", 5), made.claim("b", "draws", 5)]
    assert collect(same).find("draws").value == 5
    other = [made.claim("a", "saving", 16), made.claim("b", "saving", 17), made.claim("c", "draws", 6)]
    with pytest.raises(InputError) as caught:
        collect([*same, *other])
    assert {finding.where for finding in caught.value.findings} == {"saving", "draws"}
    assert "a says" in str(caught.value)
    assert "b says" in str(caught.value)
