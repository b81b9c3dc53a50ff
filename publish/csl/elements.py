"""A CSL file's text → a tree of XML elements that know where they stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from publish.diagnostics import Diagnostic, error
from publish.source import Source, Span

CSL_NAMESPACE = "http://purl.org/net/xbiblio/csl"
XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
MAX_DEPTH = 80
"""The deepest style in use has 19; a limit against hostile files."""


@dataclass(slots=True)
class Element:
    """One XML element: its local name ("" when of another namespace), attributes, content."""

    tag: str
    attributes: dict[str, str]
    source: Source
    offset: int
    """Character offset of its "<" in the source."""
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """All character data directly inside, joined."""

    @property
    def span(self) -> Span:
        """The place of its start tag."""
        end = self.source.text.find(">", self.offset)
        return self.source.span(self.offset, end + 1 if end >= 0 else self.offset + 1)

    def get(self, name: str, default: str = "") -> str:
        """Give an attribute's value."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> Element | None:
        """Give the first child of this name."""
        return next((each for each in self.children if each.tag == tag), None)

    def all(self, tag: str) -> list[Element]:
        """Give every child of this name."""
        return [each for each in self.children if each.tag == tag]


class _RefusedError(Exception):
    """The file holds something that no CSL file needs."""


class _Builder:
    """Collects elements from expat's events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.is_ascii = source.text.isascii()

    def offset(self) -> int:
        index = self.parser.CurrentByteIndex
        if self.is_ascii:
            return index
        line = self.source.line_start(self.parser.CurrentLineNumber)
        return line + self.parser.CurrentColumnNumber

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        tag = local if namespace in (CSL_NAMESPACE, "") else ""
        element = Element(tag, attributes, self.source, self.offset())
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)
        if len(self.stack) > MAX_DEPTH:
            raise _RefusedError(f"elements are nested more than {MAX_DEPTH} deep")

    def end(self, name: str) -> None:
        self.stack.pop()

    def characters(self, text: str) -> None:
        if self.stack:
            self.stack[-1].text += text

    def doctype(self, *arguments: object) -> None:
        raise _RefusedError("a document type declaration, which a CSL file must not have")


def parse_elements(source: Source) -> tuple[Element | None, tuple[Diagnostic, ...]]:
    """Read the XML of a style or locale; none, and why, when it is not well-formed.

    Document type declarations, and with them entities, are refused.
    """
    builder = _Builder(source)
    try:
        builder.parser.Parse(source.text.encode("utf-8", "replace"), True)
    except expat.ExpatError as problem:
        start = source.line_start(problem.lineno) + problem.offset
        reason = expat.errors.messages.get(problem.code, str(problem))
        found = error("csl-xml", f"the XML is not well-formed: {reason}",
                      source.span(start, start + 1))  # fmt: skip
        return None, (found,)
    except _RefusedError as problem:
        start = builder.offset()
        return None, (error("csl-xml", f"found {problem}", source.span(start, start + 1)),)
    return builder.root, ()
