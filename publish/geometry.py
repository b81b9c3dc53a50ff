"""Front matter → Geometry: what a page asks of the renderer beyond what its sheets can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, error, warning
from publish.frontmatter.front import FrontMatter


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where things stand that depends on the page they come to lie on."""

    is_facing: bool = False
    """Left and right pages mirror one another."""
    has_side_notes: bool = False
    """Notes stand beside their calls."""
    has_columns: bool = False
    """The text runs in two columns."""
    has_symbols: bool = False
    """Notes at the foot have symbols, which begin again on each page."""


ONE_SIDED = Geometry()
"""All pages are alike, and notes lie at their feet."""


def geometry_of(front: FrontMatter) -> Geometry:
    """Read what the front matter wants."""
    return Geometry(
        is_facing=front.pages == "facing",
        has_side_notes=front.notes == "side",
        has_columns=front.columns == "2",
        has_symbols=front.notes == "both",
    )


def conditions_of(front: FrontMatter) -> tuple[str, ...]:
    """List the choices for the page, as the `when` of a style.toml asks them."""
    return (
        f"notes:{front.notes or 'foot'}",
        f"pages:{front.pages or 'single'}",
        f"columns:{front.columns or '1'}",
        f"chapter-start:{front.chapter_start or 'any'}",
    )


def impossible(front: FrontMatter, layout: str) -> Iterator[Diagnostic]:
    """Tell of choices that exclude one another, at the place of the second."""
    if front.columns == "2" and front.notes == "side":
        message = "notes beside the text need the margin that 'columns: 2' takes"
        hint = "choose 'notes: foot' or 'end', or one column"
        yield error("geometry", message, front.spans.get("notes"), hint)
    if front.chapter_start == "right" and layout != "report":
        message = f"the layout '{layout}' has no chapters that could begin on a right-hand page"
        hint = "take 'chapter-start' out, or choose the layout 'report'"
        yield warning("geometry", message, front.spans.get("chapter-start"), hint)
