"""Front matter + Body → CoverPicture: what stands on the cover, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, error, warning
from publish.frontmatter.front import FrontMatter

if TYPE_CHECKING:
    from publish.body import Body


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """The picture of a cover."""

    url: str
    alt: str
    """"" for one that only decorates."""
    credit: str
    focus: str
    """What stays in sight where it is cut: a CSS `<position>`, or ""."""


def cover_picture(front: FrontMatter, body: Body) -> CoverPicture | None:
    """Give the picture of the cover, if the manuscript names one that can be shown."""
    image = front.cover_image
    if image is None or not body.cover_image:
        return None
    return CoverPicture(body.cover_image, image.alt or "", image.credit, image.focus)


def faults_of_cover(front: FrontMatter, layout: str, *, is_shown: bool) -> Iterator[Diagnostic]:
    """Tell of a picture that the layout does not show, or that has no words."""
    image = front.cover_image
    if image is None:
        return
    if not is_shown:
        message = f"the layout '{layout}' has no cover for the picture '{image.file.text}'"
        hint = "take 'cover-image' out, or choose the layout 'report'"
        yield warning("geometry", message, image.file.span, hint)
    elif image.alt is None:
        message = "the picture of the cover has no alternative text"
        hint = "add what it shows: 'cover-image-alt: …'; or '\"\"' when it only decorates"
        yield error("image-alt", message, image.file.span, hint)
