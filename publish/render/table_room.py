"""Tables that are wider than the place where they stand: their words are broken, and it is told.

CSS has a table as wide as its longest words make it (CSS Tables 3 §4.2), and the renderer lets it
run over the edge without a word.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from publish.render.messages import Message

NUMBER = "data-table"
"""The attribute by which the composer knows its tables; those in notes have none."""
_LEAST_PX = 1.0
"""What is seen of a rule that is too long: a quarter of a millimetre."""
_MM = 25.4 / 96


class TableRoom:
    """The tables of one document that found too little room."""

    def __init__(self) -> None:
        self._over: dict[Any, tuple[float, ...]] = {}
        """By element: the width as it would be, that of its place, and that with broken words."""

    def begin(self) -> None:
        """Forget those of the document before."""
        self._over.clear()

    def note(self, table: Any, *widths: float) -> None:
        """Take note of the widths of a table, in pixels."""
        self._over[table.element] = widths

    def messages(self, root: Any) -> tuple[Message, ...]:
        """Say of each table how wide it would be, its place, and how wide it is, in mm.

        A table is named by its number, or by the note of the document `root` that it stands in.
        """
        return tuple(
            Message("table", " ".join(f"{each * _MM:.2f}" for each in widths), _name(element, root))
            for element, widths in self._over.items()
        )


def _name(table: Any, root: Any) -> str:
    number = table.get(NUMBER)
    if number is not None:
        return f"table-{number}"
    notes = (each for each in root.iter() if each.get("role") in ("doc-footnote", "listitem"))
    return next((each.get("id", "") for each in notes if table in each.iter()), "")


def watch_tables(tables: ModuleType) -> TableRoom:
    """Look at each table when it gets its width; `tables` is `weasyprint.layout.table`."""
    room = TableRoom()
    lay_out = tables.auto_table_layout

    def auto_table_layout(context: Any, box: Any, containing_block: Any) -> None:
        table = box.get_wrapped_table()
        place = asked = table.width
        lay_out(context, box, containing_block)
        if asked == "auto":
            place = containing_block[0] - _around(box, table)
        if (width := table.width) - place <= _LEAST_PX or table.element is None:
            return
        for each in table.descendants():
            each.style["overflow_wrap"] = "anywhere"
        context.tables.pop(table, None)
        table.width = asked
        lay_out(context, box, containing_block)
        room.note(table, width, place, table.width)

    tables.auto_table_layout = auto_table_layout  # type: ignore[attr-defined]
    return room


def _around(box: Any, table: Any) -> float:
    """Give what stands beside the columns of a table: margins, borders, padding."""
    margins = (each for each in (box.margin_left, box.margin_right) if each != "auto")
    own = table.padding_left + table.padding_right
    return float(sum(margins) + own + table.border_left_width + table.border_right_width)
