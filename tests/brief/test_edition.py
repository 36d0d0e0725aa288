import json
from pathlib import Path

import pytest

from senim.brief.edition import EditionFacts, read_edition
from senim.findings import InputError


def test_no_file_makes_a_draft() -> None:
    facts = read_edition("")
    assert not facts.published
    assert [claim.id for claim in facts.claims(0.9)] == ["wide_count", "wide_of"]


def test_dates_become_claims_and_the_share_becomes_a_count(tmp_path: Path) -> None:
    file = tmp_path / "edition.json"
    file.write_text(json.dumps({"edition": "e", "date": "2026-03-01", "data_cutoff": "2025-12-31", "new": 1}))
    facts = read_edition(str(file))
    values = {claim.id: claim.value for claim in facts.claims(0.9)}
    assert values == {
        "wide_count": 9,
        "wide_of": 10,
        "edition_date": "2026-03-01",
        "data_cutoff": "2025-12-31",
    }
    assert [claim.value for claim in facts.claims(0.5)][:2] == [1, 2]
    assert facts.published
    assert facts.languages == ("en", "kk", "ru")


def test_what_a_pipeline_does_not_know_may_be_empty() -> None:
    facts = EditionFacts.model_validate(
        {"edition": "e", "date": "2026-03-01", "data_cutoff": None, "commit": None}
    )
    assert facts.data_cutoff is None
    assert facts.commit is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "this is not JSON"),
        ('{"date": "yesterday", "first": "x"}', "date: .*\n.*first: "),
        ("[]", "valid"),
    ],
)
def test_bad_files_are_told_plainly(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "edition.json"
    file.write_text(content)
    with pytest.raises(InputError, match=message):
        read_edition(str(file))


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_edition(str(tmp_path / "none.json"))
