"""PDF bytes → pages and their text, by PDFium: a parser that had no part in the writing."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.diagnostics import PublishError

_LIBRARIES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
_HANDLES = ("FPDF_LoadMemDocument64", "FPDF_LoadPage", "FPDFText_LoadPage")
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadMemDocument64": (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p),
    "FPDF_CloseDocument": (ctypes.c_void_p,),
    "FPDF_GetPageCount": (ctypes.c_void_p,),
    "FPDF_LoadPage": (ctypes.c_void_p, ctypes.c_int),
    "FPDF_ClosePage": (ctypes.c_void_p,),
    "FPDF_GetPageWidthF": (ctypes.c_void_p,),
    "FPDF_GetPageHeightF": (ctypes.c_void_p,),
    "FPDFText_LoadPage": (ctypes.c_void_p,),
    "FPDFText_ClosePage": (ctypes.c_void_p,),
    "FPDFText_CountChars": (ctypes.c_void_p,),
    "FPDFText_GetText": (ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_char_p),
}


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as PDFium reads it."""

    width_pt: float
    height_pt: float
    text: str
    """In the order of the content; lines end with "\\r\\n"."""


def read_pages(pdf: bytes) -> tuple[ReadPage, ...] | None:
    """Open a PDF and read every page; None when PDFium cannot."""
    library = _library()
    document = library.FPDF_LoadMemDocument64(pdf, len(pdf), None)
    if not document:
        return None
    try:
        count = library.FPDF_GetPageCount(document)
        pages = [_read_page(library, document, number) for number in range(count)]
    finally:
        library.FPDF_CloseDocument(document)
    return None if None in pages else tuple(each for each in pages if each)


def _read_page(library: Any, document: int, number: int) -> ReadPage | None:
    page = library.FPDF_LoadPage(document, number)
    if not page:
        return None
    text = library.FPDFText_LoadPage(page)
    size = library.FPDFText_CountChars(text) if text else 0
    buffer = ctypes.create_string_buffer(2 * size + 2)
    if size > 0:
        library.FPDFText_GetText(text, 0, size, buffer)
    width, height = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
    library.FPDFText_ClosePage(text)
    library.FPDF_ClosePage(page)
    words = buffer.raw.decode("utf-16-le", "replace").partition("\0")[0]
    return ReadPage(width, height, words)


@lru_cache
def _library() -> Any:
    """Load PDFium with the ten functions we call.

    The package's own bindings declare them all, which takes 60 ms; this takes 12.
    """
    spec = find_spec("pypdfium2_raw")
    if spec is None or not spec.submodule_search_locations:
        raise PublishError("the library 'pypdfium2' is missing", 3, "pip install pypdfium2")
    name = _LIBRARIES.get(sys.platform, "libpdfium.so")
    path = Path(next(iter(spec.submodule_search_locations))) / name
    try:
        library = ctypes.CDLL(str(path))
    except OSError as problem:
        hint = "pip install --force-reinstall pypdfium2"
        raise PublishError(f"the library PDFium cannot be opened ({problem})", 3, hint) from problem
    for function, arguments in _SIGNATURES.items():
        getattr(library, function).argtypes = arguments
    for function in _HANDLES:
        getattr(library, function).restype = ctypes.c_void_p
    for function in ("FPDF_GetPageWidthF", "FPDF_GetPageHeightF"):
        getattr(library, function).restype = ctypes.c_float
    library.FPDF_InitLibrary()
    return library
