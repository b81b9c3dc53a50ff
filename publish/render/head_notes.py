"""Tables whose head calls notes that leave no room for a row: the head stays, notes go on.

The renderer leaves a head out where no row has room below it (CSS has no word on that), and its
words are lost if the table has no other page. Here the last notes of such a head go to the next
page, as many as it takes. As `quicker`, for WeasyPrint 70 only.
"""

from __future__ import annotations

from typing import Any


def keep_heads(block: Any) -> None:
    """Let heads with notes stand on the page where their table begins.

    `block` is the module `weasyprint.layout.block`.
    """
    lay_out = block.table_layout

    def table_layout(
        context: Any,
        table: Any,
        space: float,
        skip_stack: Any,
        around: Any,
        page_is_empty: bool,
        absolute: list[Any],
        fixed: list[Any],
    ) -> Any:
        def made() -> Any:
            return lay_out(
                context, table, space, skip_stack, around, page_is_empty, absolute, fixed
            )

        notes = [each for each in _notes_of_head(table) if each in context.footnotes]
        result = made()
        held: list[Any] = []
        while page_is_empty and notes and result[0] and not _has_head(result[0]):
            block.remove_placeholders(context, [result[0]], absolute, fixed)
            for each in (*notes, *held):
                context.unlayout_footnote(each)
            held.insert(0, notes.pop())
            for each in held:
                context.footnotes.remove(each)
            context.reported_footnotes += held
            context.notes_of_head = notes
            result = made()
        context.notes_of_head = ()
        return result

    block.table_layout = table_layout


def is_of_head(context: Any, note: Any) -> bool:
    """Say whether a note stays with the head of its table although others have gone on."""
    return note in getattr(context, "notes_of_head", ())


def _has_head(table: Any) -> bool:
    return bool(table.children and table.children[0].is_header)


def _notes_of_head(table: Any) -> list[Any]:
    if not _has_head(table):
        return []
    return [each.footnote for each in table.children[0].descendants() if each.footnote]
