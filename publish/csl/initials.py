"""Given names → initials (CSL 1.0.2, `initialize-with` and `initialize`)."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

_WORDS = re.compile(r"[^\s.]+\.?|\.")
_TAG = re.compile(r"<[^<>]+>")
_PRIVATE = 0xE000
_HYPHENS = "-\u2010\u2011\u2013"
_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lo"))
"""Unicode categories; the ʻOkina of Hawaii and the ʿayn are modifiers (Lm)."""
_INITIAL = re.compile(r"[^\W\d_]$")


@lru_cache(maxsize=4096)
def initials(given: str, mark: str, hyphen: bool, shortens: bool) -> str:
    """Shorten given names to initials, each followed by `mark`.

    Without `shortens` only the initials that are there get the mark. Words in small letters
    ("de") stay; an abbreviation of several letters ("Ph.") counts as an initial. With `hyphen`,
    compound names keep theirs.

    >>> initials("Jean-Luc", ". ", True, True)
    'J.-L.'
    """
    if "<" in given:
        return _with_tags(given, mark, hyphen, shortens)
    written = ""
    is_initial = True
    for word in _WORDS.findall(given.replace("’", "'")):
        if word[0] in _HYPHENS and written:
            joint = "-" if hyphen else " " * mark.endswith(" ")
            written = written.rstrip() + joint + _word(word[1:], mark, hyphen, shortens)[0]
            continue
        new, now_initial = _word(word, mark, hyphen, shortens)
        if not new:
            continue
        if written and not written.endswith(" ") and not (is_initial and now_initial):
            written += " "
        written += new
        is_initial = now_initial
    return re.sub(r"\s+", " ", written).strip()


def _with_tags(given: str, mark: str, hyphen: bool, shortens: bool) -> str:
    """Shorten a name with markup, its tags hidden as private characters meanwhile."""
    tags: list[str] = []

    def hide(match: re.Match[str]) -> str:
        tags.append(match[0])
        return chr(_PRIVATE + len(tags) - 1)

    hidden = _TAG.sub(hide, given)
    words = re.split(r"(\s+|-)", hidden)
    written = "".join(
        word if not word.strip() or word == "-" else _tagged_word(word, mark, hyphen, shortens)
        for word in words
    )
    written = re.sub(r"\s+", " ", re.sub(r"\s+-", "-", written)).strip()
    return re.sub(r"[\ue000-\uf8ff]", lambda match: tags[ord(match[0]) - _PRIVATE], written)


def _tagged_word(word: str, mark: str, hyphen: bool, shortens: bool) -> str:
    parts = re.fullmatch(r"([\ue000-\uf8ff]*)(.*?)([\ue000-\uf8ff]*)", word)
    assert parts is not None
    inner = initials(parts[2], mark.rstrip(), hyphen, shortens)
    return parts[1] + inner + parts[3] + mark[len(mark.rstrip()) :]


def _word(word: str, mark: str, hyphen: bool, shortens: bool) -> tuple[str, bool]:
    """Write one word of a given name; whether it came out as an initial."""
    bare = word.rstrip(".")
    if not bare:
        return "", True
    if word.endswith(".") and "-" not in bare and len(bare) <= 3:
        return bare + mark, True
    if bare[:1].islower():
        return word, False
    if not shortens:
        return (bare + mark, True) if _INITIAL.match(bare) else (word, False)
    return _compound(bare, mark, hyphen), True


def _compound(word: str, mark: str, hyphen: bool) -> str:
    """Shorten a name with hyphens; parts in small letters go with the part before."""
    parts = [part for part in re.split(f"[{_HYPHENS}]", word) if part]
    letters = [_letter(part) for part in parts if part is parts[0] or not part[0].islower()]
    joint = mark.rstrip() + "-" if hyphen else mark
    return joint.join(letters) + mark


def _letter(word: str) -> str:
    """Take the initial of a word: two letters where both are large before a small one."""
    match = re.match(r"([A-ZÀ-Þ]{2,3})(?=[a-zß-öø-ÿ])", word)
    if match:
        return match[1][0] + match[1][1:].lower()
    first = next((char for char in word if category(char) in _LETTERS), word[:1])
    return first.upper()
