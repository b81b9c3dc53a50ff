"""CSL-JSON item → BibLaTeX entry type and fields: the way back, for `publish bib --to bibtex`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "dataset": "dataset", "entry-dictionary": "inreference", "entry-encyclopedia": "inreference",
    "graphic": "artwork", "legal_case": "jurisdiction", "legislation": "legislation",
    "manuscript": "unpublished", "motion_picture": "movie", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "performance",
    "personal_communication": "letter", "post": "online", "post-weblog": "online",
    "report": "report", "review": "review", "software": "software", "song": "music",
    "speech": "unpublished", "standard": "standard", "thesis": "thesis", "treaty": "legal",
    "webpage": "online",
}  # fmt: skip
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}

_NAMES = {
    "author": "author", "container-author": "bookauthor", "editor": "editor",
    "translator": "translator", "director": "director", "compiler": "compiler",
    "composer": "composer", "illustrator": "illustrator", "interviewer": "interviewer",
    "recipient": "recipient",
}  # fmt: skip
_DATES = {
    "issued": "date", "accessed": "urldate", "event-date": "eventdate",
    "original-date": "origdate",
}  # fmt: skip
_TITLES = {
    "collection-title": "series", "event-title": "eventtitle", "original-title": "origtitle",
    "title-short": "shorttitle", "volume-title": "title", "title": "title",
    "container-title": "booktitle",
}  # fmt: skip
_VERBATIM = {
    "DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid",
}  # fmt: skip
_PLAIN = {
    "abstract": "abstract", "annote": "annotation", "call-number": "library",
    "chapter-number": "chapter", "container-title-short": "shortjournal", "edition": "edition",
    "event-place": "venue", "genre": "type", "issue": "number", "keyword": "keywords",
    "language": "langid", "note": "note", "number": "number", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation", "page": "pages", "publisher": "publisher",
    "publisher-place": "location", "status": "pubstate", "version": "version",
    "volume": "volume", "collection-number": "number",
}  # fmt: skip
_LISTS = frozenset(("publisher", "publisher-place", "original-publisher-place",
                    "original-publisher"))  # fmt: skip

_TAGS = {
    "<i>": r"\textit{", "<b>": r"\textbf{", "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{", "<sc>": r"\textsc{",
    '<span style="font-variant:small-caps;">': r"\textsc{",
    '<span style="font-variant: small-caps;">': r"\textsc{", '<span class="nocase">': "{",
    "</i>": "}", "</b>": "}", "</sup>": "}", "</sub>": "}", "</sc>": "}", "</span>": "}",
}  # fmt: skip
_TAG = re.compile("|".join(map(re.escape, sorted(_TAGS, key=len, reverse=True))))
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}", '"': r"\textquotedbl{}", "\u00a0": "~",
    **{mark: "\\" + mark for mark in "&%$#_"},
}  # fmt: skip


def biblatex_entry(item: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Give the entry type and the fields, ready to stand between braces."""
    csl_type = str(item.get("type", ""))
    kind = _TYPES.get(csl_type, "misc")
    if kind == "incollection" and not item.get("editor"):
        kind = "inbook"
    fields = dict(_fields(item, kind))
    if csl_type in _SUBTYPES:
        fields["entrysubtype"] = _SUBTYPES[csl_type]
    return kind, {name: text for name, text in fields.items() if text}


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    for variable, value in item.items():
        if variable in _NAMES and isinstance(value, Sequence):
            yield _NAMES[variable], " and ".join(filter(None, map(_name, value)))
        elif variable in _DATES and isinstance(value, Mapping):
            yield _DATES[variable], _date(value)
        elif variable in _VERBATIM:
            yield _VERBATIM[variable], str(value).replace("{", "%7B").replace("}", "%7D")
        elif variable in _TITLES:
            yield _title_field(variable, item, kind), _title(str(value))
        elif variable in _LISTS:
            yield _PLAIN[variable], " and ".join(map(_literal, str(value).split("; ")))
        elif variable in _PLAIN:
            yield _PLAIN[variable], _text(str(value))


