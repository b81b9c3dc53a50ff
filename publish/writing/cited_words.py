"""Citation or reference → HTML whose lines break where those of the author's text may."""

from __future__ import annotations

import re

from publish.csl.render_html import to_html
from publish.csl.richtext import RichText
from publish.syntax.spaces import tie

_TAG = re.compile(r"(<[^>]*>)")


def cited_html(text: RichText, lang: str) -> str:
    """Write rich text as HTML; a page stays with its "p.", a day with its month."""
    parts = _TAG.split(to_html(text))
    parts[::2] = (tie(each, lang) for each in parts[::2])
    return "".join(parts)
