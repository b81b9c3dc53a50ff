"""Importing the renderer quickly: prepared library declarations, and modules loaded when needed.

Each trick here saves part of a cold start (the figures are CPU ms on Python 3.11) and falls back
to the plain import when it does not fit. The output must be the same bytes without them.
"""

from __future__ import annotations

import importlib
import marshal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader, find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from publish.render.cache import digest, keep, recall
from publish.render.unopened import empty_modules

_LAZY = ("PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.EpsImagePlugin")
"""Needed only by documents with raster pictures (28 ms)."""

_FONT_TOOLS = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""Needed only for fonts that are variable, packed or without HarfBuzz's subsetter (150 ms)."""


class _PreparedFFI:
    """Stands in for `cffi.FFI`: declarations parsed once and kept, so pycparser stays away.

    The parse takes 104 ms, and `cffi.FFI.dlopen` asks `ctypes.util.find_library` for names of
    other platforms: 86 child processes, 280 ms.
    """

    folder = Path()

    def __init__(self) -> None:
        self._source = ""
        self._ready: Any = None

    def cdef(self, source: str) -> None:
        self._source += source

    def __getattr__(self, name: str) -> Any:
        if self._ready is None:
            self._ready = _declare(self._source, self.folder)
        value = getattr(self._ready, name)
        setattr(self, name, value)  # asked for 30,000 times in a brief
        return value


def _declare(source: str, folder: Path) -> Any:
    """Build the FFI from kept declarations, or parse and keep them."""
    backend = importlib.import_module("_cffi_backend")
    key = digest(source, str(backend.__version__), sys.version)
    path = folder / "declarations" / key
    try:
        arguments = marshal.loads(recall(path) or b"")
    except (ValueError, EOFError, TypeError):  # none, or a damaged file, which is written anew
        arguments = _parse_declarations(source)
        keep(path, marshal.dumps(arguments))
    return backend.FFI("publish", **arguments)


def _parse_declarations(source: str) -> dict[str, Any]:
    """Let cffi write its pure-Python module for these declarations and read its arguments."""
    from io import StringIO

    sys.modules.pop("cffi", None)
    cffi = importlib.import_module("cffi")
    recompiler = importlib.import_module("cffi.recompiler")
    ffi = cffi.FFI()
    ffi.cdef(source)
    writer = recompiler.Recompiler(ffi, "publish", target_is_python=True)
    writer.collect_type_table()
    writer.collect_step_tables()
    text = StringIO()
    writer.write_source_to_f(text, None)
    taken: dict[str, Any] = {}
    backend = ModuleType("_cffi_backend")
    backend.FFI = lambda _name, **arguments: taken.update(arguments)  # type: ignore[attr-defined]
    code = text.getvalue().replace("import _cffi_backend", "")
    exec(code, {"_cffi_backend": backend})  # cffi's own output, from the renderer's declarations
    return taken


@contextmanager
def quick_imports(folder: Path) -> Iterator[None]:
    """Let the renderer be imported with every saving that fits this platform."""
    _PreparedFFI.folder = folder
    stand_ins = empty_modules()
    if sys.platform == "linux":
        stand_ins["cffi"] = _module("cffi", FFI=_PreparedFFI)
    if _has_subsetter():
        stand_ins.update(_font_tools())
    for name in _LAZY:
        _load_when_used(name)
    real = {name: sys.modules[name] for name in stand_ins if name in sys.modules}
    sys.modules.update(stand_ins)
    try:
        with _without_presentational_hints():
            yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
        sys.modules.update(real)


@contextmanager
def _without_presentational_hints() -> Iterator[None]:
    """Leave out the sheet for `bgcolor` and its like (9 ms): that option is always off here."""
    tinycss2 = importlib.import_module("tinycss2")
    parse, place = tinycss2.parse_stylesheet, find_spec("weasyprint")
    assert place is not None
    assert place.origin is not None
    hints = (Path(place.origin).parent / "css" / "html5_ph.css").read_text("utf-8")
    vars(tinycss2)["parse_stylesheet"] = lambda css, *rest: (
        [] if css == hints else parse(css, *rest)
    )
    try:
        yield
    finally:
        vars(tinycss2)["parse_stylesheet"] = parse


def _module(name: str, **members: Any) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(members)
    return module


def _has_subsetter() -> bool:
    """Say whether HarfBuzz's subsetter is there, so that fontTools is not called."""
    from ctypes import CDLL

    if sys.platform != "linux":
        return False
    try:
        CDLL("libharfbuzz-subset.so.0")
    except OSError:
        return False
    return True


def _load_when_used(name: str) -> None:
    if name in sys.modules:
        return
    spec: ModuleSpec | None = find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    setattr(sys.modules[parent], child, module)


def _font_tools() -> dict[str, ModuleType]:
    """Make stand-ins for fontTools that give way to the real modules at the first call."""
    made: dict[str, ModuleType] = {}
    for path, names in _FONT_TOOLS.items():
        parts = path.split(".")
        for end in range(1, len(parts) + 1):
            made.setdefault(".".join(parts[:end]), _module(".".join(parts[:end]), __path__=[]))
        made[path].__dict__.update({name: _StandIn(path, name) for name in names})
    return made


class _StandIn:
    """A member of fontTools that loads it when it is called or looked into."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._real()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        _give_way()
        return _member(*self._place)


def _give_way() -> None:
    """Put the real fontTools where the renderer has stand-ins: `except TTLibError` needs it."""
    for user in ("weasyprint.pdf.fonts", "weasyprint.text.fonts"):
        names = vars(sys.modules[user])
        for name, value in list(names.items()):
            if isinstance(value, _StandIn):
                names[name] = _member(*value._place)
            elif isinstance(value, ModuleType) and value.__name__ == "fontTools.subset":
                names[name] = importlib.import_module("fontTools.subset")


def _member(module: str, name: str) -> Any:
    """Give a member of a module, which may be a module that none has imported yet."""
    found = importlib.import_module(module)
    if not hasattr(found, name):
        importlib.import_module(f"{module}.{name}")
    return getattr(found, name)
