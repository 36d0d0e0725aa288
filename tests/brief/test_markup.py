from hypothesis import given
from hypothesis import strategies as st

from senim.brief.markup import EMPTY, Html, element, joined, plain

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@given(TEXT, TEXT)
def test_text_and_attributes_cannot_become_markup(text: str, value: str) -> None:
    written = element("p", text, title=value)
    opening = written[: written.index(">") + 1]
    assert written.count("<") == 2
    assert written.count(">") == 2
    assert opening.count('"') == 2
    assert plain(written) == text


def test_markup_passes_and_empty_pieces_vanish() -> None:
    assert joined("a < b", EMPTY, Html("<b>c</b>"), by=" ") == "a &lt; b <b>c</b>"


def test_attribute_names_and_void_elements() -> None:
    assert element("br") == "<br>"
    assert element("rect", x="1") == '<rect x="1"/>'
    assert element("rect", element("title", "a")) == "<rect><title>a</title></rect>"
    assert element("td") == "<td></td>"
    assert element("td", "x", data_claim="a", class_=None, hidden=True) == '<td data-claim="a" hidden>x</td>'
