"""Simple mathematics → text: letters in italics, superscripts and subscripts, symbols."""

from __future__ import annotations

import re

from publish.bibliography.richtext import Run, Style
from publish.bibliography.symbols import BLACKBOARD, MATH, SYMBOLS, UPRIGHT_MATH

_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\([\s\S])|([{}])|([\^_])\s*|([A-Za-z]+)|(\s+)|([\s\S])")
_COUNT = re.compile(r"(?<=[A-Za-z)\]])(\d+)")
"""In chemistry, a number of atoms."""
_UPRIGHT = frozenset(("mathrm", "text", "textrm", "mathsf", "mathtt", "operatorname", "mbox", "rm"))
_BOLD = frozenset(("mathbf", "boldsymbol", "bm", "bf", "textbf"))
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝≪≫→←↔⇒⇐⇔⊂⊃⊆⊇∈∉")
"""Signs with space on both sides (The TeXbook, chapter 18)."""
_CHARACTERS = {"-": "−", "'": "′", "*": "∗", "~": "\u00a0"}

Frame = tuple[tuple[Style, ...], bool, str]


class _MathReader:
    """The walk over one formula; a stack of groups, so any depth is read in linear time."""

    def __init__(self, text: str, styles: tuple[Style, ...]) -> None:
        self.text = text
        self.styles: tuple[Style, ...] = tuple(each for each in styles if each != "nocase")
        self.is_italic = True
        self.frames: list[Frame] = []
        self.runs: list[Run] = []
        self.pending: Frame | None = None
        """The state to go back to after the next atom, and what to write then."""
        self.fraction = 0

    def run(self) -> list[Run]:
        for token in _TOKEN.finditer(self.text):
            self._token(token)
        return self.runs

    def _token(self, token: re.Match[str]) -> None:
        command, symbol, brace, script, letters, space, other = token.groups()
        if script:
            self._script("sup" if script == "^" else "sub")
        elif brace == "{":
            self.frames.append(self.pending or (self.styles, self.is_italic, ""))
            self.pending = None
        elif brace == "}":
            self._close()
        elif space:
            self._emit("" if self.is_italic else " ")
        elif command:
            self._command(command)
        elif letters:
            self._letters(letters)
        else:
            self._atom(SYMBOLS.get(symbol, symbol) if symbol else _CHARACTERS.get(other, other))

    def _emit(self, text: str, *, is_italic: bool = False) -> None:
        if text:
            slant: tuple[Style, ...] = ("i",) if is_italic else ()
            self.runs.append(Run(text, (*self.styles, *slant, "nocase")))

    def _atom(self, text: str, *, is_italic: bool = False) -> None:
        if text in _RELATIONS and self.pending is None:
            text = f" {text} " if self.runs else text
        self._emit(text, is_italic=is_italic)
        if self.pending is not None:
            self._restore(self.pending)
            self.pending = None

    def _letters(self, letters: str) -> None:
        if self.pending is not None:
            self._atom(letters[0], is_italic=self.is_italic)
            letters = letters[1:]
        self._emit(letters, is_italic=self.is_italic)

    def _script(self, style: Style) -> None:
        self.pending = self.pending or (self.styles, self.is_italic, "")
        if len(self.frames) < 50:
            self.styles = (*self.styles, style)

    def _restore(self, frame: Frame) -> None:
        self.styles, self.is_italic, suffix = frame
        self._emit(suffix)

    def _close(self) -> None:
        if self.frames:
            self._restore(self.frames.pop())

    def _command(self, name: str) -> None:
        if name in _UPRIGHT or name in _BOLD or name == "mathbb":
            self.pending = (self.styles, self.is_italic, "")
            self.is_italic = False
            if name in _BOLD and "b" not in self.styles:
                self.styles = (*self.styles, "b")
        elif name == "frac":
            self.pending = (self.styles, self.is_italic, "/")
        elif name in ("mathcal", "mathit", "overline", "bar", "hat", "tilde", "vec", "dot"):
            return
        else:
            known = MATH.get(name, SYMBOLS.get(name, name))
            self._atom(f" {known} " if name in UPRIGHT_MATH else known)


def math_runs(text: str, styles: tuple[Style, ...], *, is_chemistry: bool = False) -> list[Run]:
    r"""Read what stands between `$` and `$`, e.g. `^{13}` or `\alpha_2`; or in `\ce{H2O}`."""
    for letter, doubled in BLACKBOARD.items():
        text = text.replace(f"\\mathbb{{{letter}}}", doubled).replace(f"\\mathbb {letter}", doubled)
    reader = _MathReader(text.strip(), styles)
    if is_chemistry:
        reader.is_italic = False
        reader.text = _COUNT.sub(r"_{\1}", reader.text)
    return reader.run()
