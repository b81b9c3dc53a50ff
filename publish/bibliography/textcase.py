"""English titles in Title Case → sentence case, as CSL wants them; protected words stay.

CSL styles expect titles in sentence case, since they can capitalise but not know names (CSL 1.0.2,
"Sentence case conversion"). BibTeX files hold them in title case with `{…}` around what must stay.
"""

from __future__ import annotations

import re

from publish.bibliography.richtext import Rich, Run, Style, merge

_CHUNK = re.compile(r"[^\W_]+|\s+|[\s\S]")
_SENTENCE_END = ".?!:"
_KEEPS: frozenset[Style] = frozenset(("nocase", "sc", "sup", "sub"))
"""Styles whose text is never changed."""


def sentence_case(title: Rich) -> Rich:
    """Lower the capitalised words, but the first one and one that begins a new sentence.

    Words with a capital inside ("BeaST", "NATO") are taken for names and stay.
    """
    runs: list[Run] = []
    begins, ended = True, False
    for text, styles in title:
        if not _KEEPS.isdisjoint(styles):
            runs.append(Run(text, styles))
            if text.strip():
                begins, ended = False, text.rstrip()[-1] in _SENTENCE_END
            continue
        words: list[str] = []
        for word in _CHUNK.findall(text):
            if word[0].isalnum():
                words.append(_lowered(word, begins=begins))
                begins, ended = False, False
            else:
                words.append(word)
                begins = begins or (ended and word.isspace())
                ended = word in _SENTENCE_END or (ended and word in "”’\"')»")
        runs.append(Run("".join(words), styles))
    return merge(runs)


def _lowered(word: str, *, begins: bool) -> str:
    is_capitalised = word[0].isupper() and (len(word) == 1 or word[1:].islower())
    if begins:
        return word[0].upper() + word[1:] if word.islower() else word
    return word.lower() if is_capitalised else word
