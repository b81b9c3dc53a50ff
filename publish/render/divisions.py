"""Divisions of words that cannot fit on a line, not tried.

Where a word does not fit on a line, WeasyPrint 70 sets the line anew with each soft hyphen of the
text behind it, from the last one, until one fits: in a brief 208 times, of which 84 lie behind the
word that did not fit. 8 ms.
"""

from __future__ import annotations

from typing import Any

from publish.render.mending import change_in_place

_CHANGES = (
    (
        "    next_word = second_line_text[:break_point].rstrip(' ')\n",
        "    next_word = second_line_text[:break_point].rstrip(' ')\n    too_long = None\n",
    ),
    (
        "                    if resume_index >= len(text.encode()):\n"
        "                        resume_index = None\n"
        "    elif first_line_text:\n",
        "                    if resume_index >= len(text.encode()):\n"
        "                        resume_index = None\n"
        "            elif style['letter_spacing'] == 'normal' and not style['word_spacing']:\n"
        "                too_long = len(next_word)\n"
        "    elif first_line_text:\n",
    ),
    (
        "            first_line_text, second_line_text = '', first_line_text\n",
        "            first_line_text, second_line_text = '', first_line_text\n"
        "            too_long = None\n",
    ),
    (
        "    if dictionary_iterations:\n",
        "    if too_long:\n"
        "        dictionary_iterations = [\n"
        "            part for part in dictionary_iterations if len(part) <= too_long\n"
        "        ] or dictionary_iterations[-1:]\n"
        "    if dictionary_iterations:\n",
    ),
)
"""WeasyPrint 70, text/line_break.py, `split_first_line`: what is longer than a word that does not
fit does not fit either; the last try is kept, which the lines below it expect."""


def try_what_may_fit(line_break: Any) -> bool:
    """Leave hopeless divisions out; say whether all the lines to change were found."""
    function = line_break.split_first_line
    return all(change_in_place(line_break, function, *each) for each in _CHANGES)
