"""Theorems, definitions, proofs: divs with a label of their own, numbered by kind.

Quarto, "Theorems and Proofs"; bookdown, "Theorems and proofs"; MyST's directives `prf:…`.
"""

from __future__ import annotations

from publish.syntax.attributes import Attributes

PREFIXES = {
    "thm": "theorem",
    "lem": "lemma",
    "cor": "corollary",
    "prp": "proposition",
    "cnj": "conjecture",
    "def": "definition",
    "exm": "example",
    "exr": "exercise",
}
"""What the identifiers of numbered kinds begin with, and their names as classes."""
_KINDS = {name: kind for kind, name in PREFIXES.items()}
_ALWAYS = frozenset(("theorem", "lemma", "corollary", "proposition", "conjecture"))
"""Classes that mean a theorem without an identifier too; an "example" may be any box."""
WITHOUT_NUMBER = ("proof", "remark", "solution")
COUNTED = "counted"
_BY_MYST = {
    **{f"prf:{name}": (name, COUNTED) for name in PREFIXES.values()},
    **{f"prf:{name}": (name,) for name in WITHOUT_NUMBER},
    **dict.fromkeys(("prf:axiom", "prf:assumption"), ("definition", COUNTED)),
    **dict.fromkeys(("prf:observation", "prf:property"), ("proposition", COUNTED)),
    "exercise": ("exercise", COUNTED),
    "solution": ("solution",),
}
DIRECTIVES = frozenset(_BY_MYST)


def directive_classes(name: str) -> tuple[str, ...]:
    """Give the classes that a directive of MyST stands for: its own name, or a theorem's."""
    return _BY_MYST.get(name, (name,))


def theorem_kind(attributes: Attributes) -> str:
    """Give the kind of a div: "thm", … with a number, "proof", … without; "" when it is none."""
    prefix = attributes.id.replace(":", "-").partition("-")[0]
    if prefix in PREFIXES:
        return prefix
    for name in attributes.classes:
        if name in _KINDS and (name in _ALWAYS or COUNTED in attributes.classes):
            return _KINDS[name]
        if name in WITHOUT_NUMBER:
            return name
    return ""
