"""Diagnostics as text for people, and as JSON, SARIF and GitHub annotations for machines."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal
from urllib.parse import quote

from publish.codes import CODES
from publish.diagnostics import Diagnostic, Severity

Format = Literal["human", "short", "json", "sarif", "github"]

RIGHT_TO_LEFT = {"R", "AL"}
"""Bidirectional classes of right-to-left letters (Unicode Standard Annex 9, table 4)."""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, then by place; those without a place come last, each once."""

    def place(each: Diagnostic) -> tuple[bool, str, int, int]:
        span = each.span
        return (span is None, span.source.name if span else "", span.start if span else 0, 0)

    return sorted(dict.fromkeys(diagnostics), key=place)


def as_human(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Write each with its source line, a caret and its hints, then a line that counts them."""
    ordered = in_order(diagnostics)
    shown, more = _bounded(ordered)
    blocks = [_block(each, colour) for each in shown]
    return "\n".join([*blocks, *more, _count(ordered)]) if ordered else ""


MOST_OF_A_CODE = 50
"""More messages of one code are only counted for people: `--format short` tells them all."""
MOST_ALIKE = 10
"""The same of messages that say the same of other places."""


def _bounded(ordered: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[str]]:
    """Leave out what nobody would read, and say how much that was."""
    seen: Counter[str] = Counter()
    alike: Counter[tuple[str, str, str]] = Counter()
    left_out: Counter[str] = Counter()
    shown = []
    for each in ordered:
        same = (each.code, each.message, each.hint)
        alike[same] += 1
        if seen[each.code] < MOST_OF_A_CODE and alike[same] <= MOST_ALIKE:
            seen[each.code] += 1
            shown.append(each)
        else:
            left_out[each.code] += 1
    more = [
        f"publish: {number} more of the kind [{code}]; --format short tells all"
        for code, number in left_out.items()
    ]
    return shown, more


def as_short(diagnostics: Iterable[Diagnostic]) -> str:
    """Write one line each: path:line:col: severity[code]: message."""
    return "\n".join(_headline(each, colour=False) for each in in_order(diagnostics))


def as_records(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Give each as plain data; lines and columns are 1-based, ends exclusive; null if unknown."""
    return [_record(each) for each in in_order(diagnostics)]


def as_json(diagnostics: Iterable[Diagnostic], outputs: Sequence[dict[str, Any]] = ()) -> str:
    """Write diagnostics and outputs as one JSON object."""
    document = {"diagnostics": as_records(diagnostics), "outputs": list(outputs)}
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Write workflow commands that GitHub shows beside the lines."""
    return "\n".join(_annotation(each) for each in in_order(diagnostics))


def as_sarif(diagnostics: Iterable[Diagnostic], version: str) -> str:
    """Write a log of SARIF 2.1.0 (OASIS Standard, §3.13 and following)."""
    ordered = in_order(diagnostics)
    codes = sorted({each.code for each in ordered})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in codes]
    driver = {"name": "publish", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in ordered],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _headline(each: Diagnostic, *, colour: bool) -> str:
    paint = _painter(each.severity, colour)
    what = f"{paint(f'{each.severity.value}[{each.code}]')}: {_visible(each.message)}"
    if each.span is None:
        return f"publish: {what}"
    line, column = each.span.source.position(each.span.start)
    return f"{each.span.source.name}:{line}:{column}: {what}"


def _block(each: Diagnostic, colour: bool) -> str:
    lines = [_headline(each, colour=colour), *_excerpt(each)]
    lines += [f"  hint: {_visible(hint)}" for hint in each.hint.splitlines()]
    return "\n".join(lines)


def _excerpt(each: Diagnostic) -> list[str]:
    """Show the source line with a caret; the fragment alone where letters run right to left."""
    if each.span is None or not each.span.source.text:
        return []
    line_number, column = each.span.source.position(each.span.start)
    whole = each.span.source.line(line_number)
    start = column - 1
    end = max(start + 1, min(len(whole), start + each.span.end - each.span.start))
    line, start, end = _window(whole, start, end)
    gutter = f"  {line_number} | "
    if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in line):
        return [f"{gutter}{_visible(line[start:end])}"]
    indent = "".join(
        "\t" if character == "\t" else " " * _width(character) for character in line[:start]
    )
    carets = "^" * max(1, sum(_width(character) for character in line[start:end]))
    return [f"{gutter}{_visible(line)}", " " * (len(gutter) - 2) + "| " + indent + carets]


def _window(line: str, start: int, end: int, width: int = 100) -> tuple[str, int, int]:
    """Cut a long line down to what surrounds the place; manuscripts have paragraphs as lines."""
    if len(line) <= width:
        return line, start, end
    left = max(0, min(start - width // 3, len(line) - width))
    cut = line[left : left + width]
    head = "…" if left else ""
    tail = "…" if left + width < len(line) else ""
    end = min(end, left + width)
    return head + cut + tail, start - left + len(head), max(start + 1, end) - left + len(head)


def _width(character: str) -> int:
    """Say how many columns a terminal gives a character (Unicode Standard Annex 11)."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _visible(text: str) -> str:
    """Take control characters out, so that no manuscript steers the reader's terminal."""
    return "".join(
        character
        if character == "\t" or unicodedata.category(character) not in {"Cc", "Cf"}
        else "·"
        for character in text
    )


def _painter(severity: Severity, colour: bool) -> Callable[[str], str]:
    if not colour:
        return str
    shade = "31" if severity is Severity.ERROR else "33"
    return lambda text: f"\x1b[1;{shade}m{text}\x1b[0m"


def _count(diagnostics: Sequence[Diagnostic]) -> str:
    errors = sum(each.severity is Severity.ERROR for each in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return ", ".join(parts)


def _record(each: Diagnostic) -> dict[str, Any]:
    record: dict[str, Any] = {
        "code": each.code,
        "severity": each.severity.value,
        "message": each.message,
        "file": None,
        "line": None,
        "column": None,
        "end_line": None,
        "end_column": None,
        "hint": each.hint or None,
    }
    if each.span is not None:
        source = each.span.source
        record["file"] = source.name
        record["line"], record["column"] = source.position(each.span.start)
        record["end_line"], record["end_column"] = source.position(each.span.end)
    return record


def _annotation(each: Diagnostic) -> str:
    """Escape as GitHub's toolkit does: % and line ends everywhere, : and , in properties."""
    record = _record(each)
    names = {"file": "file", "line": "line", "endLine": "end_line", "col": "column"}
    if record["line"] == record["end_line"]:
        names["endColumn"] = "end_column"
    properties = {new: record[old] for new, old in names.items() if record[old] is not None}
    properties["title"] = each.code
    text = each.message + (f"\n{each.hint}" if each.hint else "")
    listed = ",".join(f"{name}={_escape(str(value), ':,')}" for name, value in properties.items())
    return f"::{each.severity.value} {listed}::{_escape(text, '')}"


def _escape(text: str, more: str) -> str:
    return "".join(
        f"%{ord(character):02X}" if character in "%\r\n" + more else character for character in text
    )


def _result(each: Diagnostic, rule_index: int) -> dict[str, Any]:
    record = _record(each)
    text = each.message + (f" ({each.hint})" if each.hint else "")
    result: dict[str, Any] = {
        "ruleId": each.code,
        "ruleIndex": rule_index,
        "level": each.severity.value,
        "message": {"text": text},
    }
    if each.span is not None:
        region = {
            "startLine": record["line"],
            "startColumn": record["column"],
            "endLine": record["end_line"],
            "endColumn": record["end_column"],
        }
        # RFC 3986 §2.1: what a URI may not hold is percent-encoded, in UTF-8
        where = {"artifactLocation": {"uri": quote(record["file"])}, "region": region}
        result["locations"] = [{"physicalLocation": where}]
    return result
