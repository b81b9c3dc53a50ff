"""The tree of structure elements → objects of the PDF."""

from __future__ import annotations

from typing import Any

import pydyf

from publish.finishing.structure import Annotation, Mark, Node

_KEEP_EMPTY = frozenset(("TD", "TH", "TR"))
"""An empty cell holds its column's place."""


def write_tree(pdf: Any, document: Node, page_count: int) -> None:
    """Write structure tree, parent tree and what a tagged file declares (ISO 32000-1 §14.7)."""
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    writer = _Writer(pdf, page_count)
    _prune(document)
    root["K"] = writer.write(document, root).reference
    root["ParentTree"] = writer.parent_tree()
    root["ParentTreeNextKey"] = page_count + len(writer.linked)
    if writer.identified:
        names = pydyf.Array()
        for name, element in sorted(writer.identified.items()):
            names.extend((pydyf.String(name), element.reference))
        root["IDTree"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _prune(node: Node) -> bool:
    """Take out elements that hold nothing; say whether anything is left."""
    node.kids = [each for each in node.kids if not isinstance(each, Node) or _prune(each)]
    return bool(node.kids) or node.kind in _KEEP_EMPTY


class _Writer:
    def __init__(self, pdf: Any, page_count: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._marks: list[dict[int, Any]] = [{} for _ in range(page_count)]
        self.linked: list[Any] = []
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
            kid.annotation["StructParent"] = len(self._marks) + len(self.linked)
            self.linked.append(element)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": place})
        self._marks[kid.page][kid.mcid] = element
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": place, "MCID": kid.mcid})

    def _describe(self, node: Node, element: Any) -> None:
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
            size = max(marks, default=-1) + 1
            owners = (marks[each].reference if each in marks else "null" for each in range(size))
            numbers.extend((page, pydyf.Array(owners)))
        for key, element in enumerate(self.linked, start=len(self._marks)):
            numbers.extend((key, element.reference))
        tree = pydyf.Dictionary({"Nums": numbers})
        self._pdf.add_object(tree)
        return tree.reference


def _value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return pydyf.Array(pydyf.String(each) if isinstance(each, str) else each for each in value)
    return value
