"""Modules that the renderer imports and never uses here: empty ones in their place.

Our fetcher opens nothing, so urllib's opener, TLS, sockets and mail messages (the renderer keeps
HTTP headers in them) need not be there: 25 ms of a cold start, and no way out of the process.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

_EMPTY = ("urllib.request", "email.message")
_LATER = {
    "tinyhtml5": ("parse",),  # for HTML that is not XML; 5 ms
    "uuid": ("uuid4",),  # for metadata that we write ourselves; 2 ms
    "zipfile": (),  # for packages that are not unpacked; 2 ms
}
"""Modules with functions that few documents need, or none."""


class _Nothing:
    """Any class of such a module: it takes whatever it is given."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def add_handler(self, _: object) -> None:
        """Do what `OpenerDirector` is asked for."""


def empty_modules() -> dict[str, ModuleType]:
    """Give modules to stand in while the renderer is imported, by their names."""
    made: dict[str, ModuleType] = {name: _Empty(name) for name in _EMPTY}
    for name, members in _LATER.items():
        made[name] = _Later(name)
        vars(made[name]).update({each: _later(name, each) for each in members})
    made["PIL.ImageCms"] = _Later("PIL.ImageCms")
    vars(made["PIL.ImageCms"])["ImageCmsProfile"] = _profile
    return made


class _Empty(ModuleType):
    """A module in which every name is a class that does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (_Nothing,), {})
        setattr(self, name, made)
        return made


def put_off(name: str) -> None:
    """Import a module only when something of it is looked up."""
    sys.modules[name] = _Later(name)


class _Later(ModuleType):
    """A module that is imported when a name of it is looked up in it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _later(module: str, name: str) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        """Import the real function at the first call."""
        return getattr(import_module(module), name)(*args, **kwargs)

    return call


def _profile(file: Any) -> Any:
    """Take the renderer's own profile as it is; Pillow (38 ms) reads any other."""
    if getattr(file, "name", "").endswith("sRGB2014.icc"):
        return SimpleNamespace(tobytes=file.read, profile=SimpleNamespace(model=_SRGB))
    return import_module("PIL.ImageCms").ImageCmsProfile(file)


_SRGB = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
"""What that profile says of its device (ICC.1:2001 §6.4.16, deviceModelDescTag)."""
