"""The paragraphs of a text → names that stand in it in more than one form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publish.editorial.finding import Finding, Paragraphs, Place, minority
from publish.editorial.speech import lies_in, not_his_own
from publish.syntax.prose import Prose

_HYPHENED = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)+\b")
_NEXT_NAME = re.compile(r" ([A-ZÀ-Þ][\w’-]+)")
_PARTICLES = frozenset(("e", "i", "al", "el", "ul", "ur", "us", "ad", "o", "bin", "ibn", "de"))


def variants(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find names that stand with a hyphen here and with a space or in one word there.

    What others say, and addresses, are left as they are.
    """
    own = [(prose, not_his_own(prose), prose.text.text.lower()) for prose in paragraphs]
    forms: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for prose, foreign, _lowered in own:
        for found in _HYPHENED.finditer(prose.text.text):
            if _is_name(found[0]) and not lies_in(foreign, found.start()):
                key = found[0].replace("-", "").lower()
                forms[key][_settled(found[0])].append((prose, *found.span()))
    for written in forms.values():
        _add_other_forms(own, written)
        yield from minority("editorial-variant", "a name is also written '{0}'", _joined(written))


def _is_name(word: str) -> bool:
    """Say whether a word with hyphens is a name: all its parts have capitals but particles."""
    parts = word.split("-")
    capitals = [part for part in parts if part[0].isupper()]
    return bool(capitals) and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)


def _settled(name: str) -> str:
    """Give a name with its first letter small: at the head of a sentence it is a capital."""
    return name[0].lower() + name[1:]


def _joined(written: dict[str, list[Place]]) -> dict[str, list[Place]]:
    """Count what is set in capitals, as some headings are, to the form that it has elsewhere."""
    kept: dict[str, list[Place]] = {}
    for form, places in sorted(written.items(), key=lambda each: _is_set_in_capitals(each[0])):
        same = (other for other in kept if other.lower() == form.lower())
        home = next(same, form) if _is_set_in_capitals(form) else form
        kept.setdefault(home, []).extend(places)
    return kept


def _is_set_in_capitals(form: str) -> bool:
    """Say whether a form is a word in capitals and not a short name such as CD-ROM."""
    return form[1:].isupper() and re.search(r"[^\W\d_]{5}", form) is not None


def _add_other_forms(
    own: list[tuple[Prose, tuple[tuple[int, int], ...], str]], written: dict[str, list[Place]]
) -> None:
    hyphened = next(iter(written))
    following = {_next_name(*place) for places in written.values() for place in places} - {""}
    parts = hyphened.split("-")
    is_plain = _is_plain(parts) and len(following) < 2
    spaced = re.compile(rf"(?<![\w-]){'[ -]?'.join(map(re.escape, parts))}(?![\w-])", re.IGNORECASE)
    head = parts[0].lower()
    for prose, foreign, lowered in own:
        if head not in lowered:
            continue  # looking so is much quicker, and names are many
        for found in spaced.finditer(prose.text.text):
            place = (prose, *found.span())
            if found[0].count("-") == len(parts) - 1:
                continue  # the form itself, which is counted already
            if lies_in(foreign, found.start()) or not _has_capitals(found[0], parts):
                continue
            if is_plain and " " in found[0] and _next_name(*place) not in {"", *following}:
                continue  # the first words of a longer name
            written[_settled(found[0])].append(place)


def _is_plain(parts: list[str]) -> bool:
    """Say whether a name is of two words that could begin other names, too."""
    return len(parts) == 2 and not any(part.lower() in _PARTICLES for part in parts)


def _has_capitals(text: str, parts: list[str]) -> bool:
    """Say whether each word has a capital, so that it is a name; in one word, the first."""
    words = re.split("[ -]", text)
    if len(words) == 1:
        return text[0].isupper() or (parts[0].lower() in _PARTICLES and not text.islower())
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def _next_name(prose: Prose, _start: int, end: int) -> str:
    found = _NEXT_NAME.match(prose.text.text, end)
    return found[1] if found else ""
