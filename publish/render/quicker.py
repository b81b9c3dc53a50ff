"""Work that the renderer does again and again, done once: the same boxes, sooner.

Each saving keeps what a function of WeasyPrint 70 returns and remembers it where its arguments
come back. For any other version nothing is changed. A test compares the bytes with and without.
"""

from __future__ import annotations

from math import inf
from typing import Any

KNOWN_VERSION = "70.0"


def lay_notes_out_once(layout: Any, build: Any, block_level_layout: Any) -> None:
    """Measure each footnote once for a width, and add the heights.

    For every new note the renderer lays out all the notes of the page again: a third of the time
    of a brief with thirty notes.
    """
    context_class = layout.LayoutContext
    update_all = context_class._update_footnote_area

    def measure(context: Any, area: Any, note: Any) -> tuple[float, float, float]:
        """Give the height of the area for this note alone, and the note's margins."""
        known: dict[Any, Any] = context.__dict__.setdefault("_note_heights", {})
        key = (note.element, area.page.width, area.margin_left, area.margin_right)
        if key not in known:
            area.children = [note]
            alone = build.create_anonymous_boxes(area.deepcopy())
            alone = block_level_layout(context, alone, -inf, None, area.page)[0]
            (box,) = alone.children
            known[key] = alone.height, box.margin_top, box.margin_bottom
        return known[key]  # type: ignore[no-any-return]

    def total(context: Any, area: Any, notes: list[Any]) -> float | None:
        """Add the notes up as CSS 2.2 §8.3.1 does, margins between them collapsing."""
        measures = [measure(context, area, note) for note in notes]
        tops = [top for _, top, _ in measures]
        bottoms = [bottom for _, _, bottom in measures]
        is_open = (any(tops) and not (area.padding_top or area.border_top_width)) or (
            any(bottoms) and not (area.padding_bottom or area.border_bottom_width)
        )
        if is_open or min(*tops, *bottoms) < 0:
            return None
        shared = sum(map(min, bottoms, tops[1:]))
        return sum(height for height, _, _ in measures) - float(shared)

    def update(context: Any) -> Any:
        area, notes = context.current_footnote_area, context.current_page_footnotes
        if not notes or area.max_height != inf or area.min_height != 0:
            return update_all(context)
        height = total(context, area, notes)
        area.children = notes
        if height is None:
            return update_all(context)
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.height = height
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return False

    context_class._update_footnote_area = update


def write_objects_once(pydyf: Any) -> None:
    """Keep the bytes of each object: they are asked for the identifier, and again for the file.

    Streams are compressed at level 9 each time.
    """
    stream_data = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        kept = stream.__dict__.get("_written")
        if kept is None or kept[0] != len(stream.stream):
            kept = stream._written = len(stream.stream), stream_data(stream)
        return kept[1]  # type: ignore[no-any-return]

    pydyf.Stream.data = property(data)
