"""`publish schema`: what a file of ours may hold, as JSON Schema for editors."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("kind", type=click.Choice(["front-matter", "diagnostics"]))
def command(kind: str) -> int:
    """Print the JSON Schema of a manuscript's front matter, or of what --format json writes."""
    from publish import report_schema
    from publish.frontmatter import schema

    make = schema.json_schema if kind == "front-matter" else report_schema.json_schema
    click.echo(json.dumps(make(), ensure_ascii=False, indent=2))
    return 0
