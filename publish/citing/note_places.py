"""Document + notes in order → the same notes, each with its place and the mark of its call.

With notes in two places each place has its own series of marks: sources are numbered after the
text, and what the author adds stands at the page's foot under symbols (The Chicago Manual of
Style, 17th ed., §14.49 and §14.50), so that a reader knows from the mark where to look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from publish.citing.marks import marks
from publish.document import Document, Note

MOST_WORDS = 2
"""Of a note that is a source all the same: "but see @a; also @b, ch. 2"."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class NoteRef:
    """One note of the finished document, at the place of its first call."""

    kind: Literal["hand", "citation"]
    id: str
    """The author's id of a hand-written note, "" for a citation's."""
    citation: int
    """Index into `document.citations` of a citation's note, -1 for a hand-written one."""
    number: int
    """From 1; hand-written notes and citations share one counter."""
    mark: str = ""
    """What is printed at the call, where that is not the number."""
    is_at_end: bool = False
    """With notes in two places: this one stands after the text, not on the page of its call."""


def placed(document: Document, notes: tuple[NoteRef, ...]) -> tuple[NoteRef, ...]:
    """Say of each note where it stands, and by what mark it is called."""
    if document.manuscript.front.notes != "both":
        return notes
    is_source = {each.id: _is_source(document.notes[each.id]) for each in notes if each.id}
    ours = [each for each in notes if each.id and not is_source[each.id]]
    series = iter(marks(len(ours)))
    numbers = count(1)
    return tuple(
        replace(each, mark=next(series))
        if each in ours
        else replace(each, mark=str(next(numbers)), is_at_end=True)
        for each in notes
    )


def _is_source(note: Note) -> bool:
    """Say whether a note that the author wrote holds citations and hardly a word besides."""
    inline = [child for each in note.tokens for child in each.children or ()]
    words = "".join(each.content for each in inline if each.type == "text")
    has_citation = any(each.type == "citation" for each in inline)
    is_bare = all(each.type in ("citation", "text", "softbreak") for each in inline)
    return has_citation and is_bare and len(_WORD.findall(words)) <= MOST_WORDS
