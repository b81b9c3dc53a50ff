"""What every output can do."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from publish.artifact import Artifact
from publish.page import Page
from publish.targets import Target


class Output(Protocol):
    """A way to make an artifact; entering it starts what takes long to start."""

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        """End what was begun."""
        ...

    def write(self, page: Page, target: Target, date: str) -> Artifact:
        """Make the artifact; `date` (ISO 8601) stands in where the page has none."""
        ...
