"""What is kept from the last start: it changes nothing but the time, and may be damaged or gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import re, sys
from dataclasses import dataclass
from pathlib import Path
from publish.render.warmth import Warmth
warmth = Warmth("test", Path(sys.argv[1]))
warmth.put_on()

@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: str = "r"

found = re.compile(r"(?P<word>[a-zà-ü]+)(?:-(\\d+))?", re.I).fullmatch("Küche-12")
print(Pair(1), found.group("word"), found.groups(), found.re.groupindex["word"], found.re.flags)
warmth.keep()
"""


def run(folder: Path) -> str:
    """Run the program with its cache in a folder."""
    command = [sys.executable, "-c", _PROGRAM, str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_the_second_start_is_as_the_first(tmp_path: Path, damage: bytes | None) -> None:
    """Patterns and dataclasses work alike from the cache, and without a sound one."""
    first = run(tmp_path)
    (kept,) = (tmp_path / "compiled").iterdir()
    if damage is not None:
        kept.write_bytes(damage)
    assert run(tmp_path) == first
    assert first == "Pair(left=1, right='r') Küche ('Küche', '12') 1 34\n"


def test_a_folder_that_cannot_be_written_is_no_mistake() -> None:
    """Without a cache every start is the first."""
    assert run(Path("/proc/none")).startswith("Pair(left=1")


_SETS = """
import re, sys
from pathlib import Path
from publish.render.warmth import Warmth
warmth = Warmth("test", Path(sys.argv[1]))
warmth.put_on()
re.compile("[\\u4e00-\\U0003ffff]"), re.compile("[~^`]")
print(ascii([text for text, _ in warmth._patterns if text.startswith("[")]))
"""


def test_sets_of_letters_are_kept_and_those_of_signs_are_not(tmp_path: Path) -> None:
    """A parser of Markdown writes a set of signs in another order each time, without end."""
    command = [sys.executable, "-c", _SETS, str(tmp_path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.count("[") == 2
    assert "~" not in said
