"""The guide to the manuscript language shows only what works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.document import parse
from publish.manuscript import read
from publish.source import Source

GUIDE = Path(__file__).parent.parent / "docs" / "manuscripts.md"
EXAMPLES = re.findall(
    r"^```markdown\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_read_without_a_message(text: str) -> None:
    """A reader who copies one gets what the guide says."""
    document = parse(read(Source("guide.md", text)))
    found = (*document.manuscript.diagnostics, *document.diagnostics)
    assert [each.message for each in found] == []


def test_the_guide_itself_is_a_manuscript() -> None:
    """Nothing in it is left over, dead or lost."""
    document = parse(read(Source("guide.md", GUIDE.read_text("utf-8"))))
    assert document.diagnostics == ()
    assert not document.citations
