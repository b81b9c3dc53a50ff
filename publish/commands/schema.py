"""`publish schema`: what a file of ours may hold, as JSON Schema for editors."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("kind", type=click.Choice(["front-matter", "diagnostics", "verdict"]))
def command(kind: str) -> int:
    """Print the JSON Schema of a manuscript's front matter, or of what --format json writes.

    verdict: what `publish verify --format json` writes.
    """
    from publish import report_schema
    from publish.frontmatter import schema

    make = {
        "front-matter": schema.json_schema,
        "diagnostics": report_schema.json_schema,
        "verdict": report_schema.verdict_schema,
    }
    click.echo(json.dumps(make[kind](), ensure_ascii=False, indent=2))
    return 0
