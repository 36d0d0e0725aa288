"""Each rule of the audit refuses the page that breaks it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.brief.audits import audit_edition


@pytest.fixture
def copy(edition: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(edition, tmp_path / "copy"))


def change(copy: Path, old: str, new: str, language: str = "kk") -> None:
    path = copy / language / "brief.html"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


BODY = "</main>"
BROKEN = {
    "typed digit": (BODY, "<p>өсім 5 пайыз</p></main>", "a digit is typed"),
    "open placeholder": (BODY, "<p>{violent_effect}</p></main>", "is not filled"),
    "placeholder in attribute": (BODY, '<p title="{cut_share:number}">ә</p></main>', "is not filled"),
    "script": (BODY, "<script>1</script></main>", "<script> is not allowed"),
    "event": (BODY, '<p onclick="x()">ә</p></main>', "run a script"),
    "picture": (BODY, '<img src="https://example.org/a.png" alt=""></main>', "would request"),
    "protocol-relative picture": (BODY, '<img src="//example.org/a.png" alt=""></main>', "would request"),
    "import": ("<style>", "<style>@import 'x.css';", "style sheet would request"),
    "font": ("<style>", "<style>@font-face{src:url(font.woff)}", "style sheet would request"),
    "style attribute": (BODY, '<p style="background:url(http://x/y)">ә</p></main>', "style would request"),
    "hidden link": (BODY, '<a href="https://example.org"></a></main>', "no visible text"),
    "language": ('<html lang="kk">', '<html lang="en">', "the page says it is 'en'"),
    "English sentence": (BODY, "<p>Where a number comes from</p></main>", "English words"),
    "English word": (BODY, "<p>көрсеткіш unchanged</p></main>", "English words"),
    "unknown claim": (
        BODY,
        '<data data-claim="nobody_wrote" value="x">ә</data></main>',
        "does not hold this claim",
    ),
    "other value": (
        'data-claim="strength_after" value="424"',
        'data-claim="strength_after" value="425"',
        "claims.json 424",
    ),
    "size": (BODY, f"<!--{'x' * 300_000}--></main>", "bytes"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_rule_refuses(copy: Path, name: str) -> None:
    old, new, problem = BROKEN[name]
    change(copy, old, new)
    findings = audit_edition(copy)
    assert any(problem in finding.problem for finding in findings), findings
    assert all(finding.remedy for finding in findings)


def test_visible_reference_link_passes(copy: Path) -> None:
    link = '<p class="reference"><a href="https://example.org/2019">https://example.org/2019</a></p></main>'
    change(copy, BODY, link)
    assert audit_edition(copy) == []


def test_claim_missing_in_one_language_is_found(copy: Path) -> None:
    path = copy / "ru" / "brief.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('data-claim="bribe_exposure"', 'data-claim="survey_noise"'), encoding="utf-8"
    )
    found = audit_edition(copy)
    assert any(
        f.file == "ru/brief.html" and f.where == "bribe_exposure" and "another language" in f.problem
        for f in found
    )


def test_missing_language_is_found_unless_the_record_leaves_it_out(copy: Path) -> None:
    shutil.rmtree(copy / "kk")
    assert [finding.problem for finding in audit_edition(copy)] == ["this language is missing"]
    (copy / "record.json").write_text(json.dumps({"edition": {"languages": ["en", "ru"]}}), encoding="utf-8")
    assert audit_edition(copy) == []


@pytest.mark.parametrize("content", ["", "no json", '{"a": 1}', '[{"id": "x"}]'])
def test_bad_claims_file_is_a_finding(copy: Path, content: str) -> None:
    (copy / "en" / "claims.json").write_text(content, encoding="utf-8")
    assert any("claims.json" in finding.file for finding in audit_edition(copy))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.text(alphabet=st.sampled_from(list("<>/=\"'!-&;#{}ab1 ә\x00?")), max_size=80))
def test_odd_html_gives_findings_and_never_an_error(tmp_path: Path, noise: str) -> None:
    for language in ("en", "kk", "ru"):
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / "brief.html").write_text(noise, encoding="utf-8")
    assert audit_edition(tmp_path), "a page without a title and claims is never in order"


def test_bytes_that_are_no_text_give_findings(copy: Path) -> None:
    (copy / "en" / "brief.html").write_bytes(b"\xff\xfe<html lang=en><p>\xd0")
    assert audit_edition(copy)
