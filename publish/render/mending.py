"""Lines of the renderer's functions changed where it has no setting, each by its own text."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any


def change_lines(module: ModuleType, function: str, was: str, becomes: str) -> bool:
    """Replace a piece of a function's source; say whether it was there, once.

    A renderer whose code reads otherwise is left alone. Changes of one function add up, and it is
    compiled when it is called: once, which takes 1 ms.
    """
    changed: dict[str, str] = module.__dict__.setdefault("_changed_sources", {})
    source = changed.get(function) or _source(module, function)
    if source.count(was) != 1:
        return False
    changed[function] = source.replace(was, becomes)

    def compile_and_call(*args: Any, **kwargs: Any) -> Any:
        if module.__dict__[function] is compile_and_call:
            name = str(module.__name__).replace(".", "/") + ".py"
            exec(compile(changed[function], name, "exec"), module.__dict__)
        return module.__dict__[function](*args, **kwargs)

    module.__dict__[function] = compile_and_call
    return True


def change_in_place(module: ModuleType, function: FunctionType, was: str, becomes: str) -> bool:
    """Change a function that others have imported or wrapped already: what it is made of."""
    name = function.__name__
    found = change_lines(module, name, was, becomes)
    module.__dict__[name] = function
    if found:
        made: dict[str, Any] = {}
        file = str(module.__name__).replace(".", "/") + ".py"
        exec(compile(module.__dict__["_changed_sources"][name], file, "exec"), made)
        function.__code__ = made[name].__code__
    return found


def replace_everywhere(package: str, name: str, function: object) -> None:
    """Put a function in the place of the one of that name in all modules that have imported it."""
    for place, module in list(sys.modules.items()):
        if place.partition(".")[0] == package and name in vars(module):
            vars(module)[name] = function


def _source(module: ModuleType, function: str) -> str:
    """Cut a function out of its file: `inspect.getsource` reads all tokens, which takes 20 ms."""
    text = Path(str(module.__file__)).read_text("utf-8")
    start = f"\ndef {function}("
    return start.lstrip() + text.partition(start)[2].partition("\n\n\n")[0] + "\n"
