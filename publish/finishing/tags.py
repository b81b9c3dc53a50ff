"""The tree of structure elements → objects of the PDF."""

from __future__ import annotations

from typing import Any

import pydyf

from publish.finishing.structure import Annotation, Mark, Node

_KEEP_EMPTY = frozenset(("TD", "TH"))
"""An empty cell holds its column's place (ISO 14289-1 §7.5: rows of one length)."""


def write_tree(pdf: Any, document: Node, page_count: int) -> None:
    """Write structure tree, parent tree and what a tagged file declares (ISO 32000-1 §14.7)."""
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    writer = _Writer(pdf, page_count)
    _prune(document)
    root["K"] = writer.write(document, root).reference
    root["ParentTree"] = writer.parent_tree()
    root["ParentTreeNextKey"] = writer.next_key
    if writer.identified:
        names = pydyf.Array()
        for name, element in sorted(writer.identified.items()):
            names.extend((pydyf.String(name), element.reference))
        root["IDTree"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _prune(node: Node) -> bool:
    """Take out elements that hold nothing; say whether anything is left.

    ISO 14289-1 §7.1: tags say what content is, and a reader would speak of each.
    """
    node.kids = [each for each in node.kids if not isinstance(each, Node) or _prune(each)]
    return bool(node.kids) or node.kind in _KEEP_EMPTY


class _Writer:
    def __init__(self, pdf: Any, page_count: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._marks: list[dict[int, Any]] = [{} for _ in range(page_count)]
        self._apart: dict[int, Any] = {}
        """What each key after the pages' stands for: a link's element, or the marks of a form."""
        self._forms: dict[int, int] = {}
        """The key of each form XObject that holds marks, by `id`."""
        self.identified: dict[str, Any] = {}

    def write(self, node: Node, parent: Any) -> Any:
        """Write an element and all below it."""
        element = pydyf.Dictionary({"S": f"/{node.kind}", "P": parent.reference})
        self._pdf.add_object(element)
        page = next((each.page for each in node.kids if not isinstance(each, Node)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        kids = pydyf.Array(self._kid(each, element, page) for each in node.kids)
        if kids:
            element["K"] = kids[0] if len(kids) == 1 else kids
        self._describe(node, element)
        return element

    def _kid(self, kid: Node | Mark | Annotation, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self.write(kid, element).reference
        place = self._pages[kid.page]
        if isinstance(kid, Annotation):
            kid.annotation["StructParent"] = self.next_key
            self._apart[self.next_key] = element
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": place})
        if kid.form is not None:
            return self._mark_in_form(kid, element, place)
        self._marks[kid.page][kid.mcid] = element
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": place, "MCID": kid.mcid})

    def _mark_in_form(self, mark: Mark, element: Any, place: Any) -> Any:
        """Refer to marked content of a form XObject (§14.7.4.2, example 3)."""
        key = self._forms.setdefault(id(mark.form), self.next_key)
        mark.form.extra["StructParents"] = key
        self._apart.setdefault(key, {})[mark.mcid] = element
        reference = {"Type": "/MCR", "Pg": place, "Stm": mark.form.reference, "MCID": mark.mcid}
        return pydyf.Dictionary(reference)

    @property
    def next_key(self) -> int:
        """The first key of the parent tree that is free."""
        return len(self._marks) + len(self._apart)

    def _describe(self, node: Node, element: Any) -> None:
        """Say what is known of an element (ISO 32000-1 §14.7.2, table 323, and §14.9.2 to 5)."""
        if node.parent and node.language != node.parent.language:
            element["Lang"] = pydyf.String(node.language)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.expansion:
            element["E"] = pydyf.String(node.expansion)
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
            self.identified[node.identifier] = element
        if node.attributes:
            attributes = pydyf.Dictionary({"O": f"/{node.owner}"})
            for name, value in node.attributes.items():
                attributes[name] = _value(value)
            element["A"] = attributes

    def parent_tree(self) -> Any:
        """Map each page's marks, then each link's area, to their elements (§14.7.4.4)."""
        numbers = pydyf.Array()
        for page, marks in enumerate(self._marks):
            numbers.extend((page, _owners(marks)))
        for key, known in self._apart.items():
            is_form = not hasattr(known, "reference")
            numbers.extend((key, _owners(known) if is_form else known.reference))
        tree = pydyf.Dictionary({"Nums": numbers})
        self._pdf.add_object(tree)
        return tree.reference


def _owners(marks: dict[int, Any]) -> Any:
    """List the elements of the marks 0, 1, 2 … of a content stream."""
    size = max(marks, default=-1) + 1
    return pydyf.Array(marks[each].reference if each in marks else "null" for each in range(size))


def _value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return pydyf.Array(pydyf.String(each) if isinstance(each, str) else each for each in value)
    return value
