"""Calls of notes, and citations → HTML: marks, notes at the foot, words in the sentence."""

from __future__ import annotations

import re
from html import escape

from markdown_it.token import Token

from publish.citations import reference_id
from publish.csl.richtext import RichText
from publish.syntax.language import direction_of
from publish.writing.back_references import citation_id
from publish.writing.cited_words import cited_html
from publish.writing.direction import is_rightward, leftward, markup, rightward
from publish.writing.writer import Write, Writer

_PUNCTUATION = re.compile(r"[.,;:!?…。،؛؟۔]+[\"'”’»]*|[”’»]+[.,;:!?…،؛؟۔]*")


def _note_call(writer: Writer, token: Token) -> str:
    name = token.meta["note"]
    number = writer.numbers.get(name)
    if number is None:
        return ""
    if name in writer.called:
        shown = writer.marks[number]
        return f'<a class="note-call-again" href="#note-{number}">{shown}</a>'
    writer.called.add(name)
    note = writer.cited.document.notes[name]
    return note_html(writer, number, _note_body(writer, note.tokens))


def _note_body(writer: Writer, tokens: tuple[Token, ...]) -> str:
    """Write a note's blocks as inline elements: a block would end the paragraph of the call."""
    outer = writer.pending
    writer.pending = ""
    paragraphs = [each for each in tokens if each.type == "paragraph_open"]
    if len(paragraphs) <= 1 and all(each.type in _SIMPLE for each in tokens):
        html = "".join(writer.inline(each.children or []) for each in tokens if each.children)
    else:
        html = _as_inline(writer.blocks(tokens))
    writer.pending = outer
    return html


_SIMPLE = frozenset(("paragraph_open", "inline", "paragraph_close"))
_BLOCK_TAG = re.compile(
    r"<(/?)(p|div|blockquote|ul|ol|li|pre|table|thead|tbody|tr|th|td|dl|dt|dd|aside|section"
    r"|figure|figcaption|h[1-6])\b([^>]*)>\n?"
)
_ROLES = {
    "p": "paragraph",
    "blockquote": "blockquote",
    "ul": "list",
    "ol": "list",
    "li": "listitem",
    "dl": "list",
    "dt": "term",
    "dd": "definition",
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "th": "columnheader",
    "td": "cell",
    "figcaption": "paragraph",
} | {f"h{level}": "paragraph" for level in range(1, 7)}
"""What a block is to a screen reader when it is written as a span (WAI-ARIA 1.2 §5.4).

A heading in a note heads nothing of the text around, so it is none.
"""
_COLUMNS = re.compile(r"<colgroup>.*?</colgroup>\n?", re.DOTALL)


def _as_inline(html: str) -> str:
    return _BLOCK_TAG.sub(_Spans(), _COLUMNS.sub("", html)).strip()


