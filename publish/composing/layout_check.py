"""House → diagnostics: mistakes in its layouts, found before anything is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from publish.composing.layout_faults import in_our_words, no_filter
from publish.composing.layout_html import check_html, classes_of
from publish.composing.view import View
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.house import House
from publish.language.localization import Words
from publish.source import Source, Span

if TYPE_CHECKING:
    from jinja2 import Environment


def check_layouts(house: House) -> tuple[Diagnostic, ...]:
    """Find what is wrong in the layouts of a house itself: syntax, parts, blocks, fields, words."""
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from publish.composing.sandbox import LayoutEnvironment

    environment = ImmutableSandboxedEnvironment()
    filters = LayoutEnvironment({}).filters.keys()
    found: list[Diagnostic] = []
    known = classes_of(house)
    for name, source in house.layouts.items():
        if not name.startswith(f"{house.name}/"):
            continue
        try:
            tree = environment.parse(source.text)
        except TemplateSyntaxError as problem:
            message, hint = in_our_words(problem.message or "it cannot be read", filters)
            found.append(error("layout-error", message, _line(source, problem.lineno), hint))
            continue
        found += _unknown_filters(tree, source, filters)
        found += _unknown_parts(tree, source, name, house)
        found += _unknown_blocks(tree, source, name, house, environment)
        found += _unknown_fields(tree, source)
        found += _unknown_words(tree, source, house)
        found += _unprinted(tree, source)
        found += check_html(source, house, known)
    return tuple(found)


def _line(source: Source, number: int) -> Span:
    start = source.line_start(number)
    return source.span(start, start + len(source.line(number)))


def _word(source: Source, number: int, word: str) -> Span:
    """Point at a word in a line, or at the whole line."""
    at = source.line(number).find(word)
    start = source.line_start(number)
    return source.span(start + at, start + at + len(word)) if at >= 0 else _line(source, number)


def _unknown_filters(tree: Any, source: Source, known: Collection[str]) -> Iterator[Diagnostic]:
    """Find filters that no layout can use."""
    from jinja2 import nodes

    for each in tree.find_all(nodes.Filter):
        if each.name not in known:
            message, hint = no_filter(each.name, known)
            yield error("layout-error", message, _word(source, each.lineno, each.name), hint)


def _unknown_parts(tree: Any, source: Source, name: str, house: House) -> Iterator[Diagnostic]:
    """Find a layout that is extended or included, and is not there."""
    from jinja2 import nodes

    for each in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = each.template
        if isinstance(each, nodes.Extends) and named == nodes.Const(name):
            message = f"'{name}' extends itself"
            hint = "a layout extends the one of the house below, e.g. 'base/brief.html'"
            yield error("layout-error", message, _word(source, each.lineno, name), hint)
        elif isinstance(named, nodes.Const) and named.value not in house.layouts:
            hint = did_you_mean(str(named.value), sorted(house.layouts))
            message = f"there is no layout '{named.value}'"
            yield error("layout-error", message, _word(source, each.lineno, str(named.value)), hint)


def _unprinted(tree: Any, source: Source) -> Iterator[Diagnostic]:
    """Find text outside of the blocks of a layout that extends another: it is never printed."""
    from jinja2 import nodes

    extends = next(tree.find_all(nodes.Extends), None)
    for each in tree.body if extends else ():
        for text in each.nodes if isinstance(each, nodes.Output) else ():
            if isinstance(text, nodes.TemplateData) and not text.data.strip():
                continue
            data = getattr(text, "data", "")
            line = text.lineno + data[: len(data) - len(data.lstrip())].count("\n")
            message = "this stands outside of every block, and is never printed"
            hint = "put it into a block of the layout that this one extends"
            yield warning("style-block", message, _line(source, line), hint)
            return


def _unknown_blocks(
    tree: Any, source: Source, name: str, house: House, environment: Environment
) -> Iterator[Diagnostic]:
    """Find a block that no layout above this one has: nothing would ever print it."""
    from jinja2 import nodes

    known: set[str] = set()
    waiting = [tree]
    seen = {name}
    while waiting:
        for each in waiting.pop().find_all(nodes.Extends):
            parent = each.template.value if isinstance(each.template, nodes.Const) else ""
            if parent in house.layouts and parent not in seen:
                seen.add(parent)
                above = environment.parse(house.layouts[parent].text)
                known |= {block.name for block in above.find_all(nodes.Block)}
                waiting.append(above)
    if not known:
        return
    own = list(tree.find_all(nodes.Block))
    inner = {block.name for outer in own for block in outer.find_all(nodes.Block)}
    for each in own:
        if each.name not in known and each.name not in inner:
            hint = did_you_mean(each.name, sorted(known)) or "the blocks are: " + ", ".join(
                sorted(known)
            )
            message = f"the layout that this one extends has no block '{each.name}'"
            yield error("style-block", message, _word(source, each.lineno, each.name), hint)


def _unknown_fields(tree: Any, source: Source) -> Iterator[Diagnostic]:
    """Find a field that `brief` does not have."""
    from jinja2 import nodes

    names = [each.name for each in fields(View)]
    for each in tree.find_all(nodes.Getattr):
        is_brief = isinstance(each.node, nodes.Name) and each.node.name == "brief"
        if is_brief and each.attr not in names:
            hint = did_you_mean(each.attr, names) or "fields of your own are in 'brief.extra'"
            message = f"'brief' has no field '{each.attr}'"
            yield error("layout-error", message, _word(source, each.lineno, each.attr), hint)


def _unknown_words(tree: Any, source: Source, house: House) -> Iterator[Diagnostic]:
    """Find a label that no file of strings has: its name would be printed."""
    from jinja2 import nodes

    known = {word for table in house.strings.values() for word in table}
    for each in tree.find_all((nodes.Getitem, nodes.Getattr)):
        if not isinstance(each.node, nodes.Name) or each.node.name != "words":
            continue
        if isinstance(each, nodes.Getattr):
            word = "" if hasattr(Words, each.attr) else each.attr
        else:
            word = str(each.arg.value) if isinstance(each.arg, nodes.Const) else ""
        if word and word not in known:
            hint = did_you_mean(word, sorted(known)) or "write it into strings/en.toml of the house"
            message = f"no file of strings has the word '{word}'"
            yield warning("style-word", message, _word(source, each.lineno, word), hint)
