"""The command line: parses, calls, prints. Results go to stdout, talk to stderr.

Exit codes: 0 fine, 1 a check failed, 2 wrong input.
"""

from __future__ import annotations

import os
import sys

import typer

from copydesk.errors import CopyDeskError

app = typer.Typer(
    name="copydesk",
    help="Score extractors of entities, attributions, claims and boilerplate on news text.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from copydesk import __version__

        typer.echo(f"copydesk {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    pass


def main() -> None:
    """Run the command line; a user's mistake ends in a message, never in a traceback."""
    # The scorer's matrix products are small: threads would only spin beside them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from copydesk.cli import (  # noqa: F401
        agreeing,
        convert,
        corpus,
        leaderboard,
        mistakes,
        profiling,
        running,
        scoring,
        submit,
    )

    try:
        app()
    except CopyDeskError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("interrupted; a run goes on with: copydesk run ... --resume", err=True)
        sys.exit(130)
    except BrokenPipeError:  # the reader of stdout has gone, as `| head` does
        sys.stderr.close()
        sys.exit(141)
