"""The renderer's imports: what a render does without, and what stands in gives way when needed."""

from __future__ import annotations

import ctypes
import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
import tinycss2
from fontTools.ttLib import TTFont

from publish.render import fonts, native, unopened
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pages import FACES, make_page, make_png, note

PAGE = make_page(f"<h1>A Brief</h1><p>Text{note(1, 'A note.')}</p>")
_BEGINS = "from publish.render.child import main\n"
_TELLS_MODULES = """\
from publish.render import child
send = child._send
def tell(sink, answer, pdf=b""):
    loaded = [name for name, each in sys.modules.items() if type(each) is type(sys)]
    send(sink, dict(answer, versions=dict.fromkeys(loaded, "")), pdf)
child._send = tell
"""
_WITHOUT_SUBSETTER = """\
from publish.render import engine
import_renderer = engine.Engine._import
def import_without(self):
    import_renderer(self)
    import weasyprint.pdf.fonts
    weasyprint.pdf.fonts.harfbuzz_subset = None
engine.Engine._import = import_without
"""


def changed(patch: pytest.MonkeyPatch, code: str) -> Leaf:
    """Start a child that runs this code before it begins."""
    leaf: Any = sys.modules["publish.render.leaf"]
    assert _BEGINS in leaf._CODE
    patch.setattr(leaf, "_CODE", leaf._CODE.replace(_BEGINS, code + _BEGINS))
    return start()


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """Name the modules that a child has loaded when it has made a page."""
    with pytest.MonkeyPatch.context() as patch:
        with start() as warming:
            warming.render(PAGE, SCREEN)
        with changed(patch, _TELLS_MODULES) as leaf:
            rendered = leaf.render(PAGE, SCREEN)
    assert "weasyprint" in rendered.versions
    return frozenset(rendered.versions)


@pytest.mark.parametrize(
    "name",
    [
        *("cffi", "pycparser"),
        *("fontTools", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib"),
        *("urllib.request", "http.client", "email.message", "socket", "ssl"),
        *("PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.EpsImagePlugin", "PIL.ImageCms"),
        *("tinyhtml5", "uuid", "zipfile", "inspect", "_hashlib"),
    ],
)
def test_a_page_of_text_is_made_without(name: str, loaded: frozenset[str]) -> None:
    """Each takes milliseconds of every cold run, and some are a way out of the process."""
    assert name not in loaded


def test_pictures_and_html_that_is_no_xml_are_read_all_the_same() -> None:
    """By the modules that a page of text does without."""
    picture = b64encode(make_png(8, 8)).decode()
    body = f'<p>Text<p><img alt="A" src="data:image/png;base64,{picture}">'
    with start() as leaf:
        rendered = leaf.render(make_page(body), SCREEN)
    assert rendered.diagnostics == ()
    with pypdfium2.PdfDocument(rendered.pdf) as document:
        kinds = [each.type for each in document[0].get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_a_packed_face_is_unpacked_by_the_real_font_tools(flavour: str) -> None:
    """The stand-ins for fontTools give way when the renderer calls them."""
    path = sorted(fonts.prepare(FACES).folder.glob("*.ttf"))[0]
    font, out = TTFont(path), BytesIO()
    font.flavor = flavour
    font.save(out)
    packed = b64encode(out.getvalue()).decode()
    css = f"@font-face {{ font-family: Packed; src: url(data:font/{flavour};base64,{packed}) }}"
    page = make_page("<p>Text</p>", css + "p { font-family: Packed }")
    with start() as leaf:
        assert leaf.render(page, SCREEN).diagnostics == ()


def test_without_harfbuzz_subsetter_faces_are_cut_by_font_tools(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """HarfBuzz before 4.1 has none that the renderer takes."""
    with changed(monkeypatch, _WITHOUT_SUBSETTER) as leaf:
        rendered = leaf.render(PAGE, SCREEN)
    assert words(rendered.pdf).split() == ["A", "Brief", "Text1", "1", "A", "note."]


@pytest.mark.parametrize("damage", [None, b"", b"nonsense"])
def test_declarations_are_parsed_anew_where_none_are_kept(
    damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is the same, and the next start finds them."""
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    with start() as leaf:
        first = leaf.render(PAGE, SCREEN).pdf
    assert first.startswith(b"%PDF")
    (kept,) = (tmp_path / "publish" / "declarations").iterdir()
    sound = kept.read_bytes()
    if damage is None:
        kept.unlink()
    else:
        kept.write_bytes(damage)
    with start() as leaf:
        again = leaf.render(PAGE, SCREEN).pdf
    assert (again == first, kept.read_bytes() == sound) == (True, True)


def test_what_stands_in_is_there_for_the_import_alone(tmp_path: Path) -> None:
    """Then the modules are those that were there before."""
    before = {name: sys.modules.get(name) for name in ("cffi", "email.message", "fontTools")}
    parse = tinycss2.parse_stylesheet
    with native.quick_imports(tmp_path):
        during = {name: sys.modules[name] for name in before}
        assert tinycss2.parse_stylesheet is not parse
    assert [name for name in before if during[name] is before[name]] == []
    assert {name: sys.modules.get(name) for name in before} == before
    assert tinycss2.parse_stylesheet is parse


def test_only_linux_has_prepared_declarations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere libraries have other names, which cffi knows how to find."""
    monkeypatch.setattr(sys, "platform", "darwin")
    real = sys.modules.get("cffi")
    with native.quick_imports(tmp_path):
        assert sys.modules.get("cffi") is real
        assert not isinstance(sys.modules.get("fontTools.ttLib"), native._StandIn)


def test_font_tools_are_imported_where_harfbuzz_cannot_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is not there is no fault."""

    def missing(_: str) -> None:
        raise OSError

    import fontTools

    with native.quick_imports(tmp_path):
        assert sys.modules["fontTools"] is not fontTools
    monkeypatch.setattr(ctypes, "CDLL", missing)
    with native.quick_imports(tmp_path):
        assert sys.modules["fontTools"] is fontTools


def test_an_unopened_module_has_classes_for_every_name_and_no_module_names() -> None:
    """What the import system asks for is not made up."""
    empty = unopened.empty_modules()["urllib.request"]
    assert empty.OpenerDirector is empty.OpenerDirector
    assert empty.OpenerDirector("a", b=1).add_handler(None) is None
    assert not hasattr(empty, "__path__")


def test_another_profile_than_the_renderer_s_own_is_read_by_pillow() -> None:
    """Which refuses what is none."""
    read = unopened.empty_modules()["PIL.ImageCms"].ImageCmsProfile
    with pytest.raises(OSError, match="cannot open profile"):
        read(BytesIO(b"no profile"))


def test_a_module_that_is_put_off_is_imported_at_the_first_look() -> None:
    """And then it is the real one."""
    unopened.put_off("colorsys")
    late = sys.modules["colorsys"]
    assert not hasattr(late, "__path__")
    assert sys.modules["colorsys"] is late
    assert late.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    real = sys.modules["colorsys"]
    assert type(real) is ModuleType
    assert late.hsv_to_rgb(0, 0, 0) == (0, 0, 0)
    assert sys.modules["colorsys"] is real
