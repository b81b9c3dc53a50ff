"""Manuscript → the text that an author wrote, by a reader that shares nothing with ours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

_NOTE = re.compile(r"^\[\^([^\]]+)\]: (.*)$", re.M)
_CALL = re.compile(r"\[\^([^\]]+)\]")
_CAPTION = re.compile(r"^: (.*)$", re.M)
_OBJECT = re.compile(
    r"^:::+ (?:\{\.box[^\n]*|source|table-notes)\n.*?^:::+$|^!\[[^\n]*$|^(?:\|[^\n]*\n)+",
    re.M | re.S,
)
_HEADING = re.compile(r"^(#{1,4}) (.*)$", re.M)

_CUT = "\0"
_PLAINER = (
    (r"^\|[-:| ]+\|$", ""),  # the line under a table's head
    (r'^:::.*title="([^"]*)".*$', r"\1"),
    (r"^:::.*$", ""),
    (r"^> \[!\w+\]$", ""),
    (r"^(?:> |- |\d\. |:   |#+ )", ""),
    (r"\]\([^)]*\)(?:\{[^}]*\})?", _CUT),  # where a picture or a link leads
    (r"-?@[\w-]+ \[[^\]]*\]", _CUT),  # @key [p. 3]
    (r"\[[^\[\]]*-?@[^\[\]]*\]", _CUT),  # [see @key, p. 3]
    (r"@[\w-]+", _CUT),
    (r"<https?:[^>]*>", _CUT),
    (r"\[\^[^\]]+\]", _CUT),
    (r"\{[^}]*\}", _CUT),
    (r"\|", _CUT),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What must be read in every edition of a manuscript, as letters and digits only."""

    body: tuple[str, ...]
    """Runs of the text without citations, calls and marks, in order; captions are not here."""
    objects: tuple[tuple[str, ...], ...]
    """The runs of each picture, table and box, which may stand further down than written."""
    anywhere: tuple[str, ...]
    """The texts of the front matter, and captions, which may stand above or below."""
    notes: tuple[tuple[str, ...], ...]
    """The runs of each hand-written note, in the order of the calls."""
    headings: tuple[tuple[int, str], ...]
    """Depth from 0 and title, as typed."""


def read_manuscript(path: Path) -> Written:
    """Read a specimen: simple Markdown, one paragraph or item to a line."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    notes = dict(_NOTE.findall(body))
    body = _NOTE.sub("", body)
    captions = _CAPTION.findall(body)
    calls = _CALL.findall(body)
    headings = [(len(marks), title) for marks, title in _HEADING.findall(body)]
    highest = min((level for level, _ in headings), default=0)
    body = _CAPTION.sub("", body)
    return Written(
        _runs(_OBJECT.sub("", body)),
        tuple(_runs(each[0]) for each in _OBJECT.finditer(body)),
        (*_texts(front), *(run for each in captions for run in _runs(each))),
        tuple(_runs(notes[each]) for each in dict.fromkeys(calls)),
        tuple((level - highest, _plain(title).strip("\0 ")) for level, title in headings),
    )


def letters(text: str) -> str:
    """Give letters and digits alone: spaces, marks and the looks of letters do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _plain(text: str) -> str:
    for pattern, replacement in _PLAINER:
        text = re.sub(pattern, replacement, text, flags=re.M)
    return text


def _runs(text: str) -> tuple[str, ...]:
    found = (letters(run) for run in re.split(r"[\0\n]", _plain(text)))
    return tuple(run for run in found if run)


_PRINTED = ("title", "subtitle", "name", "abstract", "key-findings", "recommendations", "to",
            "about-the-author", "about-the-authors", "about-the-publisher", "acknowledgements",
            "funding", "disclaimer", "closing", "series", "publisher")  # fmt: skip


def _texts(front: str) -> list[str]:
    """Take the fields that are printed out of front matter as the specimens write it."""
    found: list[str] = []
    field = ""
    for line in front.splitlines():
        named = re.fullmatch(r"(?:[ ]*- |  +)?([a-z-]+): ?(.*)", line)
        text = named[2] if named else line
        field = named[1] if named else field
        text = text.strip().removeprefix("- ").strip('"')
        if field in _PRINTED and text not in ("", ">-"):
            found += _runs(text)
    return found
