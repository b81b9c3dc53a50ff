"""`publish schema`: what a file of ours may hold, as JSON Schema for editors."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("kind", type=click.Choice(["front-matter"]))
def command(kind: str) -> int:
    """Print the JSON Schema of a manuscript's front matter."""
    from publish.frontmatter.schema import json_schema

    del kind
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
