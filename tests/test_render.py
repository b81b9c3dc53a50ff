"""A page in the child process: what comes out, what is refused, and what stops it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.page import Page, Resource
from publish.render.installed import installed_version
from publish.render.leaf import Leaf, start
from publish.render.limits import DEFAULT_LIMITS, Limits
from publish.targets import SCREEN
from tests.pages import METADATA, make_page, make_png, note

ROOT = Path(__file__).resolve().parent.parent
PNG = make_png(8, 8)


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def messages(leaf: Leaf, page: Page) -> list[str]:
    """Render and give what was found, with places, as an author reads it."""
    found = []
    for each in leaf.render(page, SCREEN).diagnostics:
        span = each.span
        place = f"{span.source.name}:{span.line}:{span.column}: " if span else ""
        found.append(f"{place}{each.severity}[{each.code}]: {each.message}")
    return found


def test_a_rule_the_renderer_does_not_know_is_shown_in_its_sheet(leaf: Leaf) -> None:
    """The renderer says line and column; we say in which sheet."""
    page = make_page("<p>Text</p>", css="p { color: teal;\n  wobble: 3px }\n")
    assert messages(leaf, page) == [
        "styles/base/text.css:8:3: warning[render-style]: ignored 'wobble: 3px', unknown property"
    ]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("doc:///manuscript/gone.png", "'gone.png' is not loaded: the page does not carry it"),
        (
            "file:///etc/hostname",
            "'file:///etc/hostname' is not loaded: only files of the project are read, and not"
            " 'file:' addresses",
        ),
        (
            "http://127.0.0.1:9/a.png",
            "'http://127.0.0.1:9/a.png' is not loaded: only files of the project are read, and"
            " not 'http:' addresses",
        ),
        ("data:text/html,x", "'data:text/html,x' is not loaded: a 'data:' address of the kind"
         " 'text/html' is not read"),
    ],
)  # fmt: skip
def test_only_what_the_page_carries_is_loaded(leaf: Leaf, url: str, said: str) -> None:
    """The renderer has no way to a file or to the network."""
    assert messages(leaf, make_page(f'<p><img src="{url}" alt="A"></p>')) == [
        f"warning[render-refused]: {said}"
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PNG[:-20], "the file ends too early"),
        (PNG[:50] + b"\x00" + PNG[51:], "the checksum of its part 'IDAT' does not fit"),
        (PNG[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + PNG[24:],
         "it has 60000 × 60000 pixels, and 50 million are the limit"),
    ],
)  # fmt: skip
def test_a_broken_picture_is_an_error(leaf: Leaf, data: bytes, said: str) -> None:
    """The renderer would leave it out and say nothing, or decode it until memory ends."""
    resources = {"doc:///manuscript/a.png": Resource("image/png", data)}
    page = make_page('<p><img src="doc:///manuscript/a.png" alt="A"></p>', resources=resources)
    assert messages(leaf, page) == [
        f"warning[render-picture]: the picture 'a.png' is not shown: {said}"
    ]


def test_links_to_programs_are_taken_out(leaf: Leaf) -> None:
    """An address that is not for readers never reaches the file."""
    page = make_page('<p><a href="javascript:alert(1)">x</a> <a href="https://e.org">y</a></p>')
    rendered = leaf.render(page, SCREEN)
    assert [each.code for each in rendered.diagnostics] == ["render-refused"]
    assert b"javascript" not in rendered.pdf


def test_a_page_the_renderer_gives_up_on_is_one_message(leaf: Leaf) -> None:
    """Its own failures are no traceback, and the next page is rendered all the same."""
    said = messages(leaf, make_page('<p style="font-size:1e30px">x</p>'))
    assert len(said) == 1
    assert said[0].startswith("error[render-crash]: the renderer gave up at '")
    assert "Traceback" not in said[0]
    assert messages(leaf, make_page("<p>x</p>")) == []


@pytest.mark.parametrize(
    ("limits", "body", "said"),
    [
        (Limits(cpu_s=1), "bomb", "rendering took more than 1 s of processor time"),
        (Limits(wall_s=1), "bomb", "rendering took longer than 1 s"),
        (Limits(pages=2), "<p style='break-before:page'>x</p>" * 3,
         "the document has 3 pages, more than the limit"),
        (Limits(memory_bytes=600 << 20), '<pre style="tab-size:100000000">\t</pre>',
         "rendering took more than 600 MB of memory"),
    ],
)  # fmt: skip
def test_a_limit_ends_the_child(limits: Limits, body: str, said: str) -> None:
    """No page can hold the machine: whatever it costs, the run ends with exit code 4."""
    if body == "bomb":
        body = "<div style='columns:2'>" * 12 + "x " * 5000
    with start(limits) as child, pytest.raises(PublishError) as caught:
        child.render(make_page(body), SCREEN)
    assert str(caught.value).startswith(said)
    assert caught.value.exit_code == 4


def test_nothing_is_left_behind() -> None:
    """Neither the child's folder nor its process outlives it."""
    child = start()
    folder, process = child._folder, child._process
    child.render(make_page("<p>x</p>"), SCREEN)
    assert folder.is_dir()
    child.close()
    assert not folder.exists()
    assert process.poll() is not None