class _Spans:
    """Turns the tags of blocks into those of spans, one after the other; lists count here.

    The renderer gives up on the markers of a numbered list that floats to the page's foot.
    """

    def __init__(self) -> None:
        self._lists: list[int | None] = []

    def __call__(self, found: re.Match[str]) -> str:
        """Write one tag."""
        tag = found[2]
        if found[1]:
            if tag in ("ul", "ol"):
                self._lists.pop()
            return "</span>"
        name = "note-paragraph" if tag == "p" else f"note-block note-{tag}"
        start = _START.search(found[3])
        rest = _OTHER_ATTRIBUTES.sub("", found[3])
        if tag in ("ul", "ol"):
            self._lists.append(int(start[1]) if start else 1 if tag == "ol" else None)
        is_row_head = tag == "th" and ' scope="row' in rest
        role = "rowheader" if is_row_head else _ROLES.get(tag, "")
        written = f' role="{role}"' if role and " role=" not in rest else ""
        return f'<span class="{name}"{written}{rest}>' + (self._marker() if tag == "li" else "")

    def _marker(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return '<span class="note-marker">–</span>'
        self._lists[-1] = number + 1
        return f'<span class="note-marker">{number}.</span>'


_START = re.compile(r'\sstart="(\d+)"')
_OTHER_ATTRIBUTES = re.compile(r'\s(?:class|style|start)="[^"]*"')


FEW_DIGITS = 2
"""Characters of a note's number that stand in the indent; the sheets give a longer one room."""


def note_html(writer: Writer, number: int, body: str) -> str:
    """Write a call together with its note, or the call alone when notes stand at the end."""
    shown = writer.marks[number]
    wide = ' data-wide="1"' if len(shown) > FEW_DIGITS else ""
    if number in writer.at_end:
        writer.endnotes.append(
            f'<div class="endnote" id="note-{number}" role="listitem">'
            f'<a class="note-number"{wide} href="#call-{number}">{shown}</a>{body}</div>\n'
        )
        return f'<a class="note-call" id="call-{number}" href="#note-{number}">{shown}</a>'
    return (
        f'<note-call href="#note-{number}" id="call-{number}">'
        f'<span class="note" id="note-{number}" data-number="{shown}" role="doc-footnote">'
        f'<a class="note-number"{wide} href="#call-{number}">{shown}</a>{body}</span></note-call>'
    )


def _citation(writer: Writer, token: Token) -> str:
    index: int = token.meta["citation"]
    rendered = writer.cited.rendered[index]
    number = writer.citation_numbers.get(index)
    lang = _rightward_language(writer, index)
    body = _in_direction(writer, rendered.text, lang, is_alone=number is not None)
    if number is None:
        words = body
        if rendered.author is not None:
            author = _in_direction(writer, rendered.author, lang)
            words = f"{author} {body}" if body else author
        _swallow(writer, rendered.swallowed)
        return _words(writer, index, words)
    if rendered.author is None:
        return _moved(writer, note_html(writer, number, _words(writer, index, body)))
    author = _words(writer, index, _in_direction(writer, rendered.author, lang))
    return author + note_html(writer, number, body) if body else author


def _rightward_language(writer: Writer, index: int) -> str:
    """Give the language of the cited works that are in Arabic script; "" for several."""
    items = writer.cited.document.citations[index].items
    languages = {writer.cited.languages.get(item.key, "") for item in items}
    rightward_ones = [each for each in languages if each and direction_of(each) == "rtl"]
    return rightward_ones[0] if len(rightward_ones) == 1 else ""


def _swallow(writer: Writer, count: int) -> None:
    following = writer.following
    if count and following and following[0].type == "text":
        writer.pending = following[0].content[:count]


def _moved(writer: Writer, mark: str) -> str:
    """Set a mark after the punctuation that follows it (Pandoc, `notes-after-punctuation`)."""
    front = writer.cited.document.manuscript.front
    following = writer.following
    if front.notes_after_punctuation is False or not following or following[0].type != "text":
        return mark
    found = _PUNCTUATION.match(following[0].content)
    if found is None:
        return mark
    writer.pending = found[0]
    # "cf. [@a]." has one full stop: that of the abbreviation
    shown = found[0].removeprefix(".") if writer.before == "." else found[0]
    return escape(shown, quote=False) + mark


def _words(writer: Writer, index: int, html: str) -> str:
    """Wrap a citation's words; an author in the text leads to the reference as a cite does."""
    citation = writer.cited.document.citations[index]
    keys = [item.key for item in citation.items]
    is_missing = any(key in writer.cited.missing for key in keys)
    wants_link = writer.cited.document.manuscript.front.link_citations
    if wants_link and len(keys) == 1 and "<a " not in html and keys[0] in writer.listed:
        html = f'<a href="#{escape(reference_id(keys[0]))}">{html}</a>'
    name = "citation missing" if is_missing else "citation"
    is_target = writer.cited.document.manuscript.front.back_references
    at = f' id="{citation_id(index)}"' if is_target else ""
    return f'<span class="{name}"{at} data-keys="{escape(" ".join(keys))}">{html}</span>'


def _in_direction(writer: Writer, cited: RichText, lang: str, *, is_alone: bool = False) -> str:
    """Say the direction of a citation's words in a text that runs the other way.

    `lang` is that of what is in Arabic script in a text that is not, "" when not known.
    `is_alone` is a note of its own: when it is foreign throughout, so is its full stop.
    """
    html = cited_html(cited, writer.lang)
    if writer.direction == "ltr":
        return markup(html, "ltr", lang)
    if is_alone and is_rightward(html):
        return rightward(html)
    return leftward(html, writer.lang)


NOTES: dict[str, Write] = {"note_call": _note_call, "citation": _citation}
