"""An author's attributes → those that may stand in the page, as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from publish.syntax.attributes import Attributes
from publish.syntax.headings import is_reserved
from publish.syntax.language import direction_of

_RESERVED = (
    "note note-number note-call note-call-again note-paragraph references reference citation"
    " missing caption-label box-title"
)
RESERVED_CLASSES = frozenset(_RESERVED.split())
"""Classes whose meaning is the writer's own."""
_SAFE_NAME = re.compile(r"[^\s\"'<>&=`\x00-\x1f\x7f]+")
_KEY = re.compile(r"[a-z][a-z0-9-]*")
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(%|px|pt|mm|cm|in|em|rem)?")
_SAFE_SCHEME = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_OWN_DATA = frozenset(("title", "number", "keys"))
_USED = (
    "width height lang xml:lang dir alt fig-alt title fig-cap collapse appearance icon fig-align"
    " style class id tbl-colwidths role"
)
_NOT_DATA = frozenset(_USED.split())
"""Keys that the writer reads itself, or that other tools' pages need."""
_HANDLER = re.compile(
    r"on(?:abort|animation|before|blur|change|click|context|copy|cut|dbl|drag|drop|end|error|focus"
    r"|hash|input|invalid|key|load|message|mouse|page|paste|play|pointer|pop|reset|resize|scroll"
    r"|select|submit|toggle|touch|transition|unload|wheel)[a-z]*"
)
"""Event handlers (HTML, "Event handlers on elements"), and no other word that begins so."""


def identifier(name: str) -> str:
    """Give an author's identifier when it may stand in the page, else ""."""
    return name if _SAFE_NAME.fullmatch(name) and (name == "refs" or not is_reserved(name)) else ""


def classes(names: Iterable[str]) -> list[str]:
    """Give the author's classes that may stand in the page."""
    return [name for name in names if _SAFE_NAME.fullmatch(name) and name not in RESERVED_CLASSES]


def written(values: Mapping[str, str]) -> str:
    """Write attributes; those with no value are left out."""
    return "".join(f' {key}="{escape(value)}"' for key, value in values.items() if value)


def of(attributes: Attributes | None, *more: str, name: str = "", style: Iterable[str] = ()) -> str:
    """Write an element's attributes: its identifier, `more` classes first, language, data."""
    given = attributes or Attributes()
    values = {
        "id": name or identifier(given.id),
        "class": " ".join(
            dict.fromkeys((*(each for each in more if each), *classes(given.classes)))
        ),
        **language(given.pairs),
        "style": ";".join(style),
    }
    for key, value in given.pairs.items():
        bare = key.lower().removeprefix("data-")
        is_free = key.lower() not in _NOT_DATA and bare not in _OWN_DATA
        if is_free and _KEY.fullmatch(bare) and not _HANDLER.fullmatch(bare):
            values[f"data-{bare}"] = value
    return written(values)


_KINDS = {
    "heading_open": "heading",
    "span_open": "span",
    "link_open": "link",
    "image": "picture",
    "code_inline": "piece of code",
    "table_figure_open": "table",
}
_IN_A_SHEET = "give the {} a class, and write how it looks into a sheet of your house"
_NOT_RUN = "leave it out: nothing is run in a finished document"


def refused(given: Attributes, token_type: str) -> Iterator[tuple[str, str]]:
    """Give message and hint for each attribute that says how to look, or what to run."""
    kind = _KINDS.get(token_type, "block")
    for key, value in given.pairs.items():
        is_style = key.lower() == "style"
        if value and (is_style or _HANDLER.fullmatch(key.lower())):
            hint = _IN_A_SHEET.format(kind) if is_style else _NOT_RUN
            yield f"the attribute '{key}' of a {kind} is not allowed", hint


def language(pairs: Mapping[str, str]) -> dict[str, str]:
    """Give `lang` and an explicit `dir`: the renderer takes no direction from a language."""
    lang = pairs.get("lang") or pairs.get("xml:lang") or ""
    if not re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", lang):
        lang = ""
    direction = pairs.get("dir", "").lower()
    if direction not in ("ltr", "rtl"):
        direction = direction_of(lang) if lang else ""
    return {"lang": lang, "dir": direction}


def length(text: str) -> str:
    """Give a width or height as CSS writes it, "" when it is none; bare numbers are pixels."""
    found = _LENGTH.fullmatch(text.strip())
    return f"{found[1]}{found[2] or 'px'}" if found else ""


def is_safe_link(href: str) -> bool:
    """Say whether a link may stand in the page: http, https, mailto, or a place of the text."""
    cleaned = re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e]", "", href)
    return cleaned == href.strip() and (
        href.startswith("#") or _SAFE_SCHEME.match(cleaned) is not None
    )
