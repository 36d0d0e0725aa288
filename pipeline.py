"""The command people type: `python pipeline.py run`. All of it is in `senim.cli`."""

import sys

try:
    from senim.cli import main
except ModuleNotFoundError as error:
    print(
        f"The package {error.name!r} is not installed in this Python ({sys.executable}).\n"
        "Run `make brief` once: it sets up .venv. Then use `.venv/bin/python pipeline.py`.",
        file=sys.stderr,
    )
    raise SystemExit(2) from None

if __name__ == "__main__":
    main()
