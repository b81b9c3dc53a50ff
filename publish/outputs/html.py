"""Page → one HTML file with its sheets and pictures inside."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from types import TracebackType
from typing import Self

from publish.artifact import Artifact
from publish.outputs.output import Order
from publish.page import Page

_LINKED_SHEET = re.compile(r"<link\b[^>]*\brel=[\"']stylesheet[\"'][^>]*>", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+url\([\"']?([^\"')]+)[\"']?\)\s*(?:layer\(([\w-]+)\))?[^;]*;")
_RESOURCE = re.compile(r"([\"'(])(doc:///[^\"')]+)([\"')])")


class HtmlOutput:
    """The page in one file, for a browser or for another renderer."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        return None

    def write(self, order: Order) -> Artifact:
        """Put sheets into `<style>`, pictures into `data:` addresses; nothing else is needed."""
        page = order.page
        html = _LINKED_SHEET.sub(lambda match: _style(match[0], page), page.html)
        html = _IMPORT.sub(lambda match: _imported(match, page), html)
        html = _RESOURCE.sub(lambda match: match[1] + _data_url(match[2], page) + match[3], html)
        return Artifact("html", ".html", "text/html", html.encode("utf-8"))


def _style(link: str, page: Page) -> str:
    match = re.search(r"\bhref=[\"']([^\"']+)", link)
    text = _sheet(match[1], page) if match else ""
    return f"<style>\n{text}</style>" if text else ""


def _imported(match: re.Match[str], page: Page) -> str:
    text = _sheet(match[1], page)
    return f"@layer {match[2]} {{\n{text}}}\n" if match[2] else text


def _sheet(url: str, page: Page) -> str:
    for each in page.sheets:
        if each.url == url:
            return each.source.text
    resource = page.resources.get(url)
    return resource.data.decode("utf-8") if resource else ""


def _data_url(url: str, page: Page) -> str:
    resource = page.resources.get(url)
    if resource is None:
        return escape(url)
    return f"data:{resource.media_type};base64,{b64encode(resource.data).decode('ascii')}"
