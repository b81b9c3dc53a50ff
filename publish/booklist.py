"""The list of files of a book, as Quarto, bookdown, Jupyter Book and MyST write it → Volume."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.nodes import Fields, Items, Node, Scalar, field_name
from publish.frontmatter.reading import read_fields
from publish.located import Located
from publish.source import Source
from publish.volume import Volume

Listed = tuple[Located, bool]
"""A text of the list, and whether it names a file (and is not a part's title)."""


def read_book_list(
    source: Source, beside: Sequence[str] = ()
) -> tuple[Volume | None, tuple[Diagnostic, ...]]:
    """Read the file that lists the chapters of a book, by its name.

    `beside` are the texts in its folder: bookdown takes them all where none is listed.
    """
    fields, problems = read_fields(source, 0, len(source.text))
    front, listed, name = BOOK_LISTS[PurePosixPath(source.name).name](fields)
    if not listed and PurePosixPath(source.name).name == "_bookdown.yml":
        start = source.span(0, 0)
        ordered = sorted(beside, key=lambda each: not each.lower().startswith("index."))
        listed = [(Located(each, start, ((0, 0),)), True) for each in ordered]
    parts: list[Located] = []
    above: dict[int, Located] = {}
    for text, is_file in listed:
        if is_file:
            parts.append(text)
        else:
            above[len(parts)] = text
    if not parts:
        message = "no file of a book is listed here"
        hint = "name every chapter in order; only a list of chapters is read of this file"
        return None, (*problems, error("settings-value", message, source.span(0, 0), hint))
    folder = PurePosixPath(source.name).parent.name
    stem = PurePosixPath(name).stem or folder or PurePosixPath(parts[0].text).stem
    return Volume(stem, tuple(parts), stem, front, above), problems


def _quarto(fields: Fields) -> tuple[Fields, list[Listed], str]:
    """Read `_quarto.yml` (Quarto, "Book Structure")."""
    book = fields.get("book")
    if not isinstance(book, Fields):
        return fields, [], ""
    listed = [*_entries(book.get("chapters")), *_entries(book.get("appendices"))]
    wanted = ("title", "subtitle", "author", "date", "abstract", "description", "doi", "license")
    own = [each for each in book.entries if field_name(each[0].text) in wanted]
    shared = [each for each in fields.entries if field_name(each[0].text) not in ("book", "lang")]
    lang = [each for each in fields.entries if each[0].text == "lang"]
    front = Fields((*own, *lang, *_known(shared)), fields.span)
    return front, listed, _word(book.get("output-file"))


def _bookdown(fields: Fields) -> tuple[Fields, list[Listed], str]:
    """Read `_bookdown.yml` (bookdown, "Usage")."""
    listed = list(_entries(fields.get("rmd-files")))
    return Fields((), fields.span), listed, _word(fields.get("book-filename"))


def _jupyter(fields: Fields) -> tuple[Fields, list[Listed], str]:
    """Read `_toc.yml` (Jupyter Book 1, "Structure and organize content")."""
    root = fields.get("root")
    listed = [(_with_ending(root.value), True)] if isinstance(root, Scalar) else []
    listed += _entries(fields.get("chapters"))
    listed += _entries(fields.get("parts"))
    return Fields((), fields.span), listed, ""


def _myst(fields: Fields) -> tuple[Fields, list[Listed], str]:
    """Read `myst.yml` (MyST, "Table of Contents")."""
    project = fields.get("project")
    if not isinstance(project, Fields):
        return Fields((), fields.span), [], ""
    entries = [each for each in project.entries if field_name(each[0].text) not in ("toc", "id")]
    front = Fields(tuple(_known(entries)), project.span)
    return front, list(_entries(project.get("toc"))), ""


BOOK_LISTS: dict[str, Callable[[Fields], tuple[Fields, list[Listed], str]]] = {
    "_quarto.yml": _quarto,
    "_quarto.yaml": _quarto,
    "_bookdown.yml": _bookdown,
    "_toc.yml": _jupyter,
    "myst.yml": _myst,
}
"""Name of the file → its reader: the fields of the whole, its files, the name of the product."""

_SHARED = frozenset(
    (
        *("title", "subtitle", "author", "authors", "affiliations", "date", "abstract"),
        *("description", "keywords", "lang", "dir", "bibliography", "csl", "link-citations"),
        *("reference-section-title", "nocite", "number-sections", "toc", "toc-depth", "license"),
        *("copyright", "doi", "issn", "isbn", "venue", "funding", "short-title", "citation"),
    )
)
_TITLES = ("part", "caption", "title", "text")
_LISTS = ("chapters", "children", "sections", "entries")


def _known(entries: list[tuple[Scalar, Node]]) -> Iterator[tuple[Scalar, Node]]:
    """Keep the fields that say something about a book, not those about a web site."""
    return (each for each in entries if field_name(each[0].text) in _SHARED)


def _entries(node: Node | None) -> Iterator[Listed]:
    """Give the files of a list in order, with the titles of its parts."""
    if isinstance(node, Scalar) and node.text.strip():
        yield _with_ending(node.value), True
    if isinstance(node, Items):
        for each in node.items:
            yield from _entries(each)
    if isinstance(node, Fields):
        file = node.get("file", "href")
        titles = [each for each in map(node.get, _TITLES) if isinstance(each, Scalar)]
        if isinstance(file, Scalar):
            yield _with_ending(file.value), True
        elif titles:
            yield titles[0].value, _is_file(titles[0].text)
        for inner in _LISTS:
            yield from _entries(node.get(inner))


def _is_file(text: str) -> bool:
    return text.strip().endswith((".md", ".qmd", ".Rmd", ".rmd", ".ipynb"))


def _with_ending(name: Located) -> Located:
    """Complete the name of a file; Jupyter Book leaves `.md` out."""
    if "." in PurePosixPath(name.text.strip()).name:
        return name
    return Located(f"{name.text.strip()}.md", name.span, ((0, name.span.start),))


def _word(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""
