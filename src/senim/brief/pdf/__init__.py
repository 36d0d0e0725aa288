"""The PDF twin of a brief."""

from senim.brief.pdf.link import PDF, linked
from senim.brief.pdf.writing import FontError, PdfUnavailableError, page_pdf, require_writer

__all__ = ["PDF", "FontError", "PdfUnavailableError", "linked", "page_pdf", "require_writer"]
