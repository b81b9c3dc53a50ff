"""`publish verify` in this process, by our own rules: the validator's Java takes seconds."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

from publish import verapdf
from publish.cli import run


def verify(*arguments: str | Path) -> tuple[int, str]:
    """Run the command; give its exit code and standard output."""
    out = io.StringIO()
    with mock.patch.object(verapdf, "is_installed", return_value=False), redirect_stdout(out):
        code = run(["verify", *map(str, arguments)])
    return code, out.getvalue()
