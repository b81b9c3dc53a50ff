"""Citations in order → the position of each cite (CSL 1.0.2, "Choose", `position`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.csl.citation import Citation, Cite, IbidPolicy
from publish.csl.vocabulary import Position


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a cite stands."""

    position: Position
    is_near_note: bool = False
    first_note_number: str = ""


def positions(
    citations: Sequence[Citation], near_note_distance: int, ibid: IbidPolicy
) -> list[tuple[Placed, ...]]:
    """Find the position of every cite; one tuple for each citation, in the same order.

    Notes written by hand count as notes: their citations carry the number of the note that they
    stand in, and notes without citations leave a gap in the numbers. Citations in the text and
    in notes are two series that do not see each other.
    """
    logs = {True: _Log(near_note_distance, ibid), False: _Log(near_note_distance, ibid)}
    placed = []
    notes_used: dict[int, int] = {}
    for citation in citations:
        notes_used[citation.note_number] = notes_used.get(citation.note_number, 0) + 1
    for citation in citations:
        if citation.resets_positions:
            logs = {True: _Log(near_note_distance, ibid), False: _Log(near_note_distance, ibid)}
        log = logs[citation.note_number > 0]
        previous = log.previous
        is_alone = previous is not None and (
            previous.note_number == citation.note_number or notes_used[previous.note_number] == 1
        )
        placed.append(log.place(citation, previous, is_alone))
        log.previous = citation
    return placed


class _Log:
    """What was cited so far."""

    def __init__(self, near_note_distance: int, ibid: IbidPolicy) -> None:
        self.distance = near_note_distance
        self.ibid = ibid
        self.first_notes: dict[str, int] = {}
        self.last_notes: dict[str, int] = {}
        self.previous: Citation | None = None

    def place(
        self, citation: Citation, previous: Citation | None, previous_is_alone: bool
    ) -> tuple[Placed, ...]:
        """Place the cites of one citation."""
        placed = []
        before: Cite | None = None
        if previous is not None and previous.cites:
            before = self._ibid_source(citation, previous, previous_is_alone)
        for cite in citation.cites:
            placed.append(self._place(cite, before, citation.note_number))
            before = cite
        return tuple(placed)

    def _ibid_source(self, citation: Citation, previous: Citation, is_alone: bool) -> Cite | None:
        """Give the cite that the first cite may refer back to, by rule b."""
        if self.ibid is IbidPolicy.ALWAYS:
            return previous.cites[-1]
        ids = {cite.id for cite in previous.cites}
        is_adjacent = citation.note_number - previous.note_number <= 1
        if len(ids) != 1 or len(previous.cites) != 1 or not is_adjacent or not is_alone:
            return None
        return previous.cites[-1]

    def _place(self, cite: Cite, before: Cite | None, note: int) -> Placed:
        if cite.id not in self.first_notes:
            self.first_notes[cite.id] = note
            self.last_notes[cite.id] = note
            return Placed(Position.FIRST)
        last, first = self.last_notes[cite.id], self.first_notes[cite.id]
        is_near = bool(note and last) and note - last <= self.distance
        self.last_notes[cite.id] = note
        position = Position.SUBSEQUENT
        if before is not None and before.id == cite.id and self.ibid is not IbidPolicy.NEVER:
            position = _ibid(cite, before)
        return Placed(position, is_near, str(first) if first else "")


def _ibid(cite: Cite, before: Cite) -> Position:
    here, there = (cite.locator, cite.label), (before.locator, before.label)
    if not before.locator:
        return Position.IBID_WITH_LOCATOR if cite.locator else Position.IBID
    if not cite.locator:
        return Position.SUBSEQUENT
    return Position.IBID if here == there else Position.IBID_WITH_LOCATOR
