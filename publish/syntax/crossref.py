"""Numbers of figures, tables and sections, and the references to them: `@fig-x`, `[-@tbl-x]`.

Quarto, "Cross References"; pandoc-crossref's manual (`@fig:x`); Pandoc manual, "example_lists".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.source import Span
from publish.syntax.attributes import Attributes
from publish.syntax.citation import CiteItem
from publish.syntax.headings import identifier
from publish.syntax.theorems import COUNTED, WITHOUT_NUMBER, theorem_kind
from publish.syntax.words import plain_words

_LABEL = re.compile(r"(fig|tbl|tab|sec|eq|lst|note|thm|lem|cor|prp|cnj|def|exm|exr)[-:](.+)")
"""Quarto's and bookdown's prefixes."""
_CHUNK_LABEL = re.compile(r"^[#%/]+\|[ \t]*label:[ \t]*[\"']?([\w:.-]+)", re.MULTILINE)
_CHUNK_NAME = re.compile(r"\{[A-Za-z]+[ ,]+([\w:.-]+)[ \t]*(?=[,}])")
_FLOATS = ("figure_open", "table_figure_open")
_PAGE_CLASSES = frozenset(("page", "page-ref", "pageref"))


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points at."""

    id: str
    """The element's identifier; a note's id for a note."""
    kind: str
    """"fig", "tbl", "sec", "eq", "lst", "note", "thm", …; "missing" when there is none."""
    number: str
    """"2", "2.1"; "" for a section without a number, and for notes, which are counted later."""
    title: str = ""


class Numbering:
    """Counts what can be referred to, in the order of the text."""

    def __init__(self, notes: Collection[str], *, number_sections: bool) -> None:
        self._number_sections = number_sections
        self._counts: dict[str, int] = {}
        self._sections: list[int] = []
        self._top = 1
        self._open: list[list[Any] | None] = []
        self.targets: dict[str, Target] = {
            f"note-{name}": Target(name, "note", "") for name in notes if not name.startswith("^")
        }

    def count(self, tokens: Sequence[Token]) -> None:
        """Give numbers to the headings, figures and tables of a text."""
        levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
        self._top = min(levels, default=1)
        for at, token in enumerate(tokens):
            attributes: Attributes | None = token.meta.get("attributes")
            if token.type == "heading_open":
                self._heading(token, tokens[at + 1], attributes or Attributes())
            elif token.type in _FLOATS:
                self._open.append(None)
                self._float(
                    token,
                    attributes.id if attributes else "",
                    map(tokens.__getitem__, range(at, len(tokens))),
                )
            elif token.type in ("figure_close", "table_figure_close") and self._open:
                self._open.pop()
            elif token.type == "div_open" and attributes and "formula" in attributes.classes:
                self._formula(token, attributes, tokens[at + 1 : at + 3])
            elif token.type == "div_open" and attributes and theorem_kind(attributes):
                self._theorem(token, attributes, tokens[at + 1 : at + 3])
            elif token.type == "fence" and token.info.startswith("{"):
                self._chunk(token)

    def _float(self, token: Token, name: str, following: Iterable[Token]) -> None:
        """Give a figure or table its number; one within another a letter (Quarto, "Subfigures")."""
        found = _LABEL.fullmatch(name)
        kind = found[1] if found else token.meta.get("kind", "") if name else ""
        if not kind:
            return
        kind = "tbl" if kind == "tab" else kind
        outer = next((each for each in reversed(self._open) if each is not None), None)
        letter = ""
        if outer is not None:
            outer[1] += 1
            letter = chr(ord("a") + (outer[1] - 1) % 26)
        else:
            self._counts[kind] = self._counts.get(kind, 0) + 1
        number = outer[0] + letter if outer else str(self._counts[kind])
        token.meta["number"] = number
        self.targets[_folded(name)] = Target(name, kind, number)
        self._open[-1] = [number, 0]
        caption = _own_caption(following)
        if caption is not None:
            caption.meta.update(kind=kind, number=number, letter=letter)

    def _formula(self, token: Token, attributes: Attributes, following: Sequence[Token]) -> None:
        """Give a formula with a label its number, in parentheses at the end of its line."""
        if not attributes.id:
            return
        self._counts["eq"] = self._counts.get("eq", 0) + 1
        number = str(self._counts["eq"])
        for name in (attributes.id, *token.meta.get("labels", ())):  # its lines share one number
            self.targets[_folded(name)] = Target(attributes.id, "eq", number)
        token.meta["attributes"] = replace(attributes, classes=(*attributes.classes, "numbered"))
        for each in following:
            if each.type == "inline" and each.children is not None:
                each.children.append(Token("formula_number", "", 0, content=number))

    def _theorem(self, token: Token, given: Attributes, following: Sequence[Token]) -> None:
        """Give a theorem or proof its label, which runs in with its first paragraph."""
        kind = theorem_kind(given)
        number = ""
        if kind not in WITHOUT_NUMBER:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            number = str(self._counts[kind])
            target = Target(given.id, kind, number)
            self.targets.update({_folded(given.id): target, f"{kind}-{given.id}": target})
        title = given.pairs.get("name") or given.pairs.get("title") or ""
        label = Token("theorem_label", "", 0, content=number, meta={"kind": kind, "title": title})
        kinds = [each.type for each in following]
        if kinds == ["paragraph_open", "inline"] and following[1].children is not None:
            following[1].children.insert(0, label)
        else:
            token.meta["label"] = label
        pairs = {key: each for key, each in given.pairs.items() if key not in ("name", "title")}
        classes = (*(name for name in given.classes if name != COUNTED), "statement")
        token.meta["attributes"] = replace(given, classes=classes, pairs=pairs)

    def _chunk(self, token: Token) -> None:
        """Note the label of code that would have made a figure or table: only the code is told."""
        found = _CHUNK_LABEL.search(token.content) or _CHUNK_NAME.match(token.info)
        if found is None:
            return
        name = found[1]
        for label in (name,) if _LABEL.fullmatch(name) else (f"fig-{name}", f"tbl-{name}"):
            kind = "tbl" if label.startswith("t") else "fig"
            self.targets.setdefault(_folded(label), Target(label, kind, ""))

    def _heading(self, token: Token, inline: Token, attributes: Attributes) -> None:
        number = ""
        if self._number_sections and "unnumbered" not in attributes.classes:
            depth = int(token.tag[1:]) - self._top + 1
            self._sections = (self._sections + [0] * depth)[:depth]
            self._sections[-1] += 1
            number = ".".join(map(str, self._sections))
        token.meta["number"] = number
        title = " ".join(plain_words(inline.children or ()).split())
        name = attributes.id or identifier(title, (), {})
        if attributes.id or name not in self.targets:
            self.targets[_folded(name)] = Target(name, "sec", number, title)


