"""One render in plain values that travel between processes, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.finishing.attachments import Attachment
from publish.finishing.press import Condition
from publish.geometry import Geometry
from publish.metadata import Metadata
from publish.render.limits import Limits
from publish.render.messages import Message
from publish.targets import TARGETS, Target


@dataclass(frozen=True, slots=True)
class Job:
    """All that one render depends on."""

    html: str
    resources: Mapping[str, tuple[str, bytes]]
    """Media type and bytes, by URL."""
    font_configuration: str
    """Path of the fontconfig file that names the house's faces."""
    target: Target
    metadata: Metadata
    identifier: str
    """32 hexadecimal digits, made from the content."""
    date: str
    """"2023-04-07T00:00:00Z", or "" when unknown."""
    creator: str
    limits: Limits
    condition: Condition | None
    """For the press only."""
    attachments: tuple[Attachment, ...]
    geometry: Geometry
    drawn_faces: Mapping[str, tuple[str, ...]]
    """Families of the house for words of drawings, by "sans", "serif" and "mono"."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a render."""

    pdf: bytes
    page_count: int
    messages: tuple[Message, ...]


def job_from(values: dict[str, Any]) -> Job:
    """Build a job from what came through the pipe."""
    condition = values["condition"]
    return Job(
        html=values["html"],
        resources=values["resources"],
        font_configuration=values["font_configuration"],
        target=TARGETS[values["target"]],
        metadata=Metadata(**values["metadata"]),
        identifier=values["identifier"],
        date=values["date"],
        creator=values["creator"],
        limits=Limits(**values["limits"]),
        condition=Condition(**condition) if condition else None,
        attachments=tuple(Attachment(**each) for each in values["attachments"]),
        geometry=Geometry(**values["geometry"]),
        drawn_faces=values["drawn_faces"],
    )
