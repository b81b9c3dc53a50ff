"""Header cells → the data cells they head: by scope, and by name where heads span others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile

from publish.finishing.structure import Node


def tie_headers(table: Node, number: int) -> None:
    """Name each cell's headers (ISO 14289-1 §7.5) where scope alone does not tell.

    Scope is enough while every header stands over one column or before one row.
    """
    rows = [[each for each in row.kids if isinstance(each, Node)] for row in _rows(table)]
    for row in rows:
        _scope(row)
    heads = [cell for row in rows for cell in row if cell.kind == "TH"]
    if not any("ColSpan" in each.attributes or "RowSpan" in each.attributes for each in heads):
        return
    for count, head in enumerate(heads):
        head.identifier = f"table-{number}-{count}"
    places = _places(rows)
    for cell, (top, left, bottom, right) in places.items():
        if cell.kind != "TD":
            continue
        headers = [
            head.identifier
            for head in heads
            if _heads(head, places[head], (top, left, bottom, right))
        ]
        if headers:
            cell.attributes["Headers"] = headers


def _scope(row: list[Node]) -> None:
    """Say what the header cells of a row head, where the author has not said it.

    ISO 14289-1 §7.5 asks for it; HTML §4.9.12.2 tells which: a row of nothing but heads has those
    of columns. The corner over a column of heads may be empty.
    """
    filled = list(dropwhile(lambda cell: cell.kind == "TD" and not cell.kids, row))
    group = row[0].parent.parent if row and row[0].parent else None
    is_top = (group and group.kind == "THead") or all(cell.kind == "TH" for cell in filled)
    for cell in row:
        if cell.kind == "TH":
            cell.attributes.setdefault("Scope", "/Column" if is_top else "/Row")


def _heads(head: Node, place: tuple[int, ...], cell: tuple[int, ...]) -> bool:
    top, left, bottom, right = place
    if head.attributes["Scope"] == "/Column":
        return left < cell[3] and cell[1] < right and top < cell[2]
    return top < cell[2] and cell[0] < bottom and left < cell[3]


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.kind == "TR":
                yield kid
            elif kid.kind in ("THead", "TBody", "TFoot"):
                yield from _rows(kid)


def _places(rows: list[list[Node]]) -> dict[Node, tuple[int, int, int, int]]:
    """Give top, left, bottom and right of every cell on the table's grid (HTML §4.9.12.1)."""
    taken: set[tuple[int, int]] = set()
    places: dict[Node, tuple[int, int, int, int]] = {}
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            right = left + int(cell.attributes.get("ColSpan", 1))
            bottom = top + int(cell.attributes.get("RowSpan", 1))
            taken.update((y, x) for y in range(top, bottom) for x in range(left, right))
            places[cell] = top, left, bottom, right
            left = right
    return places
