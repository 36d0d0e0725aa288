"""The commands people and schedulers type; each calls the pipeline and says what came of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from senim import __version__

if TYPE_CHECKING:
    from senim.pipeline.progress import Reporter
    from senim.pipeline.project import Options, Project

INTERRUPTED = 130

app = typer.Typer(
    name="pipeline.py",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From the source tables to a policy brief in three languages. Only what changed runs again.",
    epilog=(
        "Exit codes: 0 refreshed or nothing to do, 1 unforeseen, 2 bad input, 3 a notebook failed, "
        "4 an audit failed or an edition is damaged, 5 a source is unavailable, 75 another run is at work, "
        "130 interrupted."
    ),
)

Scenarios = Annotated[
    list[str], typer.Option("--scenario", help="Scenario to compare; repeat for more. All by default.")
]
Languages = Annotated[
    list[str], typer.Option("--language", help="Language of a brief (en, kk, ru); repeat. All by default.")
]
Draws = Annotated[int | None, typer.Option(help="Draws of the simulation.", min=1)]
Seed = Annotated[int | None, typer.Option(help="Seed of the random numbers.", min=0)]
Jobs = Annotated[int, typer.Option(help="Notebooks at a time.", min=1)]
Out = Annotated[Path | None, typer.Option(help="Folder for the reports; reports/ by default.")]
Parameters = Annotated[
    list[str],
    typer.Option(
        "--parameter", help="NAME=VALUE for any notebook parameter, read as the declared type says."
    ),
]
Date = Annotated[
    str, typer.Option(help="Date of the edition (YYYY-MM-DD); the day something changed by default.")
]


Keep = Annotated[
    int | None,
    typer.Option(
        help="Afterwards keep this many of the newest editions, and one a month for twelve months.", min=1
    ),
]
Edition = Annotated[
    str, typer.Argument(help="Name of an edition, `latest`, `previous`, or the path of a copied folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


@app.command()
def run(
    scenario: Scenarios = [],  # noqa: B006 - typer copies the default
    language: Languages = [],  # noqa: B006
    draws: Draws = None,
    seed: Seed = None,
    jobs: Jobs = 2,
    out: Out = None,
    parameter: Parameters = [],  # noqa: B006
    date: Date = "",
    keep: Keep = None,
) -> None:
    """Bring the briefs up to date and print the page to open."""
    bar = sys.stdout.isatty()
    _told(lambda: _run(out, scenario, language, draws, seed, jobs, parameter, date, keep, bar=bar))


@app.command()
def refresh(
    scenario: Scenarios = [],  # noqa: B006
    language: Languages = [],  # noqa: B006
    draws: Draws = None,
    seed: Seed = None,
    jobs: Jobs = 2,
    out: Out = None,
    parameter: Parameters = [],  # noqa: B006
    date: Date = "",
    keep: Keep = None,
) -> None:
    """The same run for a scheduler: one line per event, a truthful exit code, no questions."""
    _told(lambda: _run(out, scenario, language, draws, seed, jobs, parameter, date, keep, bar=False))


@app.command()
def plan(
    scenario: Scenarios = [],  # noqa: B006
    language: Languages = [],  # noqa: B006
    draws: Draws = None,
    seed: Seed = None,
    out: Out = None,
    parameter: Parameters = [],  # noqa: B006
    date: Date = "",
) -> None:
    """Print what a run would do, and why; nothing is run."""

    def act() -> None:
        from senim.pipeline.run import plan_run
        from senim.pipeline.services import project_services

        project, options = _project(out), _options(scenario, language, draws, seed, 1, parameter, date)
        print(plan_run(project, options, project_services())[2])

    _told(act)


@app.command()
def why(
    target: Annotated[str, typer.Argument(help="A task (as `plan` names it), a notebook or `brief`.")],
    scenario: Scenarios = [],  # noqa: B006
    language: Languages = [],  # noqa: B006
    draws: Draws = None,
    seed: Seed = None,
    out: Out = None,
    parameter: Parameters = [],  # noqa: B006
    date: Date = "",
) -> None:
    """Say which part of a task's key moved since it last ran, old and new."""

    def act() -> None:
        from senim.pipeline.run import plan_run
        from senim.pipeline.services import project_services
        from senim.pipeline.why import explain

        project, options = _project(out), _options(scenario, language, draws, seed, 1, parameter, date)
        print(explain(plan_run(project, options, project_services())[2], target))

    _told(act)


