"""Documents of several files: one counter of notes, one bibliography, places in each file."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from publish.assembly import assemble
from publish.body import write_body
from publish.diagnostics import Diagnostic, error
from publish.document import parse
from publish.manuscript import Manuscript, read
from publish.report import as_human, as_short
from publish.source import Source, Span
from tests.citing import cite

FILES = {
    "book.md": "---\ntitle: B\nbibliography: a.bib\nchapters: [two/two.md]\n---\n\n# One\n\n"
    "Text[^a] [@x].\n\n{{< include one/part.md >}}\n\nAfter @y.\n\n[^a]: Note A.\n",
    "one/part.md": "---\nbibliography: b.bib\n---\nPart[^b] [@z, p. 3] ![P](p.png)\n\n"
    "[^b]: Note B.\n\n!include deep.md\n",
    "one/deep.md": "Deep @w and [^nope].\n",
    "two/two.md": "---\ntitle: The *Second*\n---\nSecond[^c] [@v].\n\n[^c]: Note C.\n",
}


def assembled(name: str, files: dict[str, str]) -> Manuscript:
    """Assemble a manuscript from files in memory."""

    def open_source(named: str, beside: str, at: Span) -> Source | Diagnostic:
        path = normpath(join(dirname(beside), named))
        if path not in files:
            return error("file-missing", f"no file '{named}'", at)
        return Source(path, files[path])

    return assemble(read(Source(name, files[name])), open_source)


def test_the_texts_of_all_files_are_one_text() -> None:
    """Citations, notes and headings come in the order in which a reader meets them."""
    document = parse(assembled("book.md", FILES))
    assert [item.key for each in document.citations for item in each.items] == list("xzwyv")
    assert [call.note for call in document.calls if call.kind == "note"] == list("abc")
    assert [each.title for each in document.headings] == ["One", "The Second"]


def test_every_message_names_its_own_file() -> None:
    """A mistake in a part is told at its line of that part."""
    document = parse(assembled("book.md", FILES))
    assert "one/deep.md:1:13: error[note-undefined]" in as_human(document.diagnostics)
    spans = [item.span for each in document.citations for item in each.items]
    assert [span.text for span in spans] == ["@x", "@z", "@w", "@y", "@v"]


def test_bibliographies_and_pictures_are_found_beside_the_file_that_names_them() -> None:
    """The bibliography of a part joins the manuscript's; its name keeps its place."""
    manuscript = assembled("book.md", FILES)
    named = [(each.text, each.span.source.name) for each in manuscript.front.bibliography]
    assert named == [("a.bib", "book.md"), ("b.bib", "one/part.md")]
    body = write_body(cite(parse(manuscript), is_note_style=False))
    (picture,) = body.images
    assert picture.url == "doc:///manuscript/one/p.png"
    assert picture.span.source.name == "one/part.md"


def test_a_file_that_includes_itself_is_told() -> None:
    """The text ends; the message stands at the line that closes the circle."""
    files = {"a.md": "A\n\n{{< include b.md >}}\n", "b.md": "B\n\n{{< include a.md >}}\n"}
    found = assembled("a.md", files).diagnostics
    assert [(each.code, each.span and each.span.source.name) for each in found] == [
        ("include-cycle", "b.md")
    ]


def test_a_file_that_is_missing_is_told_where_it_is_named() -> None:
    """Everything else is read all the same."""
    manuscript = assembled("a.md", {"a.md": "A\n\n{{< include no.md >}}\n\nB\n"})
    assert "a.md:3:1: error[file-missing]" in as_human(manuscript.diagnostics)
    assert [text.text.strip() for text in manuscript.texts] == ["A", "B"]


def test_the_directive_of_myst_includes_a_file() -> None:
    """Its fence and its options are no text."""
    text = "A\n\n```{include} b.md\n:start-line: 0\n```\n\n:::{include} b.md\n:::\n\nC\n"
    manuscript = assembled("a.md", {"a.md": text, "b.md": "B [@x].\n"})
    assert [each.text.strip() for each in manuscript.texts] == ["A", "B [@x].", "B [@x].", "C"]


def test_an_include_within_code_is_code() -> None:
    """Only lines of the text include."""
    text = "```\n{{< include no.md >}}\n```\n"
    assert assembled("a.md", {"a.md": text}).diagnostics == ()


