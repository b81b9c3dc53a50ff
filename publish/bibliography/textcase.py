"""English titles in Title Case → sentence case, as CSL wants them; protected words stay.

CSL styles expect titles in sentence case, since they can capitalise but not know names (CSL 1.0.2,
"Sentence case conversion"). BibTeX files hold them in title case with `{…}` around what must stay.
"""

from __future__ import annotations

import re

from publish.bibliography.richtext import Rich, Run, Style, merge

_CHUNK = re.compile(r"[^\W_]+|\s+|[\s\S]")
_WORD_HEAD = re.compile(r"[^\W_]+")
_WORD_TAIL = re.compile(r"[^\W_]+\Z")
_SENTENCE_END = ".?!:"
_KEEPS: frozenset[Style] = frozenset(("nocase", "kept", "sc", "sup", "sub"))
"""Styles whose text is never changed."""


_BEFORE_NAMES = frozenset(
    ("st", "ste", "dr", "mr", "mrs", "ms", "prof", "gen", "gov", "capt", "sgt", "sen", "rep",
     "pres", "rev", "hon", "mt", "ft")
)  # fmt: skip
"""Abbreviations that belong to a name, which stays with them: "St. Petersburg"."""
_ABBREVIATED = _BEFORE_NAMES | frozenset(
    ("v", "vs", "jr", "sr", "vol", "vols", "no", "nos", "nr", "ed", "eds", "p", "pp", "ch", "sec",
     "fig", "cf", "cp", "ca")
)  # fmt: skip
"""Words whose full stop ends no sentence."""


def sentence_case(title: Rich) -> Rich:
    """Lower the capitalised words, but the first one and one that begins a new sentence.

    Words with a capital inside ("BeaST", "NATO") are taken for names and stay, as do single
    capitals ("World War I", "U.S.") other than the article.
    """
    runs: list[Run] = []
    begins, ended, last = True, False, ""
    for text, styles in title:
        if not _KEEPS.isdisjoint(styles):
            runs.append(Run(text, styles))
            if text.strip():
                begins, ended, last = False, text.rstrip()[-1] in _SENTENCE_END, ""
            continue
        words: list[str] = []
        chunks = _CHUNK.findall(text)
        for index, word in enumerate(chunks):
            if word[0].isalnum():
                is_kept = _is_name(chunks, index)
                words.append(word if is_kept else _lowered(word, begins=begins))
                begins, ended, last = False, False, word.lower()
            else:
                words.append(word)
                begins = begins or (ended and word.isspace() and word[0] != "\u00a0")
                ended = _ends_sentence(word, last, already=ended)
        runs.append(Run("".join(words), styles))
    return merge(runs)


def protect_whole_words(title: Rich) -> Rich:
    """Stretch protection to the ends of words: "{R}esolution" protects "Resolution".

    A tag inside a word would make two words of it for those who change case later.
    """
    runs = list(title)
    for index in range(len(runs) - 1):
        left, right = runs[index], runs[index + 1]
        if ("nocase" in left.styles) == ("nocase" in right.styles):
            continue
        head = _WORD_HEAD.match(right.text)
        tail = _WORD_TAIL.search(left.text)
        if head is None or tail is None:
            continue
        if "nocase" in left.styles:
            runs[index] = Run(left.text + head[0], left.styles)
            runs[index + 1] = Run(right.text[head.end() :], right.styles)
        else:
            runs[index] = Run(left.text[: tail.start()], left.styles)
            runs[index + 1] = Run(tail[0] + right.text, right.styles)
    return merge(runs)


def _ends_sentence(mark: str, last: str, *, already: bool) -> bool:
    """Say whether a mark ends a sentence, or stands behind one that does."""
    if mark == ".":
        return last not in _ABBREVIATED
    return mark in _SENTENCE_END or (already and mark in "”’\"')»")


def _is_name(chunks: list[str], index: int) -> bool:
    """Say whether a word stays for what stands beside it: "O’Brien", "U.S.", "World War I"."""
    word = chunks[index]
    if word.lower() in _BEFORE_NAMES and chunks[index + 1 : index + 2] == ["."]:
        return word[0].isupper()
    if index > 2 and chunks[index - 2] == "." and chunks[index - 3].lower() in _BEFORE_NAMES:
        return word[0].isupper()
    before = chunks[max(0, index - 2) : index]
    if len(before) == 2 and before[1] in "’'" and len(before[0]) == 1 and before[0].isupper():
        return word[0].isupper()
    if len(word) > 1 or not word.isupper():
        return False
    after = chunks[index + 1 : index + 3]
    if after and after[0] in "’'":
        return len(after) == 2 and after[1][0].isupper() and len(after[1]) > 1
    return after[:1] == ["."] or (word != "A" and after[:1] != ["-"])


def _lowered(word: str, *, begins: bool) -> str:
    if begins:
        return word[0].upper() + word[1:] if word.islower() else word
    is_capitalised = word[0].isupper() and (len(word) == 1 or word[1:].islower())
    return word.lower() if is_capitalised else word
