"""Manuscript → diagnostics: what keeps a text from being final."""

from __future__ import annotations

from publish.diagnostics import Diagnostic, error
from publish.manuscript import Manuscript


def unfinished(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """Tell why a manuscript cannot be published: it is a draft, or under an embargo.

    An embargo holds until someone takes the line away: no build looks at the clock.
    """
    front = manuscript.front
    found: list[Diagnostic] = []
    if front.status in _STANDING:
        message = f"this is no final text: {_STANDING[front.status]}"
        hint = "write 'status: final', or make it without --final"
        found.append(error("not-final", message, front.spans.get("status"), hint))
    if front.embargo is not None:
        written = " ".join(front.embargo.written.text.split())
        message = f"this text is under an embargo: {written}"
        hint = "take the line away when it may be published, or make it without --final"
        found.append(error("not-final", message, front.spans.get("embargo"), hint))
    return tuple(found)


_STANDING = {"draft": "it is marked as a draft", "embargoed": "it is marked as embargoed"}
