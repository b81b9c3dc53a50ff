"""What an entry takes over from others: `crossref`, `xdata`, `xref` and `entryset`.

Fields change their names on the way, e.g. a book's `title` is a chapter's `booktitle` ("The
biblatex Package", appendix B, "Default Inheritance Setup"). BibTeX's own crossref renames nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from publish.bibliography.languages import language_tag
from publish.bibliography.types import FIELD_ALIASES
from publish.bibliography.values import Value
from publish.diagnostics import Diagnostic, error, warning

Fields = Mapping[str, Value]
Lookup = Callable[[str], tuple[str, Fields] | None]
"""Key → entry type and own fields of another entry."""

MAX_GENERATIONS = 10
"""A chain of parents longer than this is no library's; it is reported like a circle."""

PARENT_FIELDS = ("crossref", "xdata", "xref", "entryset")
"""Fields that name the entries an entry inherits from or belongs to."""

MAX_PROBLEMS = 20
"""So many messages about one entry's parents are enough."""

_NEVER = frozenset(
    ("ids", "crossref", "xref", "entryset", "entrysubtype", "execute", "label", "options",
     "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
     "shorthandintro", "sortkey", "xdata")
)  # fmt: skip
_TITLES_NEVER = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))
_IN_BOOK = frozenset(("inbook", "bookinbook", "suppbook"))
_IN_COLLECTION = frozenset(("incollection", "inreference", "suppcollection"))

_TO_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_TO_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_TO_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}

_RULES: tuple[tuple[frozenset[str], frozenset[str], Mapping[str, str]], ...] = (
    (frozenset(("mvbook",)), _IN_BOOK | {"book"}, _TO_MAIN),
    (
        frozenset(("mvcollection", "mvreference")),
        _IN_COLLECTION | {"collection", "reference"},
        _TO_MAIN,
    ),
    (frozenset(("mvproceedings",)), frozenset(("proceedings", "inproceedings")), _TO_MAIN),
    (frozenset(("book",)), _IN_BOOK, _TO_BOOK),
    (frozenset(("collection", "reference")), _IN_COLLECTION, _TO_BOOK),
    (frozenset(("proceedings",)), frozenset(("inproceedings",)), _TO_BOOK),
    (frozenset(("periodical",)), frozenset(("article", "suppperiodical")), _TO_JOURNAL),
)
"""Types of the parent, types of the child, new names of titles."""


def entry_language(fields: Fields) -> str:
    """Give the tag of the language that an entry says it is in, or ""."""
    options = fields["langidopts"].text if "langidopts" in fields else ""
    named = (fields[each].text for each in ("langid", "language") if each in fields)
    return next(filter(None, (language_tag(each.strip(), options) for each in named)), "")


def inherited_names(parent: str, child: str, field: str) -> tuple[str, ...]:
    """Say under which names a child takes over a parent's field; none if it does not."""
    if field in _NEVER:
        return ()
    if field == "author" and (
        (parent in ("mvbook", "book") and child in _IN_BOOK)
        or (parent == "mvbook" and child == "book")
    ):
        return ("author", "bookauthor")
    for parents, children, renamed in _RULES:
        if parent in parents and child in children:
            if field in _TITLES_NEVER:
                return ()
            return (renamed.get(field, field),)
    return (field,)


class Inheritance:
    """The entries' fields with all that they take over, each worked out once."""

    def __init__(self, find: Lookup) -> None:
        self._find = find
        self._known: dict[str, tuple[Fields, tuple[Diagnostic, ...]]] = {}

    def of(
        self, key: str, kind: str, own: Fields, *, is_bibtex: bool
    ) -> tuple[Fields, tuple[Diagnostic, ...]]:
        """Add to an entry's fields those of the entries it refers to; its own fields win."""
        return self._of(key, kind, own, (), is_bibtex=is_bibtex)

    def _of(
        self, key: str, kind: str, own: Fields, path: tuple[str, ...], *, is_bibtex: bool
    ) -> tuple[Fields, tuple[Diagnostic, ...]]:
        """Take in the parents of an entry; `path` is the way to it, for circles."""
        fields = dict(own)
        diagnostics: list[Diagnostic] = []
        for via, value, parent_key in _parents(own):
            parent = self._find(parent_key)
            problem = _problem(via, value, key, parent_key, path, is_there=parent is not None)
            if problem is not None:
                diagnostics.append(problem)
            elif parent is not None and via != "xref":
                if parent_key not in self._known:
                    self._known[parent_key] = self._of(
                        parent_key, *parent, (*path, key), is_bibtex=is_bibtex
                    )
                whole, problems = self._known[parent_key]
                diagnostics.extend(problems)
                source_kind = kind if via in ("xdata", "entryset") else parent[0]
                self._take(fields, whole, source_kind, kind, is_bibtex=is_bibtex)
                if via == "entryset":
                    break
        return fields, tuple(diagnostics[:MAX_PROBLEMS])

    @staticmethod
    def _take(
        fields: dict[str, Value], parent: Fields, parent_kind: str, kind: str, *, is_bibtex: bool
    ) -> None:
        has_date = not _DATES.isdisjoint(fields)
        here, there = entry_language(fields), entry_language(parent)
        foreign = there if here and here != there else ""
        # Backwards: a book's title becomes the booktitle even where it has one of its own, and a
        # bookauthor stays where there is an author too.
        for name in sorted(parent, reverse=True):
            names = inherited_names(parent_kind, kind, name)
            if is_bibtex and names:
                names = (name,)
            for new in names:
                if not (has_date and new in _DATES):
                    value = parent[name]
                    is_marked = value.language or not foreign
                    value = value if is_marked else replace(value, language=foreign)
                    fields.setdefault(new, value)


_DATES = frozenset(("date", "year", "month", "day", "endyear"))
"""A child with a date of its own takes no part of its parent's."""

_LIST = re.compile(r"[^\s,]+")


def _parents(own: Fields) -> Iterator[tuple[str, Value, str]]:
    for via in PARENT_FIELDS:
        if via in own:
            for key in _LIST.findall(own[via].text):
                yield via, own[via], key


def _problem(
    via: str, value: Value, key: str, parent_key: str, path: tuple[str, ...], *, is_there: bool
) -> Diagnostic | None:
    if parent_key in path or parent_key == key:
        return _cycle((*path, key, parent_key), value)
    if not is_there:
        return _missing(via, parent_key, key, value)
    if len(path) >= MAX_GENERATIONS and via != "xref":
        return _cycle((key, parent_key), value)
    return None


def rename_aliases(own: Fields) -> dict[str, Value]:
    """Give fields with old names their present ones, e.g. `journal` as `journaltitle`."""
    fields = dict(own)
    for old, new in FIELD_ALIASES.items():
        if old in fields:
            fields.setdefault(new, fields[old])
            del fields[old]
    return fields


def _cycle(path: tuple[str, ...], value: Value) -> Diagnostic:
    way = " → ".join(
        f"'{each}'" for each in (path[path.index(path[-1]) :] if path[-1] in path[:-1] else path)
    )
    return error("bib-cycle", f"entries inherit from each other in a circle: {way}", value.span)


def _missing(via: str, wanted: str, key: str, value: Value) -> Diagnostic:
    return warning(
        "bib-parent-missing",
        f"entry '{key}' refers to '{wanted}' by '{via}', but there is no such entry",
        value.span,
    )
