"""The command line: a group whose commands load when they are called, and the exit codes."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from types import MappingProxyType

import click

from publish.diagnostics import PublishError
from publish.render.cache import cache_folder
from publish.render.warmth import Warmth

COMMANDS = MappingProxyType(
    {
        "pdf": "Make a PDF of each manuscript.",
        "check": "Report every mistake of each manuscript, without rendering.",
        "info": "Count what a manuscript holds.",
        "verify": "Judge a finished PDF, and say what it was made from.",
        "schema": "Print the JSON Schema of the front matter.",
        "bib": "Print a bibliography as CSL-JSON or clean BibLaTeX.",
        "style": "Make a house style, look into one, check one.",
        "styles": "List the house styles, or show them all in one PDF.",
        "html": "Write a manuscript's page as HTML.",
    }
)
"""Every command with its one line of help; `publish/commands/<name>.py` holds `command`."""

EXIT_INTERRUPTED = 130
"""128 + SIGINT, as shells report it (POSIX.1-2017, Shell & Utilities §2.8.2)."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"publish.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what was perhaps meant where there is no such command."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from publish.diagnostics import did_you_mean

            hint = did_you_mean(name, list(COMMANDS))
            ctx.fail(f"no command '{name}'" + (f"; {hint}" if hint else ""))
        return super().resolve_command(ctx, args)


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="publish-press", prog_name="publish")
def group() -> None:
    """Turn Markdown manuscripts and their sources into print-ready PDF briefs."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_RARELY)
    warmth = Warmth("publish", cache_folder())
    warmth.put_on()
    code = run(sys.argv[1:])
    warmth.keep()
    gc.freeze()  # Python looks for cycles once more at its end: 40 ms for what is gone anyway
    sys.exit(code)


_RARELY = 200_000
"""Objects made before Python looks for cycles: a run makes few, and looking takes 40 ms of it."""


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code.

    0 made · 1 the manuscript has errors · 2 wrong usage · 3 the environment is lacking ·
    4 a limit stopped it · 130 interrupted.
    """
    try:
        result = group.main(arguments, prog_name="publish", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("publish: interrupted", err=True)
        return EXIT_INTERRUPTED
    except PublishError as problem:
        click.echo(f"publish: error: {problem}", err=True)
        for line in problem.hint.splitlines():
            click.echo(f"  hint: {line}", err=True)
        return problem.exit_code
    except BrokenPipeError:
        # The reader of our output is gone; what Python flushes at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
