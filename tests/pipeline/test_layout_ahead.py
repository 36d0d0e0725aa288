"""What laying out a brief needs is there before it is laid out."""

from __future__ import annotations

import subprocess
import sys

from senim.pipeline.services import project_services

CODE = """
import sys
for name in {modules!r}:
    __import__(name)
from nbformat.validator import validators
assert {{key[-1] for key in validators}} == {{False, True}}, validators
before = set(sys.modules)
import senim.brief.audits, senim.brief.exporter, senim.brief.sections
assert not set(sys.modules) - before
"""


def test_imports_and_schemas_are_there() -> None:
    code = CODE.format(modules=project_services().layout_modules)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
