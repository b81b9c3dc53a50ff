"""The closed world: the renderer is given what the page carries, and opens nothing."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Mapping
from urllib.parse import unquote, unquote_to_bytes

from publish.pictures import examine
from publish.render.limits import Limits
from publish.render.messages import Message

_INLINE_TYPES = ("image/", "text/css", "font/", "application/font")


class ClosedWorld:
    """Answers each URL from the page's resources, and remembers what it refused."""

    def __init__(
        self,
        resources: Mapping[str, tuple[str, bytes]],
        limits: Limits,
        convert: Callable[[bytes], bytes | None] | None = None,
    ) -> None:
        """Take in the page's resources; `convert` changes pictures for the target, or not."""
        self._resources = resources
        self._convert = convert
        self._limits = limits
        self._given = 0
        self.refused: dict[Message, None] = {}

    def find(self, url: str) -> tuple[str, bytes] | None:
        """Give media type and bytes of a URL; None when it is refused."""
        found, reason = self._look_up(url.partition("#")[0])
        if found is not None:
            reason = self._weigh(*found)
            if not reason:
                return self._converted(*found)
            self.refused[Message("picture", reason, url)] = None
        else:
            self.refused[Message("refused", reason, url)] = None
        return None

    def _converted(self, media_type: str, data: bytes) -> tuple[str, bytes]:
        if self._convert and examine(data).pixels:
            data = self._convert(data) or data
        return media_type, data

    def _look_up(self, url: str) -> tuple[tuple[str, bytes] | None, str]:
        if url[:5].lower() == "data:":
            return _inline(url)
        for name in (url, unquote(url)):
            if name in self._resources:
                return self._resources[name], ""
        scheme = url.partition(":")[0].lower()
        if scheme == "doc":
            return None, "the page does not carry it"
        return None, f"only files of the project are read, and not '{scheme}:' addresses"

    def _weigh(self, media_type: str, data: bytes) -> str:
        """Say why a resource is too heavy or broken, or ""."""
        self._given += len(data)
        if self._given > self._limits.resource_bytes:
            return "the pictures of this document are too heavy together"
        if not media_type.startswith("image/") or media_type == "image/svg+xml":
            return ""
        return examine(data).fault


def _inline(url: str) -> tuple[tuple[str, bytes] | None, str]:
    """Read a `data:` URL (RFC 2397) of a kind that a page may hold."""
    head, comma, body = url[5:].partition(",")
    media_type, *parameters = head.split(";")
    media_type = media_type.strip().lower() or "text/plain"
    if not comma or not media_type.startswith(_INLINE_TYPES):
        return None, f"a 'data:' address of the kind '{media_type[:40]}' is not read"
    data = unquote_to_bytes(body)
    if parameters and parameters[-1].strip().lower() == "base64":
        try:
            data = b64decode(data + b"=" * (-len(data) % 4))
        except Error:
            return None, "its base64 text is damaged"
    return (media_type, data), ""
