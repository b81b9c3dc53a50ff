"""The package's own source code as the tests of its rules see it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "publish"


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The file's text."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The file's syntax tree."""
        return ast.parse(self.text)

    @property
    def relative(self) -> str:
        """The path below `publish/`, e.g. "csl/style.py"."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def name(self) -> str:
        """The module's name, e.g. "publish.csl.style"; a package's is that of its folder."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def imports(self) -> frozenset[str]:
        """The names of all modules that are imported anywhere in the file, even in a function."""
        return frozenset(
            name for node in ast.walk(self.tree) for name in _imported(node) if name != "__future__"
        )


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"line {node.lineno}: a relative import hides where it leads"
        module = node.module or ""
        inner = [f"{module}.{alias.name}" for alias in node.names]
        found = [name for name in inner if name in NAMES]
        return found if len(found) == len(inner) else [module, *found]
    return []


MODULES = tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))
NAMES = frozenset(module.name for module in MODULES)


def line_of_stages() -> tuple[str, ...]:
    """Read the order of the modules from ARCHITECTURE.md: "source.py", "csl/", … top first."""
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    block = re.search(r"^## The line$.*?^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert block, "ARCHITECTURE.md has no block of modules under 'The line'"
    rows = (row.split() for row in block[1].splitlines())
    return tuple(row[0] for row in rows if row)
