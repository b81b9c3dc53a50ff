"""What may import what: the line of stages in ARCHITECTURE.md, and a few stricter borders."""

from __future__ import annotations

import ast
import tomllib
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from sys import stdlib_module_names

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.sourcecode import MODULES, PACKAGE, ROOT, Module, line_of_stages

LINE = line_of_stages()
STAGES = [module for module in MODULES if module.relative != "__init__.py"]
BY_NAME = {module.name: module for module in STAGES}

ENGINES = {
    # a folder that reads as a library of its own, and all that it may import from the package
    "publish.csl": ("publish.csl", "publish.source", "publish.codes", "publish.diagnostics"),
    "publish.bibliography": (
        "publish.bibliography",
        "publish.source",
        "publish.codes",
        "publish.diagnostics",
    ),
}
WEASYPRINT_IS_IMPORTED_IN = {"publish.render.engine"}
# extras whose packages the code uses where they are installed
OPTIONAL = ("styles", "verify", "charts", "maths")


def rank(module: Module) -> int:
    """Give a module's place in the line: the longest row that is its path or a folder of it."""
    path = module.relative
    rows = [row for row in LINE if path == row or (row.endswith("/") and path.startswith(row))]
    assert rows, f"publish/{path} has no row under 'The line' in ARCHITECTURE.md"
    return LINE.index(max(rows, key=len))


def inner_imports(module: Module) -> list[Module]:
    """List the package's own modules that a module imports."""
    return [BY_NAME[name] for name in sorted(module.imports & BY_NAME.keys())]


def test_a_module_imports_only_from_modules_above_it_in_the_line() -> None:
    """The file list is the way of the data, so nothing imports what is made after it."""
    below = [
        f"{module.relative} imports {imported.relative}"
        for module in STAGES
        for imported in inner_imports(module)
        if rank(imported) > rank(module)
    ]
    assert below == []


def test_every_row_of_the_line_exists() -> None:
    """ARCHITECTURE.md names no module that is not there."""
    assert [row for row in LINE if not (PACKAGE / row).exists()] == []


def test_there_are_no_import_cycles() -> None:
    """Not even inside a folder, where the line does not tell an order."""
    graph = {
        module.name: [imported.name for imported in inner_imports(module)] for module in STAGES
    }
    assert sorted(TopologicalSorter(graph).static_order()) == sorted(graph)


def test_no_stage_imports_the_public_names() -> None:
    """`publish/__init__.py` is for users; a stage imports the module that makes the thing."""
    assert [module.relative for module in STAGES if "publish" in module.imports] == []


def test_the_two_engines_import_nothing_else_of_the_package() -> None:
    """`csl/` and `bibliography/` could be taken out and used elsewhere."""
    strangers = [
        f"{module.relative} imports {imported.name}"
        for folder, allowed in ENGINES.items()
        for module in STAGES
        if module.name.startswith(folder)
        for imported in inner_imports(module)
        if not imported.name.startswith(allowed)
    ]
    assert strangers == []


def test_weasyprint_is_imported_in_one_module_only() -> None:
    """What costs most to load, and differs most between versions, is met in one place."""
    importers = {
        module.name
        for module in MODULES
        if any(name.split(".")[0] == "weasyprint" for name in module.imports)
    }
    assert importers == WEASYPRINT_IS_IMPORTED_IN


def test_an_init_file_holds_only_imports_and_all() -> None:
    """A newcomer never has to look for code in `__init__.py`."""
    code = [
        f"{module.relative}:{node.lineno}: {ast.unparse(node)}"
        for module in MODULES
        if module.path.name == "__init__.py"
        for node in module.tree.body
        if not _is_declaration(node)
    ]
    assert code == []


def _is_declaration(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    if isinstance(node, ast.Assign):
        return [ast.unparse(target) for target in node.targets] == ["__all__"]
    return isinstance(node, ast.Import | ast.ImportFrom)


def test_every_foreign_import_is_of_a_declared_dependency() -> None:
    """What a dependency of a dependency brings today may be gone tomorrow."""
    declared, providers = _declared(), packages_distributions()
    undeclared = {
        f"{module.relative} imports {root}"
        for module in MODULES
        for root in {name.split(".")[0] for name in module.imports}
        if root != "publish"
        and root not in stdlib_module_names
        and declared.isdisjoint(canonicalize_name(each) for each in providers.get(root, [root]))
    }
    assert sorted(undeclared) == []


def _declared() -> set[str]:
    """Name the packages that pyproject.toml asks for, those of the users' extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in OPTIONAL:
        wanted += project["optional-dependencies"][extra]
    return {canonicalize_name(Requirement(each).name) for each in wanted}
