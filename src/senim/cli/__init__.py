"""The command line. A run with nothing to do is told at once; everything else is in `senim.cli.commands`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

RUNS = ("run", "refresh")


def main() -> None:
    """Run the command line; ends the process with an exit code of `senim.pipeline.exit_codes`."""
    words = sys.argv[1:]
    if words[:1] and words[0] in RUNS and _nothing_to_do(words[1:]):
        return
    from senim.cli.commands import start

    start()


def _nothing_to_do(words: Sequence[str]) -> bool:
    """Answer a run that has nothing to do, before the libraries that a run needs are loaded."""
    from senim.paths import project_root
    from senim.pipeline.unchanged import tell_nothing_to_do, unchanged_edition

    try:
        root = project_root()
    except FileNotFoundError:
        return False
    reports = (_given(words, "--out") or root / "reports").absolute()
    edition = unchanged_edition(root, reports, words)
    if edition is None:
        from senim.pipeline.head_start import head_start

        head_start(root, reports, words)
        return False
    tell_nothing_to_do(reports, edition)
    print(f"Nothing to do: edition {edition} is up to date.\n{reports / 'index.html'}")
    return True


def _given(words: Sequence[str], option: str) -> Path | None:
    for number, word in enumerate(words):
        if word == option and number + 1 < len(words):
            return Path(words[number + 1])
        if word.startswith(f"{option}="):
            return Path(word.removeprefix(f"{option}="))
    return None
