"""The commands people and schedulers type; each calls the pipeline and says what came of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
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
        "4 an audit failed, 5 a source is unavailable, 75 another run is at work, 130 interrupted."
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

Cluster = Annotated[
    str, typer.Option(help="Run the notebooks on dask workers: tcp://HOST:PORT, or local:N to start N here.")
]
Storage = Annotated[
    str,
    typer.Option(
        help="Where a cluster's inputs and results meet: file:///folder, s3://bucket/folder, gs://…"
    ),
]

ClusterSeconds = Annotated[
    float, typer.Option(help="How long a cluster may be without any worker before the run gives up.", min=1)
]


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
    cluster: Cluster = "",
    storage: Storage = "",
    cluster_seconds: ClusterSeconds = 60.0,
) -> None:
    """Bring the briefs up to date and print the page to open."""
    options = (scenario, language, draws, seed, jobs, parameter, date, cluster, storage, cluster_seconds)
    _told(lambda: _run(out, *options, bar=sys.stdout.isatty()))


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
    cluster: Cluster = "",
    storage: Storage = "",
    cluster_seconds: ClusterSeconds = 60.0,
) -> None:
    """The same run for a scheduler: one line per event, a truthful exit code, no questions."""
    options = (scenario, language, draws, seed, jobs, parameter, date, cluster, storage, cluster_seconds)
    _told(lambda: _run(out, *options, bar=False))


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
    cluster: str,
    storage: str,
    cluster_seconds: float,
    *,
    bar: bool,
) -> None:
    from senim.pipeline.line_progress import LineReporter
    from senim.pipeline.run import run as run_pipeline
    from senim.pipeline.services import project_services

    project = _project(out)
    options = _options(scenario, language, draws, seed, jobs, parameter, date, cluster, storage)
    options = replace(options, cluster_seconds=cluster_seconds)
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


def _project(out: Path | None) -> Project:
    from senim.paths import project_root
    from senim.pipeline.project import Project

    root = project_root()
    return Project(root, (out or root / "reports").absolute())


def _options(
    scenario: list[str],
    language: list[str],
    draws: int | None,
    seed: int | None,
    jobs: int,
    parameter: list[str],
    date: str,
    cluster: str = "",
    storage: str = "",
) -> Options:
    from senim.pipeline.project import parsed_options

    numbers = {"draws": draws, "seed": seed}
    given = {name: value for name, value in numbers.items() if value is not None}
    return parsed_options(
        scenario, language, given, parameter, jobs=jobs, date=date, cluster=cluster, storage=storage
    )


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
