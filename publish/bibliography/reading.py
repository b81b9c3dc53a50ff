"""One entry's fields, decoded on demand: the view that the makers of CSL variables share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.bibliography.inherit import entry_language
from publish.bibliography.latex import decode
from publish.bibliography.names import Name, parse_name, split_list
from publish.bibliography.richtext import Rich, plain, to_csl, without
from publish.bibliography.textcase import protect_whole_words, sentence_case
from publish.bibliography.values import Value
from publish.bibliography.verbatim import verbatim
from publish.diagnostics import Diagnostic, warning


class Reading:
    """Decode the fields of one entry; what is wrong with their LaTeX is collected."""

    def __init__(
        self,
        kind: str,
        fields: Mapping[str, Value],
        *,
        is_bibtex: bool,
        language: str,
    ) -> None:
        self.kind = kind
        self.fields = fields
        self.is_bibtex = is_bibtex
        self.language = language
        """Of the document: localisation keys are printed in it."""
        self.diagnostics: list[Diagnostic] = []
        self._reported: set[str] = set()
        self.options = _options(self.raw("options"))
        self.entry_language = entry_language(fields)

    def has(self, name: str) -> bool:
        """Say whether the entry has a field with something in it."""
        return name in self.fields and bool(self.fields[name].text.strip())

    def raw(self, name: str) -> str:
        """Give a field as written, or ""."""
        return self.fields[name].text.strip() if name in self.fields else ""

    def verbatim(self, name: str) -> str:
        """Give a field that holds no LaTeX (an address, a number), or ""."""
        return verbatim(self.raw(name))

    def rich(self, name: str) -> Rich:
        """Give a field's text with its styles; braces that only protected case are gone."""
        return _unprotected(self._decoded(name))

    def text(self, name: str) -> str:
        """Give a field's text without styles, or ""."""
        return plain(self._decoded(name))

    def title(self, name: str, *, keeps_case: bool = False) -> Rich:
        """Give a title in sentence case if it is English; what braces protect is marked so."""
        title = self._decoded(name)
        other = self.other_language(name)
        is_english = other.startswith("en") if other else self.is_english
        if keeps_case or not is_english or self.kind == "jurisdiction":  # names of parties
            return protect_whole_words(title)
        return protect_whole_words(sentence_case(title))

    @property
    def is_english(self) -> bool:
        """Titles without a language are in that of the document, as Pandoc takes them."""
        if self.entry_language:
            return self.entry_language.startswith("en")
        return not self.has("langid") and self.language.lower().startswith("en")

    def literals(self, name: str) -> list[str]:
        """Give the items of a list of houses or places; BibTeX knows no such lists."""
        if not self.has(name):
            return []
        if self.is_bibtex:
            return [to_csl(self.rich(name))]
        value = self.fields[name]
        return [
            to_csl(_unprotected(self._decode(value.part(part.start, part.start + len(part.text)))))
            for part in split_list(value.text)
        ]

    def names(self, name: str) -> list[Name]:
        """Give the names of a list."""
        if not self.has(name):
            return []
        value = self.fields[name]
        useprefix = self.options.get("useprefix", "false") in ("", "true")
        return list(self._names(value, useprefix))

    def _names(self, value: Value, useprefix: bool) -> Iterator[Name]:
        for part in split_list(value.text):
            here = value.part(part.start, part.start + len(part.text))

            def to_plain(text: str, here: Value = here) -> str:
                decoded = decode(text, self.language)
                self._report([(each.name, here) for each in decoded.unknown])
                return plain(decoded.rich)

            name = parse_name(part.text, useprefix, to_plain)
            if name:
                yield name

    def _decoded(self, name: str) -> Rich:
        return self._decode(self.fields[name]) if name in self.fields else ()

    def _decode(self, value: Value) -> Rich:
        decoded = decode(value.text, self.language)
        self._report([(each.name, value.part(each.start, each.end)) for each in decoded.unknown])
        return decoded.rich

    def _report(self, unknown: Sequence[tuple[str, Value]]) -> None:
        for name, value in unknown:
            if name in self._reported:
                continue
            self._reported.add(name)
            self.diagnostics.append(
                warning(
                    "bib-latex-unknown",
                    f"the LaTeX command '{name}' is not one we know; its text is kept",
                    value.span,
                )
            )

    def other_language(self, name: str) -> str:
        """Give the tag of a field's language where it is not the entry's, else ""."""
        return self.fields[name].language if self.has(name) else ""


def _unprotected(rich: Rich) -> Rich:
    return without(rich, "nocase", "kept")


def _options(text: str) -> dict[str, str]:
    """Read `options = {useprefix, url=false}`."""
    options: dict[str, str] = {}
    for each in text.split(","):
        name, _, value = each.partition("=")
        if name.strip():
            options[name.strip().lower()] = value.strip().lower()
    return options
