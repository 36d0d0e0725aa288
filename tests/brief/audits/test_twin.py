from __future__ import annotations

import zlib
from pathlib import Path

from senim.brief.audits import audit_edition
from senim.brief.audits.twin import twin

GOOD = (
    b"%PDF-1.7\n1 0 obj << /MarkInfo << >> /StructTreeRoot 2 0 R /Lang (kk) /Outlines 3 0 R >>\n"
    b"<< /Title (a) >> << /Type /Page >> << /Type /Pages >>\n%%EOF\n"
)


def problems(content: bytes) -> list[str]:
    return [finding.problem for finding in twin("kk/brief.pdf", content, "kk")]


def test_a_good_file_passes_also_where_it_is_compressed() -> None:
    assert problems(GOOD) == []
    assert problems(b"%PDF-1.7\nstream\n" + zlib.compress(GOOD) + b"\nendstream\n%%EOF\n") == []


def test_data_that_end_like_a_line_are_read_to_their_end() -> None:
    longer = (zlib.compress(GOOD + b"%" * more) for more in range(256))
    packed = next(made for made in longer if made.endswith(b"\r"))
    assert problems(b"%PDF-1.7\nstream\n" + packed + b"\nendstream\n%%EOF\n") == []


def test_each_fault_is_found() -> None:
    assert problems(GOOD.replace(b"/MarkInfo", b"/Mark")) == ["the file has no tags for screen readers"]
    assert problems(GOOD.replace(b"(kk)", b"(en)")) == ["the file says it is in 'en'"]
    assert problems(GOOD.replace(b"/Title (a)", b"/Title ()")) == ["the file has no title"]
    assert problems(GOOD.replace(b"/Outlines", b"/Out")) == ["the file has no bookmarks"]
    assert problems(GOOD.replace(b"/Page >>", b"/Pages >>")) == ["the file has no pages"]
    assert problems(GOOD[:-20]) == ["the file is cut off or no PDF"]
    assert problems(GOOD.replace(b"(a)", b"(a) " + b"x" * 2_000_000))[0].endswith("bytes")


def test_page_and_twin_belong_together(edition: Path, tmp_path: Path) -> None:
    page = (edition / "en/brief.html").read_text(encoding="utf-8")
    own = tmp_path / "en"
    own.mkdir()
    (own / "claims.json").write_bytes(next(edition.rglob("claims.json")).read_bytes())

    def found(html: str) -> list[str]:
        (own / "brief.html").write_text(html, encoding="utf-8")
        findings = audit_edition(tmp_path, ("en",))
        return [finding.problem for finding in findings if finding.file == "en/brief.pdf"]

    linked = page.replace("</main>", '<a href="brief.pdf" class="reference">PDF</a></main>')
    assert found(linked) == ["the page links to a file that is missing"]
    (own / "brief.pdf").write_bytes(GOOD.replace(b"(kk)", b"(en)"))
    assert found(linked) == []
    assert found(page) == ["the page has no link to it"]
