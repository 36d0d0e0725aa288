from __future__ import annotations

from types import ModuleType

import pytest

from senim.brief.catalogue import Catalogue
from senim.brief.ledger import Ledger, collect
from senim.brief.markup import Html, plain
from senim.brief.numbers import NO_BREAK_SPACE
from senim.brief.render import check_texts, claims_shown, facet_element, render_text
from senim.findings import InputError


@pytest.fixture
def ledger(made: ModuleType) -> Ledger:
    effect = made.claim("n", "violent_effect.cut-to-424", 2, "percent", low=-1.2, high=6.1)
    return collect(
        [effect, made.claim("n", "saving", 16, "billion_kzt"), made.claim("n", "horizon_years", 3, "years")]
    )


def texts(**messages: str | tuple[str, ...]) -> Catalogue:
    forms = {name: (text,) if isinstance(text, str) else text for name, text in messages.items()}
    return Catalogue("en", {"unit.billion_kzt": ("bn",), **forms}, lambda count: 0 if count == 1 else 1)


def test_placeholder_becomes_a_claim_element(ledger: Ledger) -> None:
    html = render_text("lead", ledger, texts(lead="By {violent_effect}."))
    assert 'data-claim="violent_effect.cut-to-424"' in html
    assert 'value="2"' in html
    assert 'data-low="-1.2"' in html
    assert 'data-high="6.1"' in html
    assert plain(html).replace(NO_BREAK_SPACE, " ") == "By −1 to +6 %."


def test_text_is_escaped_and_slots_are_filled(ledger: Ledger) -> None:
    catalogue = texts(lead="a <b> & {slot_word} {slot_raw}")
    html = render_text("lead", ledger, catalogue, {"word": "<i>", "raw": Html("<i>x</i>")})
    assert html == "a &lt;b&gt; &amp; &lt;i&gt; <i>x</i>"


def test_number_and_its_noun_do_not_part(ledger: Ledger) -> None:
    html = render_text(
        "lead", ledger, texts(lead="after {horizon_years} years, {saving} in {saving:number}. Then")
    )
    assert f"</data>{NO_BREAK_SPACE}years" in html
    assert f"</data>{NO_BREAK_SPACE}in" in html
    assert "</data>. Then" in html


def test_plural_form_follows_the_first_number(ledger: Ledger) -> None:
    catalogue = texts(note=("{horizon_years} year", "{horizon_years} years"))
    assert plain(render_text("note", ledger, catalogue)).endswith("years")


def test_everything_unresolved_is_listed_at_once(ledger: Ledger) -> None:
    catalogue = texts(lead="{savin} {saving:nmber} {saving:year}", note="{nobody}", skipped="{other}")
    with pytest.raises(InputError) as caught:
        check_texts(ledger, catalogue, skip=frozenset({"skipped"}))
    problems = [(finding.where, finding.problem) for finding in caught.value.findings]
    assert [where for where, _ in problems] == ["savin", "saving", "saving", "nobody"]
    assert "unknown" in problems[1][1]
    assert "no year" in problems[2][1]
    assert "Did you mean 'saving'" in caught.value.findings[0].remedy


def test_slot_left_empty_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="nothing is given for this slot"):
        render_text("lead", ledger, texts(lead="{slot_count}"))


def test_claims_shown_are_found_once_and_sorted(ledger: Ledger) -> None:
    html = render_text("lead", ledger, texts(lead="{violent_effect} {saving} {saving:number}"))
    dots = facet_element(ledger.find("violent_effect"), "dots_above", 43, "43")
    assert claims_shown([html, dots]) == ("saving", "violent_effect.cut-to-424")
    assert 'data-facet="dots_above" value="43"' in dots
