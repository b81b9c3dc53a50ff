"""How a rule tells the author something: diagnostics gather in the parser's environment."""

from __future__ import annotations

from markdown_it.ruler import StateBase

from publish.diagnostics import Diagnostic


def tell(state: StateBase, diagnostic: Diagnostic) -> None:
    """Add a diagnostic to those of the text that is being parsed."""
    state.env["diagnostics"].append(diagnostic)
