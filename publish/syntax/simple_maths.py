r"""TeX of simple formulas → pieces of text: `p < 0.05`, `R^2`, `\beta_1`, `\text{CO}_2`.

What a sentence can hold: variables, numbers, signs, and what is set lower or raised. A formula with
more to it (arrays, big fractions, roots of sums, accents) gives None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["variable", "upright", "bold", "sub", "sup"]
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in one style, or pieces that are set lower or raised."""

    kind: Kind
    text: str = ""
    inside: tuple[Piece, ...] = ()


_GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "omicron": "ο",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "varepsilon": "ε",
    "vartheta": "ϑ",
    "varphi": "φ",
    "varsigma": "ς",
    "varrho": "ρ",
}
_CAPITALS = {
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
}
_RELATIONS = {
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    "approx": "≈",
    "equiv": "≡",
    "sim": "∼",
    "propto": "∝",
    "in": "∈",
    "mid": "|",
    "ll": "≪",
    **dict.fromkeys(("to", "rightarrow", "longrightarrow"), "→"),
    "gg": "≫",
    "lt": "<",
    "gt": ">",
    "leftarrow": "←",
    "Rightarrow": "⇒",
}
_OPERATORS = {"times": "×", "cdot": "·", "pm": "±", "div": "÷", "ast": "∗", "circ": "∘", "mp": "∓"}
_SIGNS = {
    **{sign: sign for sign in "%$&#_{}"},
    "infty": "∞",
    "partial": "∂",
    "ldots": "…",
    "dots": "…",
    "cdots": "…",
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
    "degree": "°",
    "prime": "′",
    "ell": "ℓ",
    "nabla": "∇",
    "colon": ":",
    "lbrace": "{",
    "rbrace": "}",
    "langle": "⟨",
    "rangle": "⟩",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "forall": "∀",
    "exists": "∃",
    "euro": "€",
    "pounds": "£",
    "textdegree": "°",
}
_SPACES = {",": "\u202f", ";": NO_BREAK, ":": NO_BREAK, " ": NO_BREAK, "quad": "\u2003"}
_SILENT = frozenset(
    ("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "!", "nolimits", "limits")
)
_FUNCTIONS = frozenset(
    (
        *("log", "ln", "lg", "exp", "sin", "cos", "tan", "max", "min", "arg", "det", "dim", "gcd"),
        *("inf", "sup", "lim", "Pr", "deg", "mod", "var", "Var", "Cov"),
    )
)
_TEXTS = {
    **dict.fromkeys(("text", "textrm", "mathrm", "mbox", "operatorname", "rm", "textnormal"), 0),
    **dict.fromkeys(("mathbf", "textbf", "boldsymbol", "bm"), 1),
    **dict.fromkeys(("mathit", "textit", "emph"), 2),
}
_STYLES: tuple[Kind, ...] = ("upright", "bold", "variable")
_TOKEN = re.compile(r"\\([A-Za-z]+|.)|([\^_])|(\{)|(\})|(\s+)|(.)", re.DOTALL)
LONGEST = 300
LONGEST_WHOLE = 45
"""Characters of a formula that stays on one line; a longer one may end it behind a sign."""
_BREAK = re.compile(rf"(?<={NO_BREAK})([^\s]){NO_BREAK}")
"""A relation or an operator between two operands: TeX breaks behind them (TeXbook, ch. 18)."""
DEEPEST = 4


class _TooHardError(Exception):
    """The formula is more than a sentence can hold."""


def typeset(tex: str) -> tuple[Piece, ...] | None:
    r"""Set a formula as pieces of text; None when it is not simple.

    >>> [piece.text for piece in typeset("p < 0.05") or ()]
    ['p', '\xa0<\xa00.05']
    """
    if len(tex) > LONGEST:
        return None
    try:
        pieces = _joined(_Reader(tex.strip()).pieces(0))
    except _TooHardError:
        return None
    if sum(len(each.text) for each in pieces) <= LONGEST_WHOLE:
        return pieces
    return tuple(replace(each, text=_BREAK.sub(r"\1 ", each.text)) for each in pieces)


class _Reader:
    def __init__(self, tex: str) -> None:
        self._tokens = list(_TOKEN.finditer(tex))
        self._tex = tex
        self._at = 0

    def pieces(self, depth: int) -> list[Piece]:
        """Read up to the end, or within braces up to theirs."""
        if depth > DEEPEST:
            raise _TooHardError
        found: list[Piece] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token[4]:
                if not depth:
                    raise _TooHardError
                return found
            if token[1]:
                found += self._command(token[1], found, depth)
            elif token[2]:
                kind: Kind = "sub" if token[2] == "_" else "sup"
                found.append(Piece(kind, inside=_joined(self._argument(depth))))
            elif token[3]:
                found += self.pieces(depth + 1)
            elif token[6]:
                found += self._character(token[6], found, depth)
        if depth:
            raise _TooHardError
        return found

    def _argument(self, depth: int) -> list[Piece]:
        """Read what a command or a raised sign applies to: a group, or one sign."""
        while self._at < len(self._tokens) and self._tokens[self._at][5]:
            self._at += 1
        if self._at >= len(self._tokens):
            raise _TooHardError
        token = self._tokens[self._at]
        self._at += 1
        if token[3]:
            return self.pieces(depth + 1)
        if token[1]:
            return self._command(token[1], [], depth + 1)
        if token[6]:
            return self._character(token[6], [], depth + 1)
        raise _TooHardError

    def _character(self, sign: str, before: list[Piece], depth: int) -> list[Piece]:
        if sign.isalpha():
            return [Piece("variable" if sign.isascii() else "upright", sign)]
        if sign in "&~^":
            raise _TooHardError
        if sign in "=<>":
            return [_spaced(sign, depth)]
        if sign in "+-*":
            shown = {"-": "−", "*": "∗"}.get(sign, sign)
            return [_operator(shown, before, depth)]
        if sign == ",":
            following = self._tokens[self._at] if self._at < len(self._tokens) else None
            return [Piece("upright", ", " if following and following[5] else ",")]
        return [Piece("upright", {"'": "′"}.get(sign, sign))]

    def _command(self, name: str, before: list[Piece], depth: int) -> list[Piece]:
        """Read a command, with what it applies to."""
        sign = _sign(name, before, depth)
        if sign is not None:
            return sign
        if name in _FUNCTIONS:
            return [Piece("upright", name + ("" if self._is_called() else "\u202f"))]
        if name in _TEXTS:
            text = self._text()
            space = "\u202f" if name == "operatorname" and self._is_word_next() else ""
            return [Piece(_STYLES[_TEXTS[name]], text + space)]
        if name in ("frac", "tfrac", "dfrac") and depth < DEEPEST:
            above, below = self._argument(depth), self._argument(depth)
            return [*_enclosed(above), Piece("upright", "/"), *_enclosed(below)]
        if name == "sqrt":
            return [Piece("upright", "√"), *_enclosed(self._argument(depth))]
        raise _TooHardError

    def _is_called(self) -> bool:
        """Say whether a function's argument stands in parentheses, or something is raised."""
        following = self._tokens[self._at] if self._at < len(self._tokens) else None
        return following is None or following[0] in ("(", "_", "^", "[", "\\left")

    def _is_word_next(self) -> bool:
        """Say whether a variable or a number follows, with or without a space."""
        return re.match(r"\s*(?:[^\W_]|\\[A-Za-z])", self._tex[self._end() :]) is not None

    def _end(self) -> int:
        return self._tokens[self._at - 1].end() if self._at else 0

    def _text(self) -> str:
        r"""Read the words of `\text{…}`, which hold no commands."""
        if self._at >= len(self._tokens) or not self._tokens[self._at][3]:
            raise _TooHardError
        start = self._tokens[self._at].end()
        while self._at < len(self._tokens) and not self._tokens[self._at][4]:
            self._at += 1
        if self._at >= len(self._tokens):
            raise _TooHardError
        words = self._tex[start : self._tokens[self._at].start()]
        self._at += 1
        if set(words) & set("\\{}$"):
            raise _TooHardError
        return words


def _sign(name: str, before: list[Piece], depth: int) -> list[Piece] | None:
    """Give what a command stands for; None when it is none of a sign."""
    if name in _SILENT:
        return []
    if name in _GREEK:
        return [Piece("variable", _GREEK[name])]
    if name in _RELATIONS:
        return [_spaced(_RELATIONS[name], depth)]
    if name in _OPERATORS:
        return [_operator(_OPERATORS[name], before, depth)]
    upright = _CAPITALS.get(name) or _SPACES.get(name) or _SIGNS.get(name)
    return [Piece("upright", upright)] if upright else None


def _operator(sign: str, before: list[Piece], depth: int) -> Piece:
    return _spaced(sign, depth) if _is_operand(before) else Piece("upright", sign)


def _spaced(sign: str, depth: int) -> Piece:
    return Piece("upright", sign if depth else f"{NO_BREAK}{sign}{NO_BREAK}")


def _is_operand(before: list[Piece]) -> bool:
    """Say whether a sign stands between two operands, and is none of its own."""
    return bool(before) and before[-1].text.rstrip()[-1:] not in tuple("=<>≤≥≠≈(,[{+−×·±/|")


def _enclosed(pieces: list[Piece]) -> list[Piece]:
    """Put parentheses round what is more than one sign or number."""
    joined = _joined(pieces)
    if len(joined) <= 1 or (len(joined) == 2 and joined[1].kind in ("sub", "sup")):
        return list(joined)
    return [Piece("upright", "("), *joined, Piece("upright", ")")]


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.text and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