SCOPES = {
    "book.md": "---\ntitle: B\nchapters: [one.md, two.md]\n---\n# Front\n\n"
    "See[^1] [the data][d].\n\n[^1]: Front's.\n",
    "one.md": "# Intro\n\nOne[^1], [here][d], [next](two.md), [its intro](two.md#intro), "
    "[own](#intro).\n\n[^1]: One's.\n\n[d]: https://example.org/one\n",
    "two.md": "# Results\n\nTwo[^1][^shared], [there][d] and [Results].\n\n## Intro\n\n"
    "[Back](#intro).\n\n[^1]: Two's.\n\n[d]: https://example.org/two\n",
    "three.md": "Three[^1][^shared].\n\n[^shared]: Of three.\n",
}


def test_labels_of_notes_are_local_to_their_file() -> None:
    """Each `[^1]` means the note of its own file; one that only another file has means that."""
    files = {**SCOPES, "book.md": SCOPES["book.md"].replace("two.md]", "two.md, three.md]")}
    document = parse(assembled("book.md", files))
    texts = {name: note.tokens[1].content for name, note in document.notes.items()}
    called = [texts[each.note] for each in document.calls if each.kind == "note"]
    assert called == ["Front's.", "One's.", "Two's.", "Of three.", "Of three."]
    assert as_human(document.diagnostics).splitlines()[0] == (
        "three.md:1:6: error[note-undefined]: the note [^1] has no text in this file,"
        " and several others have one"
    )


def test_a_note_defined_twice_in_one_file_is_told() -> None:
    """Two files may each have a note of one label; one file may not."""
    files = {**SCOPES, "two.md": SCOPES["two.md"] + "\n[^1]: Again.\n"}
    found = as_human(parse(assembled("book.md", files)).diagnostics)
    assert "two.md:13:1: error[note-duplicate]: there are two notes [^1], the first in" in found


def test_link_definitions_hold_in_all_files() -> None:
    """A file's own definition comes first, then the first of the others; so do headings."""
    html = write_body(cite(parse(assembled("book.md", SCOPES)), is_note_style=False)).html
    assert '<a href="https://example.org/one">the data</a>' in html
    assert '<a href="https://example.org/one">here</a>' in html
    assert '<a href="https://example.org/two">there</a>' in html
    assert '<a href="#results">Results</a>' in html


def test_links_to_files_of_the_text_go_to_their_headings() -> None:
    """`[x](two.md)` is the first heading of that file, `two.md#intro` one of its own."""
    html = write_body(cite(parse(assembled("book.md", SCOPES)), is_note_style=False)).html
    assert '<a href="#results">next</a>' in html
    assert '<a href="#intro-1">its intro</a>' in html
    assert '<a href="#intro">own</a>' in html
    assert '<a href="#intro-1">Back</a>' in html


def test_wiki_links_to_files_of_the_text_go_to_their_headings() -> None:
    """Notes name one another without the ending: `[[two]]`, `[[two#Intro|words]]`."""
    files = {**SCOPES, "one.md": "# Intro\n\n[[two]], [[two#Intro|there]], [[gone]], [[gone#x]].\n"}
    body = write_body(cite(parse(assembled("book.md", files)), is_note_style=False))
    assert '<a href="#results">two</a>, <a href="#intro-1">there</a>, <span>gone' in body.html
    assert "2 links to other files are left out; their words stay: line 3" in as_human(
        body.diagnostics
    )


def test_a_link_to_nothing_in_a_file_of_the_text_is_told() -> None:
    """As a link within one file is."""
    files = {**SCOPES, "one.md": "# One\n\n[x](two.md#nothing)\n"}
    found = as_human(parse(assembled("book.md", files)).diagnostics)
    assert "one.md:3:1: error[link-dead]: the link goes to 'two.md#nothing'" in found


def test_too_many_characters_are_told_once() -> None:
    """At the first file beyond the limit; the files before it are read."""
    long = "word " * 1_700_000
    files = {
        "a.md": "{{< include b.md >}}\n\n{{< include c.md >}}\n\n{{< include c.md >}}\n",
        "b.md": long,
        "c.md": "C\n",
    }
    manuscript = assembled("a.md", files)
    assert as_short(manuscript.diagnostics) == (
        "a.md:3:1: error[include-limit]:"
        " the files before this one have more than 8000000 characters"
    )


def test_files_that_include_each_other_without_end_are_told_once() -> None:
    """The number of files is limited, however they multiply."""
    files = {f"{n}.md": f"{{{{< include {n + 1}.md >}}}}\n\n" * 9 for n in range(9)}
    files["9.md"] = "End.\n"
    manuscript = assembled("0.md", files)
    assert [each.code for each in manuscript.diagnostics] == ["include-limit"]
    assert manuscript.diagnostics[0].message == (
        "from here on the text is made of more than 200 files"
    )
