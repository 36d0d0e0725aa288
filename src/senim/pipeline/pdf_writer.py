"""Whether this machine can write PDF files: told without importing what writes them."""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache

PACKAGE = "weasyprint"
# What WeasyPrint opens, by its names on Linux, macOS and Windows.
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
}
_DEBIAN = "Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0"


@cache
def pdf_hindrance() -> str:
    """Say what keeps this machine from writing PDF files.

    Returns
    -------
    str
        What is missing and how to get it; empty where nothing is.
    """
    if importlib.util.find_spec(PACKAGE) is None:
        return "WeasyPrint is not installed (make brief installs it; by hand: pip install weasyprint)"
    missing = [library for library, names in LIBRARIES.items() if not any(map(_is_there, names))]
    if missing:
        return f"the system library {' and '.join(missing)} is not installed ({_DEBIAN})"
    return ""


def _is_there(name: str) -> bool:
    # A look is a hundred times cheaper than opening it, and a run with nothing to do must be fast.
    known = (getattr(sys.implementation, "_multiarch", ""), "")
    places = [f"{base}/{part}" for base in ("/usr/lib", "/lib", "/usr/lib64") for part in known]
    places += [f"{sys.prefix}/lib", "/usr/local/lib", "/opt/homebrew/lib"]
    return any(os.path.exists(f"{place}/{name}") for place in places) or _opens(name)


def _opens(name: str) -> bool:
    # Only where no file was found: the loader knows further places.
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
