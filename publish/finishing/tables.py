"""Tables as screen readers need them: rows of equal length, and which cells each header heads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, groupby

from publish.finishing.structure import Node

_MOST_COLUMNS = 1000
"""How many one cell may span (HTML §4.9.11)."""

_Place = tuple[int, int, int, int]
"""Top, left, bottom and right on the table's grid."""


def complete(table: Node, number: int) -> None:
    """Make a table whole once all of it is known (ISO 14289-1 §7.5).

    Its rows get equally long, each header cell its scope; where scope is not enough, which it is
    while every header stands over one column or before one row, cells name their headers.
    """
    for group in _groups(table):
        _close_rows(group)
    rows = [_cells(row) for group in _groups(table) for row in _rows(group)]
    for row in rows:
        _scope(row)
    places = _places(rows)
    heads = [cell for cell in places if cell.kind == "TH"]
    if any("ColSpan" in each.attributes or "RowSpan" in each.attributes for each in heads):
        _tie(heads, places, number)


def _groups(table: Node) -> Iterator[Node]:
    """Give what may hold rows: the table itself, and what is in it."""
    yield table
    yield from (kid for kid in table.kids if isinstance(kid, Node))


def _rows(group: Node) -> list[Node]:
    return [each for each in group.kids if isinstance(each, Node) and each.kind == "TR"]


def _cells(row: Node) -> list[Node]:
    return [each for each in row.kids if isinstance(each, Node)]


def _close_rows(group: Node) -> None:
    """Take out rows without cells, and end each cell within its group (HTML §4.9.12.1)."""
    rows = _rows(group)
    for top, row in enumerate(rows):
        for cell in _cells(row):
            if "RowSpan" in cell.attributes:
                spanned = rows[top : top + cell.attributes["RowSpan"]]
                _span(cell, "RowSpan", sum(1 for each in spanned if each.kids))
    empty = {each for each in rows if not each.kids}
    group.kids = [each for each in group.kids if each not in empty]


def _span(cell: Node, name: str, size: int) -> None:
    """Say how many rows or columns a cell spans (ISO 32000-1 §14.8.5.7)."""
    cell.attributes.pop(name, None)
    if size > 1:
        cell.attributes[name] = size


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


def _places(rows: list[list[Node]]) -> dict[Node, _Place]:
    """Place every cell on the grid (HTML §4.9.12.1), and fill the grid up.

    A cell ends where the next begins, and where the last column does in which any cell begins.
    What is left of a row is a cell without content: readers count on rows of one length.
    """
    taken: set[tuple[int, int]] = set()
    places: dict[Node, _Place] = {}
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            right, end = left + 1, left + min(cell.attributes.get("ColSpan", 1), _MOST_COLUMNS)
            while right < end and (top, right) not in taken:
                right += 1
            bottom = top + cell.attributes.get("RowSpan", 1)
            taken.update((y, x) for y in range(top, bottom) for x in range(left, right))
            places[cell] = top, left, bottom, right
            left = right
    width = max((left + 1 for _, left, _, _ in places.values()), default=0)
    for cell, (_, left, _, right) in places.items():
        _span(cell, "ColSpan", min(right, width) - left)
    for top, row in enumerate(rows):
        free = (x for x in range(width) if (top, x) not in taken)
        for _, gap in groupby(enumerate(free), lambda each: each[1] - each[0]):
            _fill(row, len(list(gap)))
    return places


def _fill(row: list[Node], size: int) -> None:
    """Add a cell without content that spans so many columns."""
    if row[0].parent:
        cell = row[0].parent.add("TD")
        cell.owner = "Table"
        _span(cell, "ColSpan", size)


def _tie(heads: list[Node], places: dict[Node, _Place], number: int) -> None:
    """Let each data cell name its headers (ISO 32000-1 §14.8.5.7, `Headers`)."""
    for count, head in enumerate(heads):
        head.identifier = f"table-{number}-{count}"
    for cell, place in places.items():
        headers = [each.identifier for each in heads if _heads(each, places[each], place)]
        if cell.kind == "TD" and headers:
            cell.attributes["Headers"] = headers


def _heads(head: Node, place: _Place, cell: _Place) -> bool:
    top, left, bottom, right = place
    if head.attributes["Scope"] == "/Column":
        return left < cell[3] and cell[1] < right and top < cell[2]
    return top < cell[2] and cell[0] < bottom and left < cell[3]