def _title_field(variable: str, item: Mapping[str, Any], kind: str) -> str:
    """Name a title's field: a volume's title pushes the others up by one."""
    if variable == "container-title" and kind in ("article", "review"):
        return "journaltitle"
    if "volume-title" in item:
        is_part = "container-title" in item
        if variable == "volume-title":
            return "booktitle" if is_part else "title"
        if variable == ("container-title" if is_part else "title"):
            return "maintitle"
    return _TITLES[variable]


def _text(text: str) -> str:
    """Write CSL rich text as LaTeX."""
    parts: list[str] = []
    position = 0
    for tag in _TAG.finditer(text):
        parts.append(_escape(text[position : tag.start()]))
        parts.append(_TAGS[tag[0]])
        position = tag.end()
    written = "".join(parts) + _escape(text[position:])
    return written if _is_balanced(written) else _escape(text)


def _is_balanced(text: str) -> bool:
    depth = 0
    for mark in re.findall(r"[{}]", text):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _escape(text: str) -> str:
    escaped = "".join(_SPECIAL.get(each, each) for each in text)
    return re.sub("-(?=-)", "-{}", escaped)


def _title(title: str) -> str:
    """Write a title that is in sentence case already: what a reader would change is protected."""
    if "<" in title:
        return "{" + _text(title) + "}" if any(map(str.isupper, title[1:])) else _text(title)
    words = title.split(" ")
    return " ".join(
        "{" + _escape(word) + "}" if _needs_protection(word, is_first=not index) else _escape(word)
        for index, word in enumerate(words)
    )


def _needs_protection(word: str, *, is_first: bool) -> bool:
    return word[:1].islower() if is_first else any(map(str.isupper, word))


def _literal(text: str) -> str:
    written = _text(text)
    return "{" + written + "}" if re.search(r"(?i)\band\b", text) else written


def _name(name: object) -> str:
    if not isinstance(name, Mapping):
        return "{" + _escape(str(name)) + "}"
    if name.get("literal") == "others":
        return "others"
    if name.get("literal"):
        return "{" + _escape(str(name["literal"])) + "}"
    prefix = name.get("non-dropping-particle") or name.get("dropping-particle")
    parts = {
        "family": name.get("family"),
        "given": name.get("given"),
        "prefix": prefix,
        "suffix": name.get("suffix"),
        "useprefix": "true" if name.get("non-dropping-particle") else None,
    }
    simple = {"family", "given"} >= {part for part, text in parts.items() if text}
    if simple and parts["family"] and str(parts["family"])[:1].isupper():
        return ", ".join(_escape_name(str(text)) for text in parts.values() if text)
    return ", ".join(f"{part}={_escape_name(str(text))}" for part, text in parts.items() if text)


def _escape_name(text: str) -> str:
    written = _escape(text)
    return "{" + written + "}" if re.search(r"(?i)[,=]|\band\b", text) else written


def _date(date: Mapping[str, Any]) -> str:
    """Write a date as EDTF; one in words stays in words."""
    parts = date.get("date-parts")
    if not isinstance(parts, Sequence) or not parts or not parts[0]:
        return _escape(str(date.get("literal") or date.get("raw") or ""))
    ends = ["" if each[:1] in ([0], ["0"]) and index else _end(each)
            for index, each in enumerate(parts)]  # fmt: skip
    return "/".join(ends) + ("~" if date.get("circa") else "")


def _end(parts: Sequence[Any]) -> str:
    year = int(parts[0])
    written = f"{year:04d}" if year >= 0 else f"-{-year - 1:04d}"
    if abs(year) > 9999:
        written = f"Y{written}"
    return "-".join((written, *(f"{int(part):02d}" for part in parts[1:])))