def test_what_a_killed_run_left_is_swept_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start is recovery: nothing needs a clean end."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new = tmp_path / "publish-render-old", tmp_path / "publish-render-new"
    for each in (old, new):
        each.mkdir()
    os.utime(old, (0, 0))
    with start():
        assert (old.exists(), new.exists()) == (False, True)


def test_a_missing_library_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango the message is the command that installs it."""
    monkeypatch.setattr(sys.modules["publish.render.leaf"], "_CODE", _WITHOUT_PANGO)
    with start() as child, pytest.raises(PublishError) as caught:
        child.render(make_page("<p>x</p>"), SCREEN)
    assert caught.value.exit_code == 3
    assert "Pango" in str(caught.value)
    assert "pango" in caught.value.hint


_WITHOUT_PANGO = """
import sys
sys.path[:] = {path!r}
from publish.render import native
class Bare:
    RTLD_NOW = 2
    def cdef(self, source): pass
    def dlopen(self, *names): raise OSError("cannot load library")
native._PreparedFFI = Bare
from publish.render.child import main
main()
"""

BODY = "".join(
    f"<h2>Section {n}</h2><p>Counterrevolutionaries of the well-known kind.{note(n, 'A note.')}</p>"
    for n in range(1, 6)
)


def test_the_same_page_gives_the_same_bytes(leaf: Leaf, tmp_path: Path) -> None:
    """Twice in one process, in another one, with another seed, time zone, locale and user."""
    page = make_page("<h1>A Brief</h1>" + BODY, metadata=replace(METADATA, date="2023-04"))
    first = leaf.render(page, SCREEN).pdf
    assert leaf.render(page, SCREEN).pdf == first
    for number, surroundings in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Kabul", "LC_ALL": "C", "HOME": str(tmp_path)},
            {"PYTHONHASHSEED": "2", "TZ": "UTC", "LANG": "de_DE.UTF-8", "USER": "somebody"},
        )
    ):
        out = tmp_path / f"{number}.pdf"
        subprocess.run(
            [sys.executable, "-c", _RENDER, str(out)],
            env={**os.environ, **surroundings, "PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            check=True,
        )
        assert out.read_bytes() == first


_RENDER = """
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import METADATA, make_page
from tests.test_render import BODY
page = make_page("<h1>A Brief</h1>" + BODY, metadata=replace(METADATA, date="2023-04"))
with start() as leaf:
    Path(sys.argv[1]).write_bytes(leaf.render(page, SCREEN).pdf)
"""


@pytest.fixture(scope="module")
def plain_leaf() -> Iterator[Leaf]:
    """Start a child without any of our savings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["publish.render.leaf"], "_CODE", _PLAINLY)
        with start() as child:
            yield child


