"""Layouts → HTML, in a sandbox with a budget: whatever a layout says, it ends.

The renderer's child has limits of the kernel; layouts are filled in our own process, so that
each loop, call, part and range is counted here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publish.source import Source

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

STEPS = 100_000
"""What a layout may do: a brief's needs some hundred."""
LONGEST = 1_000_000
"""Characters or items that a repetition may make."""

LAYOUT_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the code of a layout may raise."""

_GLOBALS = ("range", "dict", "cycler", "joiner")
_GROWING_FILTERS = ("attr", "center", "format", "indent", "pprint", "random", "wordwrap")
_GROWING_METHODS = frozenset(
    ("center", "expandtabs", "format_map", "ljust", "rjust", "translate", "zfill")
)
_GROWING_FORMAT = re.compile(r"\d{4}|\{[^}]*\{")
"""A format with a width of thousands, or with one that an argument says."""


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for layouts: nothing of Python is in reach, and every step is counted."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, layouts: Mapping[str, Source], kept: BytecodeCache | None = None) -> None:
        def source(name: str) -> tuple[str, str, None] | None:
            self.spend(1)
            known = layouts.get(name)
            return (known.text, name, None) if known else None

        super().__init__(
            loader=FunctionLoader(source),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            bytecode_cache=kept,
        )
        self._left = STEPS
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self.globals["range"] = self._range
        for name in _GROWING_FILTERS:
            self.filters.pop(name, None)
        self.filters["counted"] = self._counted

    def spend(self, steps: int) -> None:
        """Take steps off the budget."""
        self._left -= steps
        if self._left < 0:
            raise SecurityError(f"it takes more than {STEPS} steps")

    def get_template(self, *names: Any, **more: Any) -> Any:
        """Count each part that a layout takes in."""
        self.spend(1)
        return super().get_template(*names, **more)

    def call(self, *arguments: Any, **named: Any) -> Any:
        """Count each call: macros may call themselves twice."""
        self.spend(1)
        return super().call(*arguments, **named)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Deny what makes long texts of short ones, besides what the sandbox denies."""
        if isinstance(obj, str) and attr in _GROWING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Any:
        """Refuse a format that makes a long text of a short one."""
        text = getattr(value, "__self__", None)
        if isinstance(text, str) and _GROWING_FORMAT.search(text):
            raise SecurityError("a layout may not write a number that wide")
        return super().wrap_str_format(value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers, and texts as far as they stay short."""
        if operator == "*" and _product_size(left, right) <= LONGEST:
            return left * right
        if operator == "%" and isinstance(left, int) and isinstance(right, int):
            return left % right
        raise SecurityError(f"a layout may not compute with '{operator}' here")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            counted = nodes.Filter(loop.iter, "counted", [], [], None, None)
            loop.iter = counted.set_lineno(loop.lineno).set_environment(self)
        return tree

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for each in items:
            self.spend(1)
            yield each

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self.spend(len(numbers))
        return numbers


def _product_size(left: Any, right: Any) -> int:
    sizes = [abs(each) if isinstance(each, int) else _length(each) for each in (left, right)]
    return sizes[0] * sizes[1]


def _length(value: Any) -> int:
    length: Callable[[], int] | None = getattr(value, "__len__", None)
    return length() if length else 1