@app.command()
def clean(out: Out = None) -> None:
    """Remove cached results and what failed runs left; editions stay."""

    def act() -> None:
        from senim.pipeline.clean import clean as remove_results

        for line in remove_results(_project(out)):
            print(line)

    _told(act)


@app.command(name="list")
def list_command(out: Out = None, as_json: AsJson = False) -> None:
    """List the editions, newest first; each is checked byte by byte."""

    def act() -> None:
        from senim.pipeline.shelf import show_editions

        show_editions(_project(out).reports, as_json=as_json)

    _told(act)


@app.command()
def verify(edition: Edition = "latest", out: Out = None) -> None:
    """Check every file of an edition against its record; needs no network, and for a path no project."""

    def act() -> None:
        from senim.pipeline.shelf import show_whole

        show_whole(edition, _reports(out))

    _told(act)


@app.command()
def diff(
    before: Edition = "previous", now: Edition = "latest", out: Out = None, as_json: AsJson = False
) -> None:
    """Say what changed between two editions: numbers and why, parameters, rows, code, packages, words."""

    def act() -> None:
        from senim.pipeline.shelf import show_difference

        show_difference(before, now, _reports(out), as_json=as_json)

    _told(act)


@app.command()
def prune(
    keep: Annotated[int, typer.Option(help="How many of the newest editions to keep.", min=1)],
    out: Out = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which would go.")] = False,
) -> None:
    """Remove old editions; the newest, one a month for twelve months, and `latest` always stay."""

    def act() -> None:
        from senim.pipeline.shelf import prune as remove_editions

        for line in remove_editions(_project(out), keep, dry_run=dry_run):
            print(line)

    _told(act)


@app.command()
def version() -> None:
    """Print the version."""
    print(f"senim {__version__}, Python {sys.version.split()[0]}")


def main() -> None:
    """Run the command line; ends the process with an exit code of `senim.pipeline.exit_codes`."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    app()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _run(
    out: Path | None,
    scenario: list[str],
    language: list[str],
    draws: int | None,
    seed: int | None,
    jobs: int,
    parameter: list[str],
    date: str,
    keep: int | None,
    *,
    bar: bool,
) -> None:
    from senim.pipeline.line_progress import LineReporter
    from senim.pipeline.run import run as run_pipeline
    from senim.pipeline.services import project_services

    project, options = _project(out), _options(scenario, language, draws, seed, jobs, parameter, date)
    reporter: Reporter = LineReporter()
    if bar:
        from senim.pipeline.bar_progress import BarReporter

        reporter = BarReporter()
    outcome = run_pipeline(project, options, project_services(), reporter)
    name = outcome.edition.name
    print(
        f"Published edition {name}." if outcome.published else f"Nothing to do: edition {name} is up to date."
    )
    print(outcome.index)
    if keep is not None:
        from senim.pipeline.shelf import prune as remove_editions

        for line in remove_editions(project, keep, dry_run=False):
            print(line)


def _project(out: Path | None) -> Project:
    from senim.paths import project_root
    from senim.pipeline.project import Project

    root = project_root()
    return Project(root, (out or root / "reports").absolute())


def _reports(out: Path | None) -> Path | None:
    """Give the reports folder; None outside a project, where only a path can name an edition."""
    try:
        return _project(out).reports
    except FileNotFoundError:
        return out.absolute() if out else None


def _options(
    scenario: list[str],
    language: list[str],
    draws: int | None,
    seed: int | None,
    jobs: int,
    parameter: list[str],
    date: str,
) -> Options:
    from senim.pipeline.project import parsed_options

    numbers = {"draws": draws, "seed": seed}
    given = {name: value for name, value in numbers.items() if value is not None}
    return parsed_options(scenario, language, given, parameter, jobs=jobs, date=date)


def _told(act: Callable[[], None]) -> None:
    """Do something; say an expected error in words and leave with its code."""
    from senim.pipeline.exit_codes import EXPECTED_ERRORS, exit_code_of

    try:
        act()
    except KeyboardInterrupt:
        _leave_at_once()
    except BrokenPipeError:
        # Whoever read the output has read enough (`plan | head`): no error, and nothing more to print.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except EXPECTED_ERRORS as error:
        print(error, file=sys.stderr)
        raise typer.Exit(int(exit_code_of(error))) from None


def _leave_at_once() -> NoReturn:
    """End without waiting for threads: what they were doing is swept by the next run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    print("\nInterrupted. Finished tasks are kept; no edition was changed.", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(INTERRUPTED)