@pytest.mark.parametrize(
    "css",
    [
        "",
        ":root { --size: 9pt; --all: var(--size)/2 serif } p { font-size: var(--size, 8pt) }",
        ".note { margin: 1mm 0 2mm } @page { @footnote { border-top: 1pt solid; padding: 1mm } }",
        ".note { margin-top: 1mm } @page :first { @footnote { margin-left: 9mm } margin: 20mm }",
        ".note { margin-bottom: -1mm }",
        ".note { footnote-display: inline }",
        "@page { @footnote { max-height: 20mm } }",
        "section { columns: 2 }",
        "section { direction: rtl } p { margin-inline-start: 3mm; padding-inline: 1mm 2mm }",
        "h1 { float: left; text-decoration: underline } p { page: inner; position: relative }",
        "p { margin-left: 9mm } .note { margin-inline-start: 4mm; border-inline-end: 1pt solid }",
        "section { font-size: 15pt } .note { font-size: 11pt }",
        "p { margin: 3% 2% 0 5%; padding: 1% } ul { max-height: 50%; width: 90%; height: auto }",
        "p { width: calc(100% - 9mm); min-height: calc(1mm + 2mm); line-height: calc(1em + 2pt) }",
        "p { box-sizing: border-box; padding: 2mm; width: 70mm; text-indent: 1em }",
        "table { border-collapse: collapse; width: 100% } td { border: 1pt solid; padding: 1% }",
        "table { table-layout: fixed } td:first-child { width: 20% } tr { height: 9mm }",
        "li::marker { color: teal } @layer a { ::marker { font-weight: bold } }",
        "ul { list-style: inside square } ol { list-style-type: upper-roman }",
        "p { text-align: justify; letter-spacing: .1pt; word-spacing: 1pt }",
        "p { text-decoration: underline; font-variant: small-caps; font-kerning: none }",
        "p { font-feature-settings: 'onum'; font-language-override: 'FAR' } b { font-size: 0 }",
        "p::first-line { font-weight: bold } p::first-letter { font-size: 2em }",
        "pre { tab-size: 4; text-overflow: ellipsis; overflow: hidden; width: 30mm }",
        "h1 { position: running(head) } @page { @top-left { content: element(head) } }",
        "h2 { position: absolute; right: 0 } ol { float: inline-end } pre { color: red }",
        "p { text-align: justify; text-align-last: right; direction: rtl }",
        "p { border-radius: 2mm; background: #eee } h2 { box-shadow: none; background: none }",
        "li { color: #0000; background: currentColor } b { visibility: hidden; background: red }",
        "@page { margin: 10%; padding: 2% } section { position: relative; left: 1mm }",
        "h1 { background: #eee } h2 { background: currentColor; color: teal }",
        "p { background-image: linear-gradient(red, blue) } h2 { box-shadow: 1mm 1mm gray }",
        "ul { border: 1pt solid; border-radius: 2mm } h1 { overflow: hidden; border-radius: 9mm }",
        "p { border: 3pt solid; border-image: linear-gradient(red, blue) 1 }",
        "p { mask-border: linear-gradient(red, blue) 1 } h2 { mask-border-source: none }",
        "@page { background: #eee } html { background: #ddd } body { background: #ccc }",
        "@page { background: #eee; @top-left { content: 'a'; background: teal } }",
        "[id]::footnote-call { color: teal } .note::footnote-call { color: red }",
        ".note::footnote-call { color: teal } [id]::footnote-call { color: red }",
        ".note::footnote-call { color: red } ::footnote-call { color: teal; font-size: 5pt }",
        "::footnote-call { color: red !important } .note::footnote-call { color: teal }",
        "@layer a { .note::footnote-call { color: teal } }"
        " @layer b { ::footnote-call { color: red } }",
    ],
)
def test_the_savings_do_not_change_the_file(leaf: Leaf, plain_leaf: Leaf, css: str) -> None:
    """With the plain import of the renderer, and notes laid out its way, the same bytes come."""
    page = make_page(f"<h1>A Brief</h1><section>{BODY * 3}{_KINDS}</section>", css)
    pdf = leaf.render(page, SCREEN).pdf
    plain = plain_leaf.render(page, SCREEN).pdf
    again = leaf.render(page, SCREEN).pdf  # with a sheet that is known by now
    assert pdf
    assert (pdf == plain, pdf == again) == (True, True)  # to show how they differ takes minutes


_KINDS = """
<ul><li>one<ul><li>two</li></ul></li></ul><ol start="7"><li>seven <b>bold</b></li></ol>
<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td rowspan="2">c</td>
<td>coun\u00adter\u00adrev\u00ado\u00adlu\u00adtion</td></tr><tr><td>efface</td></tr></tbody></table>
<pre>if a:\tb  and a line that is longer than any box would hold, say

    the\tend
of it</pre>
<p lang="ur">۴۶۷ ہے</p><p lang="en">۴۶۷ ہے</p>
<p dir="rtl" lang="fa">این یک متن می‌خواهد <span dir="ltr">(BBC 2024)</span> باشد.</p>
<p>A <i>long</i> <a href="https://e.org">coun\u00adter\u00adrev\u00ado\u00adlu\u00adtion\u00adary</a>
sup\u00adporter of nothing in par\u00adtic\u00adular<br>and “AVATAR” office.</p>
"""


_PLAINLY = """
import sys
from contextlib import nullcontext
sys.path[:] = {path!r}
from publish.render import engine
engine.quick_imports = lambda folder: nullcontext()
engine.remember_patterns = lambda folder: None
engine.KNOWN_VERSION = "none"
from publish.render.child import main
main()
"""


def test_no_path_of_this_machine_is_in_the_file(leaf: Leaf) -> None:
    """A file tells nothing of where it was made."""
    pdf = leaf.render(make_page(BODY), SCREEN).pdf
    for place in (str(ROOT), str(Path.home()), "/tmp"):
        assert place.encode() not in pdf


def test_default_limits_are_those_of_the_documentation() -> None:
    """An editor who meets a limit finds the number we promise."""
    assert (DEFAULT_LIMITS.wall_s, DEFAULT_LIMITS.cpu_s, DEFAULT_LIMITS.pages) == (60, 45, 500)


@pytest.mark.parametrize("name", ["weasyprint", "PyYAML", "markdown-it-py", "publish-press"])
def test_the_quick_look_for_a_version_is_right(name: str) -> None:
    """The receipt says what `pip` would."""
    assert installed_version(name) == metadata.version(name)
