"""Links that cannot stand in a page of their own → what the author is told of them."""

from __future__ import annotations

import re

from publish.diagnostics import Diagnostic, warning
from publish.source import Span
from publish.writing.writer import Writer

_SCHEME = re.compile(r"[A-Za-z][A-Za-z\d+.-]*:|//")
"""RFC 3986 §4.2: what a relative reference to a path does not begin with."""
_MOST_LINES = 8
_ALLOWED = "a link may go to http, https, mailto, or '#' and an identifier of this text"
_FILES = "files of one text are its 'parts' in publish.toml; others need a whole address"


def leave_out(writer: Writer, href: str, span: Span | None) -> None:
    """Tell that a link is left out; one to a file of a site waits for the others of its kind."""
    if not href:
        return
    if span is None or _SCHEME.match(href.strip()):
        told = f"the link to '{_shown(href)}' is left out; its words stay"
        writer.diagnostics.append(warning("link-scheme", told, span, _ALLOWED))
    else:
        writer.links_to_files.append((href, span))


def files_left_out(links: list[tuple[str, Span]]) -> list[Diagnostic]:
    """Tell once of all links to files beside the text, where the first of them stands.

    A text that comes from a web site has dozens, and each has the same reason.
    """
    if not links:
        return []
    href, span = links[0]
    told = f"the link to '{_shown(href)}' is left out; its words stay"
    if len(links) > 1:
        told = f"{len(links)} links to other files are left out; their words stay: {_where(links)}"
    return [warning("link-scheme", told, span, _FILES)]


def _where(links: list[tuple[str, Span]]) -> str:
    """Give the lines of some links: "lines 3, 7 and 9", with the files where there are several."""
    names = list(dict.fromkeys(span.source.name for _href, span in links))
    if len(names) > 1:
        return f"in {len(names)} files"
    lines = [str(line) for line in dict.fromkeys(span.line for _href, span in links)]
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > _MOST_LINES:
        return f"lines {', '.join(lines[:_MOST_LINES])} and more"
    return f"lines {', '.join(lines[:-1])} and {lines[-1]}"


def _shown(href: str) -> str:
    return href if len(href) <= 60 else href[:59] + "…"
