"""Pandoc's Markdown in the strings of CSL-YAML → CSL's rich text.

In YAML metadata Pandoc reads strings as Markdown (Pandoc's manual, "Citations"): emphasis,
superscripts, subscripts, and the spans `[…]{.nocase}` and `[…]{.smallcaps}`.
"""

from __future__ import annotations

import re

_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\\*])\*\*(?=\S)([^*]{1,500})(?<=\S)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*])\*(?=\S)([^*]{1,500})(?<=\S)\*(?!\*)"), r"<i>\1</i>"),
    (re.compile(r"(?<![\w\\])_(?=\S)([^_]{1,500})(?<=\S)_(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)\^([^\s^]{1,50})\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<![\\~])~([^\s~]{1,50})~(?!~)"), r"<sub>\1</sub>"),
    (re.compile(r"\[([^\[\]]{1,500})\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (
        re.compile(r"\[([^\[\]]{1,500})\]\{\.smallcaps\}"),
        r'<span style="font-variant:small-caps;">\1</span>',
    ),
    (re.compile(r"\\([*_^~\[\]\\])"), r"\1"),
)


def rich_text(text: str) -> str:
    """Turn the marks of Markdown into CSL's tags.

    >>> rich_text("On *Homo* and H~2~O")
    'On <i>Homo</i> and H<sub>2</sub>O'
    """
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text
