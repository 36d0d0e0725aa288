"""What laying out and auditing a brief finds done, imported by the process that such work is forked from."""

from __future__ import annotations

import importlib

from nbformat import current_nbformat, current_nbformat_minor
from nbformat.validator import get_validator

from senim.pipeline.pdf_writer import pdf_hindrance

for _name in (
    "pandas",
    "pyarrow.parquet",
    "matplotlib.backends.backend_svg",
    "senim.brief.audits",
    "senim.brief.exporter",
    "senim.brief.sections",
):
    importlib.import_module(_name)

if not pdf_hindrance():
    importlib.import_module("weasyprint")

# The schema of a notebook is compiled at its first use, which takes longer than the use.
for _relaxed in (False, True):
    get_validator(  # type: ignore[no-untyped-call]
        current_nbformat, current_nbformat_minor, relax_add_props=_relaxed
    )
