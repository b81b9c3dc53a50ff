"""House → diagnostics: colours of text that are too pale for the ground they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from publish.diagnostics import Diagnostic, error
from publish.houses.contrast import LEAST_CONTRAST, WHITE, Colour, contrast
from publish.houses.house_folders import ROOT_HOUSE
from publish.houses.sheets import Declaration, colour_of, variables

_GROUNDS = ("background", "background-color")
_PAPER = "--paper"
"""For text on the colour of the house."""


def check_contrasts(
    declared: Sequence[Declaration], tokens: Mapping[str, Declaration]
) -> Iterator[Diagnostic]:
    """Hold each colour to the ground in its own rule, else to white paper and the tint of boxes."""
    told: set[tuple[str, str]] = set()
    on_paper: dict[str, None] = {}
    for at, use, ground in _uses(declared):
        if use not in tokens:
            continue
        if ground not in tokens:
            on_paper[use] = None
        elif (use, ground) not in told and use != ground:
            told.add((use, ground))
            where = f"the ground '{ground}'"
            yield from _pale(tokens[use], colour_of(tokens[ground].value), where, at)
    for name in on_paper:
        if name == _PAPER or _is_for_own_ground(name, declared, tokens):
            continue
        token, tint = tokens[name], tokens.get("--tint")
        yield from _pale(token, WHITE, "white paper", token)
        if tint is not None:
            is_above = token.sheet.layer == ROOT_HOUSE != tint.sheet.layer
            blamed = tint if is_above else token
            yield from _pale(token, colour_of(tint.value), "the tint of boxes", blamed)


def _uses(declared: Sequence[Declaration]) -> Iterator[tuple[Declaration, str, str]]:
    """Name the colour of text of each rule, and its ground; "" where the rule has none."""
    for _, rule in groupby(declared, key=lambda each: (each.sheet.url, each.rule)):
        own = list(rule)
        grounds = [
            name for each in own if each.name in _GROUNDS for name, _ in variables(each.value)
        ]
        for each in own:
            if each.name == "color":
                for name, _ in variables(each.value):
                    yield each, name, grounds[0] if grounds else ""


def _is_for_own_ground(
    name: str, declared: Sequence[Declaration], tokens: Mapping[str, Declaration]
) -> bool:
    """Say whether a house's own new colour can be read on a ground that the house sets.

    What is inside of a band, say, has its ground from another rule.
    """
    colour = colour_of(tokens[name].value)
    house = tokens[name].sheet.layer
    is_new = not any(each.name == name and each.sheet.layer == ROOT_HOUSE for each in declared)
    grounds = {
        ground
        for each in declared
        if each.name in _GROUNDS and each.sheet.layer == house
        for ground, _ in variables(each.value)
        if ground in tokens
    }
    values = [value for ground in grounds if (value := colour_of(tokens[ground].value))]
    return bool(
        colour and is_new and any(contrast(colour, each) >= LEAST_CONTRAST for each in values)
    )


def _pale(
    token: Declaration, ground: Colour | None, where: str, blamed: Declaration
) -> Iterator[Diagnostic]:
    """Tell of a colour that cannot be read there, at what the house has changed."""
    colour = colour_of(token.value)
    if colour is None or ground is None:
        return
    ratio = contrast(colour, ground)
    if ratio < LEAST_CONTRAST:
        message = f"'{token.name}' on {where} has a contrast of {ratio:.1f}, and 4.5 is the least"
        yield error("style-contrast", message, blamed.span)
