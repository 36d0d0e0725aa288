"""The PDF twin of a brief."""

from senim.brief.pdf.writing import FontError, PdfUnavailableError, page_pdf, require_writer

__all__ = ["FontError", "PdfUnavailableError", "page_pdf", "require_writer"]
