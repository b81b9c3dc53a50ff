"""The calls between macros: which exist, which go in circles, which grow out of hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.csl.nodes import Node
from publish.csl.style_reader import Call
from publish.diagnostics import Diagnostic, did_you_mean, error

MAX_DEPTH = 150
"""Elements inside of elements, macros included; the deepest style in use has about 60."""
MAX_SIZE = 2_000_000
"""Calls of a layout with all macros written out; the largest style in use has 139,000."""

Macros = Mapping[str, tuple[Node, ...]]


def reachable(calls: Sequence[Call], caller: str) -> set[str]:
    """Collect the macros that a macro or layout calls, directly or not, and itself."""
    graph = _graph(calls)
    found, waiting = {caller}, [caller]
    while waiting:
        for call in graph.get(waiting.pop(), ()):
            if call.called not in found:
                found.add(call.called)
                waiting.append(call.called)
    return found


def without_bad_calls(
    macros: Macros, calls: Sequence[Call]
) -> tuple[dict[str, tuple[Node, ...]], list[Diagnostic]]:
    """Empty the macros that are missing, call themselves or grow out of hand; say which."""
    known = dict(macros)
    found: list[Diagnostic] = []
    for call in calls:
        if call.called not in macros:
            hint = did_you_mean(call.called, sorted(macros))
            message = f"no macro '{call.called}' in this style"
            found.append(error("csl-macro-missing", message, call.span, hint))
            known[call.called] = ()
    for call in _circles(calls):
        message = f"macro '{call.called}' calls itself, directly or through others"
        found.append(error("csl-macro-cycle", message, call.span))
        known[call.called] = ()
    if found:
        return known, found
    giants = _giants(calls)
    for call in giants:
        known[call.called] = ()
    for call in giants[:1]:
        message = f"macro '{call.called}' grows beyond the limit when its macros are written out"
        found.append(error("csl-macro-size", message, call.span))
    return known, found


def _graph(calls: Sequence[Call]) -> dict[str, list[Call]]:
    graph: dict[str, list[Call]] = {}
    for call in calls:
        graph.setdefault(call.caller, []).append(call)
    return graph


def _walk(calls: Sequence[Call]) -> Iterator[tuple[str, Call | None]]:
    """Walk the calls depth first: (macro, None) when it is done, (macro, call) for a circle."""
    graph = _graph(calls)
    is_done: dict[str, bool] = {}
    for start in graph:
        if start in is_done:
            continue
        is_done[start] = False
        stack = [(start, iter(graph[start]))]
        while stack:
            name, rest = stack[-1]
            call = next(rest, None)
            if call is None:
                is_done[name] = True
                stack.pop()
                yield name, None
            elif call.called not in is_done:
                is_done[call.called] = False
                stack.append((call.called, iter(graph.get(call.called, ()))))
            elif not is_done[call.called]:
                yield name, call


def _circles(calls: Sequence[Call]) -> list[Call]:
    """Give one call of each circle."""
    circles = (call for _, call in _walk(calls) if call is not None)
    return list({call.called: call for call in circles}.values())


def _giants(calls: Sequence[Call]) -> list[Call]:
    """Give the calls of macros that are too large or too deep; there are no circles."""
    graph = _graph(calls)
    sizes: dict[str, int] = {}
    depths: dict[str, int] = {}
    for name, _ in _walk(calls):
        inner = graph.get(name, ())
        sizes[name] = 1 + sum(sizes[call.called] for call in inner)
        depths[name] = max((call.depth + depths[call.called] for call in inner), default=1)
    giants = {
        call.called: call
        for call in calls
        if sizes[call.called] > MAX_SIZE or depths[call.called] > MAX_DEPTH
    }
    return list(giants.values())
