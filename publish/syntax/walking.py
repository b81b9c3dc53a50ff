"""Shaped tokens, read in the order of the page → what they refer to and what can be referred to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.source import Source, Span
from publish.syntax.attributes import Attributes
from publish.syntax.headings import github_identifier, identifier, is_reserved
from publish.syntax.model import Call, Citation, Heading, Label, Picture
from publish.syntax.note import RawNote, label_of, note_called
from publish.syntax.words import alt_text, plain_words

_TEXTS = (".md", ".markdown", ".qmd", ".Rmd", ".rmd", ".txt")
"""Endings of files that a text may be made of."""


class Walker:
    """Reads texts one after the other; a note is read at its first call."""

    def __init__(
        self, source: Source, notes: Mapping[str, RawNote], files: Collection[str] = ()
    ) -> None:
        """`files` are the names of the files that the text is made of."""
        self._source = source
        self._files = files or (source.name,)
        self._notes = notes
        self._note_counts = Counter(map(label_of, notes))
        self._links: list[Token] = []
        self._stand_ins: dict[str, str] = {}
        self._note: str | None = None
        self._is_first_in_note = False
        self._resets = False
        self._slugs: dict[str, int] = {}
        self._aliases: dict[str, str] = {}
        self._in_files: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self.citations: list[Citation] = []
        self.calls: list[Call] = []
        self.note_calls: dict[str, list[Span]] = {}
        self.headings: list[Heading] = []
        self.labels: dict[str, Label] = {}
        self.images: list[Picture] = []
        self.diagnostics: list[Diagnostic] = []

    def count_title(self, title: str) -> None:
        """Count a title as GitHub does, where it is the first heading of its name."""
        self._counts[github_identifier(title)] = 0

    def claim(self, tokens: Iterable[Token]) -> None:
        """Note the identifiers that the author gave, before headings are given theirs."""
        for token in tokens:
            attributes: Attributes | None = token.meta.get("attributes")
            name = attributes.id if attributes else str(token.attrGet("id") or "")
            if name and token.type not in ("caption_open", "citation"):
                self._label(name, token)
            self.claim(token.children or ())

    def read(self, tokens: Sequence[Token]) -> None:
        """Read a text: its blocks, in order."""
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                self._heading(token, tokens[at + 1])
            if token.type == "inline":
                self._inline(token.children or [])

    def finish(self) -> None:
        """Tell of what has no counterpart: links, notes."""
        for link in self._links:
            self._fill(link)
            href = str(link.attrGet("href"))
            name = self._destination(link, self._stand_ins.get(href, href))
            link.attrSet("href", f"#{name}")
            if name and name not in self.labels and not is_reserved(name):
                hint = did_you_mean(name, tuple(self.labels))
                message = f"the link goes to '{href}', and nothing here has that identifier"
                self.diagnostics.append(error("link-dead", message, self._span(link), hint))
        for name, note in self._notes.items():
            if name not in self.note_calls:
                message = f"the note [^{label_of(name)}] is never called"
                hint = f"put [^{label_of(name)}] where it belongs, or take the note out"
                self.diagnostics.append(warning("note-unused", message, note.span, hint))

    def _fill(self, link: Token) -> None:
        """Give a link without words the title of what it goes to."""
        words: Token | None = link.meta.get("words")
        href = str(link.attrGet("href"))
        label = self.labels.get(self._destination(link, self._stand_ins.get(href, href)))
        if words is not None and label is not None:
            words.content = label.title or words.content

    def _destination(self, link: Token, href: str) -> str:
        """Give the identifier to which a link goes; the headings of its own file come first."""
        path, _, name = href.partition("#")
        file = link.meta.get("file") or self._span(link).source.name
        label = self.labels.get(name)
        if label is not None and label.span.source.name == file:
            return name
        found = self._in_files.get((file, name)) if name or path else ""
        if found is not None:
            return found
        return name if name in self.labels else self._aliases.get(name, name)

    def _label(self, name: str, token: Token) -> None:
        span = self._span(token)
        earlier = self.labels.get(name)
        if earlier is not None:
            message = f"'#{name}' is also the identifier of an element in line {earlier.span.line}"
            self.diagnostics.append(error("label-duplicate", message, span))
            return
        self.labels[name] = Label(name, "", "", "", span)

    def _span(self, token: Token) -> Span:
        span = token.meta.get("span")
        if isinstance(span, Span):
            return span
        runs = token.meta.get("at")
        start = runs[0][1] if runs else 0
        return self._source.span(start, start + 1)

    def _heading(self, token: Token, inline: Token) -> None:
        attributes: Attributes = token.meta.get("attributes") or Attributes()
        title = " ".join(plain_words(inline.children or ()).split())
        span: Span = inline.meta["located"].span
        name = attributes.id or identifier(title, self.labels, self._slugs)
        token.meta["id"] = name
        if not attributes.id:
            self.labels[name] = Label(name, "", "", title, span)
        else:
            self.labels[name] = Label(name, "", "", title, self.labels[name].span)
        token.meta["title"] = title
        alias = github_identifier(title)
        for own in ("", identifier(title, (), {}), alias, name):
            self._in_files.setdefault((span.source.name, own), name)
        self._aliases.setdefault(alias, name)
        self._counts[alias] = self._counts.get(alias, -1) + 1
        self._aliases.setdefault(f"{alias}-{self._counts[alias]}", name)
        self._stand_ins[token.meta.get("stand_in", "")] = f"#{name}"
        token.meta["span"] = span
        self._resets = self._resets or "reset-citation-positions" in attributes.classes
        self.headings.append(
            Heading(
                level=int(token.tag[1:]),
                id=name,
                title=title,
                span=span,
                is_numbered="unnumbered" not in attributes.classes,
                is_listed="unlisted" not in attributes.classes,
                number=str(token.meta.get("number", "")),
            )
        )

    def _inline(self, children: Sequence[Token]) -> None:
        for at, token in enumerate(children):
            if token.type == "citation":
                self._citation(token, children[at + 1 :])
            elif token.type == "note_call":
                self._call(token)
            elif token.type == "image":
                self._image(token)
            elif token.type in ("link_open", "html_open") and token.attrGet("href"):
                self._link(token)
            if token.type not in ("text", "softbreak") or token.content.strip(" ([*_\"'“‘"):
                self._is_first_in_note = False

    def _citation(self, token: Token, rest: Sequence[Token]) -> None:
        for item in token.meta["items"]:
            for words in (item.prefix, item.suffix):
                self._inline(words)
        token.meta["citation"] = len(self.citations)
        self.calls.append(
            Call("citation", self._note or "", len(self.citations), self._span(token))
        )
        self.citations.append(
            Citation(
                items=token.meta["items"],
                mode=token.meta["mode"],
                span=token.meta["span"],
                note=self._note,
                begins_note=self._is_first_in_note,
                following=plain_words(rest[:6]),
                resets_positions=self._resets,
            )
        )
        self._resets = False

    def _call(self, token: Token) -> None:
        label, span = token.meta["note"], token.meta["span"]
        name = note_called(label, span.source.name, self._notes, self._note_counts)
        note = self._notes.get(name)
        if note is None:
            self._undefined(label, span)
            return
        token.meta["note"] = name
        if self._note is not None:
            message = "a note is called within a note"
            hint = "put its words into the outer note, in parentheses"
            self.diagnostics.append(error("note-nested", message, span, hint))
            self.note_calls.setdefault(name, [])
            return
        self.calls.append(Call("note", name, -1, span))
        is_first = name not in self.note_calls
        self.note_calls.setdefault(name, []).append(span)
        if is_first:
            self._note, self._is_first_in_note = name, True
            self.read(note.tokens)
            self._note = None

    def _undefined(self, label: str, span: Span) -> None:
        known = {label_of(each): None for each in self._notes if not each.startswith("^")}
        hint = did_you_mean(label, tuple(known)) or f"add a line '[^{label}]: …'"
        message = f"the note [^{label}] has no text"
        if label in known:
            message += " in this file, and several others have one"
            hint = "a note's label holds in its own file"
        self.diagnostics.append(error("note-undefined", message, span, hint))

    def _image(self, token: Token) -> None:
        attributes: Attributes = token.meta.get("attributes") or Attributes()
        alt = alt_text(token, attributes)
        token.meta["alt"] = alt or ""
        self.images.append(Picture(str(token.attrGet("src") or ""), alt or "", self._span(token)))
        if alt is None:
            is_chart = "chart" in token.meta
            message = f"the {'chart' if is_chart else 'picture'} has no alternative text"
            hint = 'add what it shows: {fig-alt="…"}; or {alt=""} when it only decorates'
            hint = "add what it shows, in a line 'alt: …'" if is_chart else hint
            self.diagnostics.append(error("image-alt", message, self._span(token), hint))
        self._inline(token.children or ())

    def _link(self, token: Token) -> None:
        href = str(token.attrGet("href"))
        if href.startswith("#"):
            self._links.append(token)
            return
        path = href.partition("#")[0]
        if path.endswith(_TEXTS) and ":" not in path:
            file = normpath(join(dirname(self._span(token).source.name), unquote(path)))
            if file in self._files:
                token.meta["file"] = file
                self._links.append(token)
