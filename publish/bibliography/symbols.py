"""LaTeX's names for characters: accents, letters, symbols, Greek, and what they are in Unicode.

Sources: "The Comprehensive LaTeX Symbol List" (Pakin, 2024), tables 1-30 for text and the Greek
tables for mathematics; the combining characters are those of the Unicode block U+0300.
"""

from __future__ import annotations

ACCENTS: dict[str, str] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "G": "\u030f",
    "f": "\u0311",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "textcommabelow": "\u0326",
}
"""Accent command → combining character."""

SYMBOLS: dict[str, str] = {
    # control symbols
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
    " ": " ", "\n": " ", "\t": " ", "\\": " ", ",": "\u202f", ";": " ", ":": " ", ">": " ", "!": "",
    "/": "", "-": "", "@": "", "*": "", "|": "‖", "(": "", ")": "", "[": "", "]": "",
    # letters
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "SS": "SS", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
    "textschwa": "ə", "textipa": "",
    # signs
    "S": "§", "textsection": "§", "P": "¶", "textparagraph": "¶", "dag": "†", "textdagger": "†",
    "ddag": "‡", "textdaggerdbl": "‡", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
    "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€",
    "textyen": "¥", "textcent": "¢", "textcurrency": "¤", "textdollar": "$",
    "textmu": "µ", "textohm": "Ω", "textperthousand": "‰", "textpercent": "%",
    "textnumero": "№", "textordfeminine": "ª", "textordmasculine": "º",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
    "texttimes": "×", "textdiv": "÷", "textpm": "±", "textminus": "−", "textlnot": "¬",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`", "textasciidieresis": "¨", "textasciimacron": "¯",
    "textunderscore": "_", "textbar": "|", "textbrokenbar": "¦", "textless": "<",
    "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "textbullet": "•", "textperiodcentered": "·", "textasteriskcentered": "*",
    "textellipsis": "…", "ldots": "…", "dots": "…", "dotfill": "…",
    "textendash": "–", "textemdash": "—", "textquotedbl": '"', "textquotesingle": "'",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "lq": "‘", "rq": "’", "quotesinglbase": "‚", "quotedblbase": "„",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹",
    "frq": "›", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "og": "« ", "fg": " »",
    "textexclamdown": "¡", "textquestiondown": "¿", "textvisiblespace": "␣",
    "textrightarrow": "→", "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓",
    "checkmark": "✓", "male": "♂", "female": "♀",
    # spaces and hyphens
    "quad": " ", "qquad": " ", "space": " ", "enspace": "\u2002", "emspace": "\u2003",
    "thinspace": "\u202f", "nobreakspace": "\u00a0", "nobreakdash": "", "hyphen": "-", "hyp": "-",
    "slash": "/", "fshyp": "/", "dash": "–", "Dash": "—", "newline": " ", "linebreak": " ",
    "par": " ", "item": " ", "textcompwordmark": "\u200c", "allowbreak": "", "noindent": "",
    # names
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "pdfTeX": "pdfTeX", "ConTeXt": "ConTeXt",
    "MF": "METAFONT", "MP": "MetaPost", "AmS": "AMS",
    # silent
    "protect": "", "relax": "", "ignorespaces": "", "unskip": "", "xspace": "", "null": "",
    "addperiod": ".", "addcomma": ",", "addcolon": ":", "addsemicolon": ";", "adddot": ".",
    "addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u202f", "addslash": "/",
    "isdot": "", "nopunct": "", "midsentence": "", "autocap": "", "mkbibnodate": "n.d.",
    "bibrangedash": "–", "bibopenparen": "(", "bibcloseparen": ")", "newblock": " ",
    "displaystyle": "", "textstyle": "", "limits": "", "sloppy": "", "break": " ", "hfill": " ",
    "normalsize": "", "small": "", "large": "", "Large": "", "footnotesize": "",
    "tiny": "", "scriptsize": "", "LARGE": "", "huge": "", "Huge": "",
}  # fmt: skip
"""Command → text."""

MATH: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "·", "ast": "∗", "star": "⋆",
    "circ": "∘", "bullet": "∙", "oplus": "⊕", "otimes": "⊗", "wedge": "∧", "vee": "∨",
    "cap": "∩", "cup": "∪", "setminus": "∖", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠", "neq": "≠", "equiv": "≡", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅",
    "propto": "∝", "ll": "≪", "gg": "≫", "subset": "⊂", "supset": "⊃", "subseteq": "⊆",
    "supseteq": "⊇", "in": "∈", "notin": "∉", "ni": "∋", "perp": "⊥", "parallel": "∥", "mid": "∣",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
    "Leftarrow": "⇐", "Leftrightarrow": "⇔", "mapsto": "↦", "longrightarrow": "⟶",
    "uparrow": "↑", "downarrow": "↓", "infty": "∞", "partial": "∂", "nabla": "∇", "forall": "∀",
    "exists": "∃", "emptyset": "∅", "varnothing": "∅", "neg": "¬", "hbar": "ℏ", "ell": "ℓ",
    "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "angle": "∠", "prime": "′", "dagger": "†", "ddagger": "‡",
    "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "surd": "√", "sqrt": "√", "langle": "⟨",
    "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "cdots": "⋯",
    "ldots": "…", "vdots": "⋮", "colon": ":", "backslash": "\\", "triangle": "△", "Box": "□",
    "diamond": "⋄", "clubsuit": "♣", "heartsuit": "♥", "spadesuit": "♠", "diamondsuit": "♢",
    "flat": "♭", "natural": "♮", "sharp": "♯", "odot": "⊙", "ominus": "⊖", "top": "⊤", "bot": "⊥",
    "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "lim": "lim",
    "max": "max", "min": "min", "sup": "sup", "inf": "inf", "det": "det", "dim": "dim",
    "ker": "ker", "deg": "deg", "gcd": "gcd", "hom": "hom", "arg": "arg", "Pr": "Pr",
    "left": "", "right": "", "big": "", "Big": "", "bigl": "", "bigr": "", "lvert": "|",
    "rvert": "|", "Vert": "‖", "vert": "|",
}  # fmt: skip
"""Command → text in mathematics; most are used in text by those who forget the `$`."""

UPRIGHT_MATH = frozenset(
    ("log", "ln", "exp", "sin", "cos", "tan", "lim", "max", "min", "sup", "inf", "det", "dim",
     "ker", "deg", "gcd", "hom", "arg", "Pr")
)  # fmt: skip
"""Those of `MATH` that are words, set upright."""

BLACKBOARD: dict[str, str] = {
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
}  # fmt: skip
"""`\\mathbb` (Unicode, Letterlike Symbols)."""

LIGATURES: dict[str, str] = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "`": "‘",
    "'": "’",
    "?`": "¿",
    "!`": "¡",
    "~": "\u00a0",
}
"""TeX's ligatures in text fonts, and the tie (The TeXbook, appendix B)."""
