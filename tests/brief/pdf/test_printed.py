from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

from senim.brief.pdf.printed import MOST_ROWS, keep_what_is_printed


def twin(rows: int) -> str:
    return f'<details><table class="twin"><tr/>{"<tr/>" * rows}</table></details>'


def test_folded_parts_are_opened_and_long_tables_left_out() -> None:
    root = fromstring(f"<body>{twin(MOST_ROWS)}{twin(MOST_ROWS + 1)}<details><p>text</p></details></body>")
    keep_what_is_printed(root)
    assert [node.get("open") for node in root] == ["", ""]
    assert len(list(root.iter("tr"))) == MOST_ROWS + 1


def test_what_only_a_screen_can_use_goes_and_the_text_beside_it_stays() -> None:
    root = fromstring(
        '<body><p>before <a href="data:text/csv,1" download="x.csv">CSV</a> after</p>'
        '<nav class="languages"/><div class="narrow-only"/><script/>end<a href="#x">stays</a></body>'
    )
    keep_what_is_printed(root)
    assert tostring(root, encoding="unicode") == '<body><p>before  after</p>end<a href="#x">stays</a></body>'


def test_a_cell_of_the_strip_is_laid_into_columns_without_losing_a_part() -> None:
    parts = ("group", "label", "range", "barbox", "note", "likelihood", "scalebox", "confidence")
    root = fromstring(
        '<ol><li class="cell">' + "".join(f'<p class="{name}">{name}</p>' for name in parts) + "</li></ol>"
    )
    keep_what_is_printed(root)
    assert sorted(node.text for node in root.iter("p")) == sorted(parts)
    assert [column.get("class") for column in root[0]] == ["about", "size", "chance", "evidence"]
