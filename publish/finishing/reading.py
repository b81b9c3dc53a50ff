"""Laid-out boxes → the tree of structure elements, in reading order and not in page order.

The renderer's own tags follow the boxes: a paragraph over two pages is two paragraphs, a note
lies at the foot of the page without a tie to its call, running heads are part of the text, and no
element says its language. Here the tree follows the HTML elements, and boxes only fill it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from publish.finishing.structure import (
    GROUPING,
    HEADINGS,
    INLINE,
    PICTURES,
    Annotation,
    Mark,
    Node,
    alternative,
    definition_part,
    is_decoration,
    is_item_label,
    is_note_call,
    language_of,
    numbering,
    scope,
    structure_type,
)


@dataclass(frozen=True, slots=True)
class BoxTypes:
    """The renderer's classes that we tell apart; only `engine` may import them."""

    text: Any
    line: Any
    inline: Any
    replaced: Any
    margin: Any
    block: Any
    row_group: Any
    placeholder: Any


def furniture(pages: list[Any], types: BoxTypes) -> set[int]:
    """Find the boxes that are no part of the text: `id` of each.

    Running heads and feet, repeated table heads, leaders and decorations are artifacts
    (ISO 32000-1 §14.8.2.2).
    """
    seen: set[Element] = set()
    found: set[int] = set()
    for page in pages:
        repeated = set(seen)
        for box in blocks(page._page_box, types):
            if isinstance(box, types.margin) or box.is_leader:
                found.update(id(each) for each in box.descendants())
            elif isinstance(box, types.row_group) and (box.is_header or box.is_footer):
                if box.element in repeated:
                    found.update(id(each) for each in box.descendants())
                seen.add(box.element)
            elif isinstance(box, types.replaced) and _is_decoration(box):
                found.add(id(box))
    return found


def _is_decoration(picture: Any) -> bool:
    """Tell a picture that says nothing; one in a running head stands for no element at all."""
    return picture.element is not None and is_decoration(picture.element)


def blocks(box: Any, types: BoxTypes) -> Iterator[Any]:
    """Give a box and all in it; for one that stands apart from the flow, the box itself."""
    if isinstance(box, types.placeholder):
        box = box._box
    yield box
    for child in box.children:
        yield from blocks(child, types)


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a box stands: the node that takes its content, its element, the block around."""

    node: Node
    element: Element | None
    block: Element | None


class Reader:
    """Fills the tree page by page; an element that goes on over pages stays one node."""

    def __init__(self, language: str, types: BoxTypes) -> None:
        self.document = Node("Document", None, language)
        self.tables: list[Node] = []
        self._types = types
        self._nodes: dict[Element, Node] = {}
        self._levels: list[int] = []
        """Levels of the headings under which we are, as the text has them."""
        self._page = 0
        self._height = 0.0
        self._marks: dict[Any, dict[str, Any]] = {}

    def read_page(self, number: int, page: Any, marks: dict[Any, dict[str, Any]]) -> None:
        """Take in one page; `marks` (the renderer's box → marked content) is emptied."""
        self._page, self._height, self._marks = number, page.height, marks
        self._read(page._page_box, _Context(self.document, None, None))

    def _read(self, box: Any, context: _Context) -> None:
        if isinstance(box, self._types.placeholder):
            box = box._box
        if isinstance(box, self._types.margin):  # an artifact: ISO 32000-1 §14.8.2.2
            return
        context = self._step(box, context)
        node = context.node
        if box.link_annotation:
            node.kids.append(Annotation(self._page, box.link_annotation))
        mark = self._marks.pop(box, None)
        if mark is not None:
            self._take(box, context, Mark(self._page, mark["mcid"], mark.get("form")))
        for child in box.children:
            self._read(child, context)

    def _take(self, box: Any, context: _Context, mark: Mark) -> None:
        node = context.node
        if isinstance(box, self._types.replaced):
            if node.kind in PICTURES:
                node.owner, node.attributes = "Layout", {"BBox": self._area(box)}
            node.kids.append(mark)
        else:
            self._paragraph(node, context.block).kids.append(mark)

    def _area(self, box: Any) -> tuple[float, ...]:
        """Give a picture's area in points from the lower left corner (ISO 32000-1 §14.8.5.4.3)."""
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self._height - top - box.height, left + box.width, self._height - top)
        return tuple(round(each * 0.75, 2) for each in edges)

    def _step(self, box: Any, context: _Context) -> _Context:
        """Go from a box's surroundings into the box."""
        name, element = box.element_tag or "", box.element
        node = context.node
        if "::" in name:
            node = self._generated(name, element, node)
        elif element is not None and element is not context.element:
            node = self._enter(element, box, context)
            context = _Context(node, element, context.block)
        block = context.element if isinstance(box, self._types.block) else context.block
        return _Context(node, context.element, block)

    def _generated(self, name: str, element: Element, node: Node) -> Node:
        """Place generated content: a list marker, a note's call; the rest is its element's.

        ISO 32000-1, table 336: an item's number or bullet is its label.
        """
        if name.endswith("::footnote-call"):
            self._expect_note(element, node)
        elif name.endswith("::marker") and node.kind == "LBody" and node.parent:
            item = node.parent
            if item.kids[0] is node:
                item.kids.insert(0, Node("Lbl", item, item.language))
            return item.kids[0]  # type: ignore[no-any-return]
        return node

    def _expect_note(self, element: Element, call: Node) -> None:
        """Put the note right after its call, where it is read; its text comes with the page's foot.

        ISO 32000-1, table 338: a note stands in the reading order by its reference.
        """
        beside = call.parent if call.parent and call.parent.kind == "Reference" else call
        around = beside.parent or self.document
        note = Node("Note", around, language_of(element) or around.language)
        note.identifier = element.get("id", "")
        around.kids.insert(around.kids.index(beside) + 1, note)
        self._nodes[element] = note

    def _enter(self, element: Element, box: Any, context: _Context) -> Node:
        """Give the node of an element, making it on first sight."""
        known = self._nodes.get(element)
        if known is None:
            known = self._nodes[element] = self._make(element, box, context)
        return known

    def _make(self, element: Element, box: Any, context: _Context) -> Node:
        node = context.node
        kind = structure_type(element)
        language = language_of(element) or node.language
        if not kind and language != node.language:
            kind = "Div" if isinstance(box, self._types.block) else "Span"
        if is_item_label(element) and node.kind == "LBody" and node.parent:
            return _label(node.parent, box)
        if part := definition_part(element):
            return _definition(part, node, language)
        if not kind:
            return node
        if kind in INLINE or (node.kind == "L" and kind not in ("L", "LI")):
            node = self._paragraph(node, context.block)
        if kind == "Link":
            return _link(element, node, language)
        if kind == "LI":
            return self._item(element, node, box, language)
        if kind in HEADINGS:
            kind = self._heading(int(kind[1]))
        return self._finish(node.add(kind, language), element)

    def _heading(self, level: int) -> str:
        """Name a heading by how deep it lies: a level that the text skips is not skipped here.

        ISO 14289-1 §7.4.2: H1 is the first, and no level between two is left out.
        """
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return f"H{len(self._levels)}"

    def _finish(self, node: Node, element: Element) -> Node:
        """Note on a fresh node what its type calls for.

        Alternatives: ISO 14289-1 §7.3; spans and scope: ISO 32000-1, table 349; E: §14.9.5.
        """
        if node.kind in PICTURES:
            node.alternative = alternative(element)
        elif node.kind == "Note":
            node.identifier = element.get("id", "")
        elif node.kind == "Table":
            self.tables.append(node)
        elif node.kind in ("TH", "TD"):
            node.owner = "Table"
            for name in ("colspan", "rowspan"):
                if element.get(name, "1").isdigit() and int(element.get(name, "1")) > 1:
                    node.attributes[f"{name[:3].title()}Span"] = int(element.get(name, "1"))
            if node.kind == "TH" and (written := scope(element)):
                node.attributes["Scope"] = "/" + written
        elif element.tag == "abbr":
            node.expansion = element.get("title", "")
        return node

    def _item(self, element: Element, node: Node, box: Any, language: str) -> Node:
        """Make a list item's body, in a list: one that we add where HTML has only the role.

        ISO 32000-1, table 336: items are in lists; table 347: a list says how it numbers.
        """
        if node.kind != "L":
            node = _list_in(node, element)
        elif element.tag == "li" and not node.attributes:
            _number(node, box)
        return node.add("LI", language).add("LBody")

    def _paragraph(self, node: Node, block: Element | None) -> Node:
        """Give a place for bare text: grouping elements take it in a paragraph of its own.

        ISO 32000-1 §14.8.4.2: they hold no text directly.
        """
        if node.kind == "L":
            return _loose_item(node, block)
        if node.kind not in GROUPING:
            return node
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.block is block is not None:
            return last
        made = node.add("P")
        made.block = block
        return made


