"""HTML read by the XML parser: the tree of the HTML parser, or none."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from publish import pipeline
from publish.draft import page_of, prepare
from publish.options import Options
from publish.render.parsing import tree_of
from publish.source import Source
from publish.targets import SCREEN

ROOT = Path(__file__).resolve().parent.parent
HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A &amp; B</title>'
MANUSCRIPTS = [*(ROOT / "manuscripts").glob("*.md"), *(ROOT / "tests" / "specimens").glob("*.md")]


def whole(body: str) -> str:
    return f"{HEAD}\n</head>\n<body>{body}</body>\n</html>\n"


def as_html(html: str) -> bytes:
    return tostring(tinyhtml5.parse(StringIO(html), namespace_html_elements=False))


@pytest.mark.parametrize("path", MANUSCRIPTS, ids=lambda each: each.stem)
def test_our_pages_are_read_quickly_and_rightly(path: Path) -> None:
    """Each page of ours without formulas is plain enough, and its tree is the HTML parser's."""
    options = Options()
    project, source = pipeline.open_manuscript(path, options)
    assert isinstance(source, Source)
    html = page_of(prepare(project, source, options), SCREEN).html
    tree = tree_of(html)
    has_drawings = "<svg" in html or "<math" in html
    assert has_drawings or tree is not None
    assert tree is None or tostring(tree) == as_html(html)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "a",
        "<p>a</p>",
        "<p>a</p>b",
        "<p>a &amp; b &lt; c<br>d</p>",
        "<pre>a\nb</pre><pre></pre>",
        "<div><h2>a</h2><h3>b</h3></div>",
        "<p><a href='#a'>a</a> <a href='#b'><b>b</b></a></p>",
        "<ol><li>a<ul><li><p>b</p></li></ul></li></ol>",
        "<dl><dt>a</dt><dd><p>b</p></dd></dl>",
        "<table><caption>a</caption><colgroup><col><col></colgroup><thead><tr><th>b</th></tr>"
        "</thead><tbody> <tr><td>c</td></tr></tbody><tfoot>\n<tr><td>d</td></tr></tfoot></table>",
    ],
)
@pytest.mark.parametrize("space", ["", "\n", "\n \n"])
def test_what_nests_plainly_is_read_quickly(body: str, space: str) -> None:
    """And as the HTML parser reads it, with what stands behind the end."""
    html = f"{HEAD}\n</head>\n<body>{body}</body>{space}</html>{space}"
    tree = tree_of(html)
    assert tree is not None
    assert tostring(tree) == as_html(html)


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<div>b</div></p>",
        "<ol><p>a</p></ol>",
        "<ul><div>a</div></ul>",
        "<dl><b>a</b></dl>",
        "<ol><b>a</b></ol>",
        "<ul><i>a</i></ul>",
        "<table><tbody><td>a</td></tbody></table>",
        "<table><tbody><tr><p>a</p></tr></tbody></table>",
        "<tr><td>a</td></tr>",
        "<caption>a</caption>",
        "<tfoot><tr><td>a</td></tr></tfoot>",
        "<col>",
        "<p><span><ul><li>a</li></ul></span></p>",
        '<a href="#a">a <b><a href="#b">b</a></b></a>',
        "<h2>a<h3>b</h3></h2>",
        "<table><tr><td>a</td></tr></table>",
        "<table>a<tbody><tr><td>b</td></tr></tbody></table>",
        "<table><tbody><tr><td>b</td></tr> c </tbody></table>",
        "<li>a</li>",
        "<ul><li>a<li>b</li></li></ul>",
        "<p/>a<p>b</p>",
        "<pre>\na</pre>",
        "<p>a<!-- b -->c</p>",
        "<p>&nbsp;&#150;&eacute</p>",
        '<p title="a\nb">c</p>',
        "<p>a</p><script>1 < 2</script>",
        "<textarea>\na</textarea>",
        "<svg><path d='M0 0'/></svg>",
        "<P>a</P>",
        '<p xml:lang="en">a</p>',
        '<p xmlns="x">a</p>',
        "<p>a<br>b</br></p>",
        "<style>a > b {}</style>",
        "<select><option>a</option></select>",
        "<p>a ]]> b</p>",
        "<p>\x0c</p>",
        "<p>\ud800</p>",
        "a</body></html><p>b</p>",
    ],
)
def test_what_html_reads_otherwise_is_left_to_the_html_parser(body: str) -> None:
    """To HTML, these nest or read otherwise than they are written."""
    assert tree_of(whole(body)) is None


def test_no_page_without_its_parts_is_read_quickly() -> None:
    """The HTML parser adds a head and a body where there is none."""
    assert tree_of("<!DOCTYPE html><html><body></body></html>") is None
    assert tree_of(whole("")[len("<!DOCTYPE html>") :]) is None
    assert tree_of(whole("").replace("A &amp; B", "A <i>B</i>")) is None
    assert tree_of(whole("").replace("<html", "<body").replace("</html", "</body")) is None
    assert tree_of(whole("").replace('lang="en"', 'xml:lang="en"')) is None
    assert tree_of(whole("").replace("</body>", "</body><p>a</p>")) is None


NAMES = (
    "p div ul li ol a b em span h2 h3 table thead tbody tr td br img hr pre code dl dt dd sup "
    "blockquote section figure note-call caption main"
)
TAGS = st.sampled_from(NAMES.split())
TEXTS = st.sampled_from(["", " ", "\n", "a", "a &amp; b", "“ه”", "x > y", '"', "/>"])


@st.composite
def fragments(draw: st.DrawFn, depth: int = 4) -> str:
    """Draw some nested HTML, right or wrong."""
    parts = [draw(TEXTS)]
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        tag = draw(TAGS)
        given = draw(st.sampled_from(["", ' class="a b"', " dir='rtl'", ' href="#n?a=1&amp;b=2"']))
        if tag in ("br", "img", "hr"):
            parts.append(f"<{tag}{given}>")
        else:
            parts.append(f"<{tag}{given}>{draw(fragments(depth - 1))}</{tag}>")
        parts.append(draw(TEXTS))
    return "".join(parts)


@given(fragments(), st.sampled_from(["", "\n", " \n"]))
def test_a_tree_is_that_of_the_html_parser_or_none(body: str, space: str) -> None:
    """Whatever the nesting: no tree at all, or the right one."""
    html = whole(body) + space
    tree = tree_of(html)
    assert tree is None or tostring(tree) == as_html(html)