def _own_caption(figure: Iterable[Token]) -> Token | None:
    """Find the caption of a figure that begins some tokens, and not that of one within it."""
    depth = 0
    inner: Token | None = None
    is_in_labelled = False
    for token in figure:
        depth += (token.type in _FLOATS) - (token.type in ("figure_close", "table_figure_close"))
        if token.type in _FLOATS and depth > 1:
            attributes: Attributes | None = token.meta.get("attributes")
            is_in_labelled = bool(attributes and attributes.id)
        if token.type in ("figcaption_open", "caption_open"):
            if depth == 1:
                return token
            if not is_in_labelled:
                inner = inner or token
        if depth <= 0:
            break
    return inner


def _folded(name: str) -> str:
    """Give a label as it is looked up: `fig:x` and `fig-x` are one, `tab` is `tbl`."""
    found = _LABEL.fullmatch(name)
    if found is None:
        return name
    return f"{'tbl' if found[1] == 'tab' else found[1]}-{found[2]}"


class Resolver:
    """Turns citations of labels into references, wherever they stand."""

    def __init__(
        self,
        targets: Mapping[str, Target],
        examples: Mapping[str, int],
        keys: Collection[str],
    ) -> None:
        self._targets = targets
        self._examples = examples
        self._keys = keys
        self.diagnostics: list[Diagnostic] = []

    def resolve(self, tokens: Iterable[Token]) -> None:
        """Change the citations of labels among some tokens, in place."""
        pages: list[bool] = []
        for token in tokens:
            if token.type == "citation":
                self._citation(token, is_page=any(pages))
            elif token.type == "link_open" and "words" in token.meta:
                self._link(token)
            if token.nesting == 1:
                attributes: Attributes = token.meta.get("attributes") or Attributes()
                pages.append(bool(_PAGE_CLASSES & set(attributes.classes)))
            elif token.nesting == -1 and pages:
                pages.pop()
            self.resolve(token.children or ())

    def _link(self, token: Token) -> None:
        """Name what a link without words goes to, `[](#fig-x)`, by its label and number."""
        target = self._targets.get(_folded(str(token.attrGet("href"))[1:]))
        if target is not None and target.number and target.kind != "sec":
            token.meta["words"].meta["target"] = target

    def _citation(self, token: Token, *, is_page: bool) -> None:
        items: tuple[CiteItem, ...] = token.meta["items"]
        if len(items) == 1 and items[0].key in self._examples and items[0].key not in self._keys:
            token.type = "text"
            token.content = str(self._examples[items[0].key])
            return
        targets = [self._target(item) for item in items]
        found = [target for target in targets if target is not None]
        if len(found) != len(items):
            return
        token.type = "crossref"
        token.meta["targets"] = tuple(found)
        token.meta["is_page"] = is_page

    def _target(self, item: CiteItem) -> Target | None:
        key = self._as_labelled(item.key)
        found = _LABEL.fullmatch(key)
        if found is None or item.key in self._keys:
            return None
        name = _folded(key)
        in_file = f"{name} {item.span.source.name}"
        target = self._targets.get(in_file) or self._targets.get(name)
        if target is None and found[1] == "sec":
            target = self._targets.get(found[2])  # bookdown's labels of sections are identifiers
        if target is None:
            self._tell(item.key, item.span)
            return Target(item.key, "missing", "")
        return target

    def _as_labelled(self, key: str) -> str:
        """Read `@Fig:x`, as a sentence begins with, where there is a label `fig:x`."""
        small = key[:1].lower() + key[1:]
        return small if _folded(small) in self._targets and _LABEL.fullmatch(small) else key

    def _tell(self, key: str, span: Span) -> None:
        message = f"nothing here has the label '{key}'"
        hint = did_you_mean(key, tuple(self._targets))
        self.diagnostics.append(error("label-unknown", message, span, hint))