def _loose_item(node: Node, block: Element | None) -> Node:
    """Give a place for what stands in a list and in none of its items.

    ISO 32000-1 §14.8.4.3.3, table 336: a list holds items and lists only.
    """
    last = node.kids[-1] if node.kids else None
    if not isinstance(last, Node) or last.block is not block:
        last = node.add("LI")
        last.block = block
        last.add("LBody")
    return last.kids[-1]  # type: ignore[no-any-return]


def _link(element: Element, node: Node, language: str) -> Node:
    """Make a link; the call of a note is a reference to it, a note's number its label.

    ISO 32000-1, table 338 (Reference, Link) and ISO 14289-1 §7.9.
    """
    if is_note_call(element):
        node = node.add("Reference", language)
    elif node.kind == "Note" and not node.kids:
        node = node.add("Lbl", language)
    return node.add("Link", language)


def _number(node: Node, box: Any) -> None:
    """Let a list say how it numbers (ISO 32000-1, table 347)."""
    node.owner = "List"
    node.attributes = {"ListNumbering": "/" + numbering(box.style["list_style_type"])}


def _label(item: Node, box: Any) -> Node:
    """Make the label of an item whose number or bullet was written out."""
    if item.parent and item.parent.kind == "L":
        _number(item.parent, box)
    label = Node("Lbl", item, item.language)
    item.kids.insert(0, label)
    return label


def _list_in(node: Node, element: Element) -> Node:
    """Give the list that an item without one belongs to, with those before it."""
    last = node.kids[-1] if node.kids else None
    if not isinstance(last, Node) or last.kind != "L" or last.block is None:
        last = node.add("L")
    last.block = element
    return last


def _definition(part: str, node: Node, language: str) -> Node:
    """Put a term and its definitions into one item of the list (ISO 32000-1, table 336)."""
    last = node.kids[-1] if node.kids else None
    if part == "term" or not isinstance(last, Node) or last.kind != "LI":
        last = node.add("LI", language)
    return last.add("Lbl" if part == "term" else "LBody", language)
