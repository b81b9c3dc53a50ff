"""Sizes, effects and diagnostic codes: what CONTRIBUTING.md promises of the package's code."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator

from publish.codes import CODES
from tests.sourcecode import MODULES, Module

MODULE_LINES = 400
FUNCTION_LINES = 50
MEDIAN_LINES = 150  # modules of one subject; far above it means that subjects were merged

FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}
CLOCKS = {"now", "today", "utcnow", "uuid1", "uuid4"}
WORLDLY = {
    # modules of the standard library that reach files, processes, the network, the environment
    "glob", "http", "logging", "multiprocessing", "os", "random", "resource", "shutil", "signal",
    "socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request",
}  # fmt: skip
HARMLESS = {
    # names only, and PDFs opened from bytes
    "os.PathLike", "sys.platform", "time.gmtime", "time.strftime", "pikepdf.open",
    "metadata.read_bytes", "Image.open",
}  # fmt: skip
MAY_REACH_OUT = {
    # a module or folder that meets the outside, and why
    "project.py": "the one door by which files are read",
    "publication.py": "writes what is finished",
    "language/hyphens.py": "reads the dictionaries in the package pyphen",
    "houses/font_packages.py": "reads what installed font packages say of themselves",
    "houses/installed_houses.py": "reads which houses the installed packages offer",
    "charts/child.py": "runs the library that draws charts, within limits",
    "charts/engine.py": "feeds the child process that draws charts",
    "render/": "feeds, limits and kills the child process that renders",
    "commands/": "speaks with the terminal",
    "cli.py": "speaks with the terminal",
    "allowance.py": "bounds what a manuscript may cost in our own process",
}


def test_a_module_is_at_most_400_lines() -> None:
    """A longer one holds two subjects."""
    sizes = {module.relative: module.text.count("\n") for module in MODULES}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_the_median_module_is_short() -> None:
    """The typical file is read in a few minutes."""
    sizes = [module.text.count("\n") for module in MODULES if module.path.name != "__init__.py"]
    assert statistics.median(sizes) <= MEDIAN_LINES


def test_a_function_is_at_most_50_lines() -> None:
    """A longer one has steps that deserve names."""
    long = [
        f"{module.relative}:{node.lineno}: {node.name} has {lines} lines"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_nothing_is_caught_broadly() -> None:
    """A bug must reach the person who can mend it."""
    broad = [
        f"{module.relative}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == []


def test_a_stage_reaches_neither_files_nor_clock_nor_terminal() -> None:
    """Values in, a frozen value out: only then are two runs alike."""
    stages = [each for each in MODULES if not each.relative.startswith(tuple(MAY_REACH_OUT))]
    assert [effect for module in stages for effect in effects(module)] == []


def test_every_exception_to_that_is_needed() -> None:
    """The list of those who may reach out names only modules that do."""
    idle = [
        place
        for place in MAY_REACH_OUT
        if not any(effects(module) for module in MODULES if module.relative.startswith(place))
    ]
    assert idle == []


def effects(module: Module) -> list[str]:
    """List the places where a module reaches outside.

    What goes through a `Project` is fine, and so is a picture opened from bytes.
    """
    worldly = module.imports & WORLDLY
    return [
        f"{module.relative}:{line}: {name}"
        for line, name in mentions(module)
        if reaches(name, worldly) and name not in HARMLESS
    ]


def reaches(name: str, worldly: frozenset[str]) -> bool:
    """Say whether a name, e.g. "path.read_text", reaches outside, given the imported modules."""
    receiver, _, verb = name.rpartition(".")
    if receiver in worldly or name in {"open", "print", "input"}:
        return True
    if receiver and verb in FILE_CALLS:
        return not receiver.endswith(("project", "image"))
    return bool(receiver) and verb in CLOCKS


def mentions(module: Module) -> Iterator[tuple[int, str]]:
    """Give line and dotted name of what a module imports, calls, or takes from a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.lineno, ast.unparse(node)


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Give each call with the name that is called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def test_every_diagnostic_has_a_code_of_the_table() -> None:
    """Codes are promises, so each stands in `publish/codes.py` with its sentence."""
    unknown = [
        f"{module.relative}:{node.lineno}: {code}"
        for module in MODULES
        for node, name in calls(module)
        if name in {"error", "warning"} and node.args
        for code in sorted(constants(node.args[0]))
        if code not in CODES
    ]
    assert unknown == []


def test_every_code_of_the_table_is_used() -> None:
    """The page of codes names nothing that cannot happen."""
    others = [module for module in MODULES if module.relative != "codes.py"]
    used = {text for module in others for text in constants(module.tree)}
    assert sorted(CODES.keys() - used) == []


def constants(tree: ast.AST) -> set[str]:
    """Collect the string constants in a piece of code."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
