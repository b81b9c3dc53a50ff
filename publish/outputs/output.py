"""What every output can do."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from publish.artifact import Artifact
from publish.page import Page
from publish.render.limits import Limits
from publish.targets import Target

if TYPE_CHECKING:
    from publish.finishing.attachments import Attachment
    from publish.finishing.press import Condition


@dataclass(frozen=True, slots=True)
class Order:
    """All that one artifact is made from."""

    page: Page
    target: Target
    date: str
    """ISO 8601; stands in where the page has none."""
    condition: Condition | None
    """How the press prints, for a target in inks."""
    attachments: tuple[Attachment, ...]
    limits: Limits
    """What a renderer may take."""


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

    def write(self, order: Order) -> Artifact:
        """Make the artifact; without a usable one its data is empty and a diagnostic says why."""
        ...
